"""A class collects rows of numbers and words: the same journey with the project on the website and on this computer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work, sign_out, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_journey import PLACES, watch_for_errors

STUDENTS = ("Hugo Rowe", "Ines Rowe")
ANIMALS = "legs\tskin\tanimal\n2\tfeathers\tbird\n4\tfur\tmammal\n3\tslime\tmammal\n4\tfur\tmammal\n"
TABLE = (
    "id;label;Größe;skin;legs;animal\r\n"
    "1;a;12,5;fur;4;mammal\r\n"
    "2;b;3,25;feathers;2;bird\r\n"
    "3;c;;=1+1;2;bird\r\n"
    "4;d;1,5;fur;many;mammal\r\n"
    "5;e;2,5;fur;4;fish\r\n"
)

GROWTH = "week\tplace\theight\n" + "".join(
    f"{week}\t{('sun', 'shade')[week % 2]}\t{week * 1.5}\n" for week in range(1, 10)
)
NUMBERS_SAVED = [
    ["legs", "skin", "Größe", "Label"],
    ["2", "feathers", "", "bird"],
    ["2", "", "", "bird"],
    ["-2.5", "", "", "bird"],
    ["10", "", "", "bird"],
    ["2", "feathers", "", "bird"],
    ["4", "fur", "", "mammal"],
    ["4", "fur", "", "mammal"],
    ["4", "fur", "12.5", "mammal"],
    ["2", "feathers", "3.25", "bird"],
    ["2", "'=1+1", "", "bird"],
    ["4", "fur", "2.5", "fish"],
]
"""A spreadsheet does not run the second last one."""

Looking = Callable[[str], None]


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "hedy@school.example", list(STUDENTS))


def make_project(page: Page, place: str, kind: str, name: str, looking: Looking) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
    page.get_by_role("radio", name=place).check()
    looking("new project")
    page.get_by_role("button", name="Make the project").click()
    # The first page of rows after the site has started takes longer.
    expect(page.get_by_role("heading", name="What do you know about each thing?")).to_be_visible(
        timeout=30_000
    )
    looking("train, no fields")


def add_field(page: Page, name: str, choices: list[str] | None = None, role: str | None = None) -> None:
    page.get_by_role("button", name="Add a field").click()
    dialog = page.get_by_role("dialog", name="Add a field")
    dialog.get_by_label("What is it called?").fill(name)
    if choices:
        dialog.get_by_role("radio", name="One of a few words").check()
        dialog.get_by_label("Which words?").fill("\n".join(choices))
    if role:
        dialog.get_by_role("radio", name=role).check()
    dialog.get_by_role("button", name="Add a field").click()
    expect(dialog).to_be_hidden()


def paste(into: Locator, text: str) -> None:
    """As the browser does it when cells were copied in a spreadsheet."""
    into.evaluate(
        """(input, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def rows(page: Page) -> list[list[str]]:
    """What the table shows, newest first, without the column to choose by."""
    found = page.locator("table.rows tbody tr").all()
    return [[cell.inner_text().strip() for cell in row.locator("td").all()[1:]] for row in found]


def saved_table(page: Page) -> list[list[str]]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a table").click()
    assert download.value.suggested_filename.endswith(".csv")
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def collect_numbers(page: Page, looking: Looking) -> None:
    add_field(page, "legs")
    add_field(page, "skin", ["fur", "feathers", "=1+1"])
    for label in ("bird", "mammal"):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(page.get_by_role("heading", name=label, exact=True)).to_be_visible()
    looking("train, no rows")
    type_rows(page, looking)
    paste_rows(page, looking)
    open_table(page, looking)


def type_rows(page: Page, looking: Looking) -> None:
    entry = page.get_by_role("form", name="New row")
    legs, skin, label = entry.get_by_label("legs"), entry.get_by_label("skin"), entry.get_by_label("Label")
    legs.fill("two")
    legs.press("Enter")
    expect(entry.get_by_text("legs: write a number, like 3.5.")).to_be_visible()
    expect(legs).to_be_focused()
    looking("train, a wrong number")
    legs.fill("2")
    legs.press("Enter")
    expect(entry.get_by_text("Pick a label for this row.")).to_be_visible()
    skin.select_option("feathers")
    label.select_option("bird")
    legs.press("Enter")
    expect(legs).to_be_focused()
    expect(legs).to_have_value("")
    for number in ("2", "-2,5", "1e1"):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
    expect(page.get_by_text("4 rows", exact=True).first).to_be_visible()
    assert [row[:3] for row in rows(page)] == [
        ["10", "–\nempty", "bird"],
        ["-2.5", "–\nempty", "bird"],
        ["2", "–\nempty", "bird"],
        ["2", "feathers", "bird"],
    ]
    entry.get_by_role("button", name="Add").click()
    expect(entry.get_by_text("This row is empty.")).to_be_visible()


def paste_rows(page: Page, looking: Looking) -> None:
    paste(page.get_by_role("form", name="New row").get_by_label("legs"), ANIMALS)
    dialog = page.get_by_role("dialog", name="Look before you add")
    expect(dialog.get_by_text("3 rows to add.")).to_be_visible()
    expect(dialog.get_by_text("Row 4, skin: slime is not one of the words.")).to_be_visible()
    expect(dialog.get_by_label("What is animal?")).to_have_value(re.compile("label"))
    looking("train, look at a paste")
    dialog.get_by_role("button", name="Add 3 rows").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("region", name="Notices").get_by_text("Saved 3 rows.")).to_be_visible()
    expect(page.locator("table.rows tbody tr")).to_have_count(7)


def open_table(page: Page, looking: Looking) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "pets.csv", "mimeType": "text/csv", "buffer": TABLE.encode("windows-1252")}
    )
    dialog = page.get_by_role("dialog", name="Look before you add")
    expect(dialog.get_by_text("4 rows to add.")).to_be_visible()
    expect(dialog.get_by_text("Row 5, legs: many is no number.")).to_be_visible()
    expect(dialog.get_by_text("New fields: id and Größe.")).to_be_visible()
    expect(dialog.get_by_text("New labels: fish.")).to_be_visible()
    looking("train, look at a table")
    dialog.get_by_label("What is id?").select_option(label="Leave it out")
    expect(dialog.get_by_text("New fields: Größe.")).to_be_visible()
    dialog.get_by_role("button", name="Add 4 rows").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("table.rows tbody tr")).to_have_count(11)


def change_rows(page: Page, looking: Looking) -> None:
    """Choose rows to move and to delete, and take each back."""
    notices = page.get_by_role("region", name="Notices")
    page.get_by_label("Show", exact=True).select_option("mammal")
    expect(page.locator("table.rows tbody tr")).to_have_count(3)
    page.get_by_role("checkbox", name="Choose all that you see").check()
    page.get_by_role("button", name="Move").click()
    looking("train, move rows")
    page.get_by_role("dialog").get_by_role("button", name="bird", exact=True).click()
    expect(page.get_by_text("No rows yet.")).to_be_visible()
    notices.get_by_text("3 rows are in bird now.").locator("..").get_by_role("button", name="Undo").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(3)
    page.get_by_role("checkbox", name="Choose the row 4, fur, 12.5, and mammal").check()
    page.get_by_role("button", name="Keep for testing").click()
    expect(page.locator("table.rows").get_by_text("kept for testing")).to_be_visible()
    page.get_by_label("Show", exact=True).select_option("All labels")
    expect(page.locator("table.rows tbody tr")).to_have_count(11)
    page.get_by_role("checkbox", name="Choose the row -2.5").check()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("table.rows tbody tr")).to_have_count(10)
    notices.get_by_text("You deleted 1 row.").locator("..").get_by_role("button", name="Undo").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(11)


def change_fields(page: Page) -> None:
    """A field that is changed, or deleted and taken back, has lost nothing."""
    before = rows(page)
    edit(page, "legs").get_by_role("radio", name="One of a few words").check()
    dialog = page.get_by_role("dialog", name="Change legs")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Write 2 words or more, one on each line.")).to_be_visible()
    dialog.get_by_label("Which words?").fill("2\n4")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("table.rows").get_by_text("-2.5", exact=True)).to_be_hidden()
    dialog = edit(page, "legs")
    dialog.get_by_role("radio", name="A number").check()
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("table.rows").get_by_text("-2.5", exact=True)).to_be_visible()
    assert rows(page) == before
    edit(page, "skin").get_by_role("button", name="Delete this field").click()
    expect(page.locator("table.rows").get_by_text("fur", exact=True)).to_have_count(0)
    notices = page.get_by_role("region", name="Notices")
    deleted = notices.get_by_text("You deleted the field skin. Your rows stay.")
    deleted.locator("..").get_by_role("button", name="Undo").click()
    expect(page.locator("table.rows").get_by_text("fur", exact=True)).to_have_count(4)
    assert rows(page) == before


def edit(page: Page, field: str) -> Locator:
    page.get_by_role("region", name="Fields").get_by_role("button", name=re.compile(f"^{field} ")).click()
    return page.get_by_role("dialog", name=f"Change {field}")


def sign_out_and_in(page: Page, at_work: ClassAtWork, student: str, project: str) -> None:
    before = rows(page)
    sign_out(page)
    student_signs_in(page, at_work, student)
    page.get_by_role("article", name=project).get_by_role("link").first.click()
    page.get_by_role("link", name="Train", exact=True).click()
    expect(page.locator("table.rows tbody tr")).to_have_count(len(before))
    assert rows(page) == before


def open_what_is_no_table(page: Page) -> None:
    chooser = page.locator("input[type=file]")
    dialog = page.get_by_role("dialog", name="Look before you add")
    for content, sentence in (
        (b"PK\x03\x04\x00\x00", "We can not read this as a table."),
        (b"\n \n", "There is nothing in this table."),
    ):
        chooser.set_input_files({"name": "odd.csv", "mimeType": "text/csv", "buffer": content})
        expect(dialog.get_by_text(sentence)).to_be_visible()
        dialog.get_by_role("button", name="Close").click()


def let_it_learn(page: Page, looking: Looking) -> None:
    page.get_by_role("link", name="Go on to learn & test").click()
    page.get_by_role("button", name="Let it learn", exact=True).click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=30_000)
    expect(page.locator(".score__big")).to_have_text(re.compile(r"^\d of \d right$"))
    looking("test, trained")


def learn_and_try_numbers(page: Page, looking: Looking) -> None:
    """A row is guessed and explained; the wrong label is put right, as one more row."""
    entry = page.get_by_role("form", name="New row")
    for legs in ("4", "4", "5"):
        entry.get_by_label("legs").fill(legs)
        entry.get_by_label("skin").select_option("fur")
        entry.get_by_label("Label").select_option("mammal")
        page.keyboard.press("Enter")
        expect(entry.get_by_label("skin")).to_have_value("")
    let_it_learn(page, looking)
    page.get_by_role("textbox", name="legs").fill("four")
    page.keyboard.press("Enter")
    expect(page.get_by_text("legs: write a number, like 3.5.")).to_be_visible()
    page.get_by_role("textbox", name="legs").fill("4")
    page.get_by_role("combobox", name="skin").select_option("fur")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("mammal")
    expect(page.locator(".guess__row")).to_have_count(3)
    page.get_by_role("button", name="Why?").click()
    expect(page.get_by_text("I went this way:")).to_be_visible()
    expect(page.locator(".nearest li").first).to_contain_text("skin: fur mammal")
    page.get_by_text("See the whole tree").click()
    expect(page.locator(".tree__node--mine").last).to_contain_text("mammal")
    looking("test, guessed a label")
    page.get_by_role("button", name="That was wrong").click()
    page.get_by_role("button", name="fish", exact=True).click()
    expect(page.get_by_role("region", name="Notices").get_by_text("Added to fish.")).to_be_visible()
    page.get_by_role("link", name="Train", exact=True).click()
    expect(page.locator("table.rows tbody tr")).to_have_count(15)
    assert rows(page)[0][:4] == ["4", "fur", "–\nempty", "fish"]


def learn_and_try_prediction(page: Page, looking: Looking) -> None:
    let_it_learn(page, looking)
    expect(page.get_by_text("Right means: not more than")).to_be_visible()
    page.get_by_role("textbox", name="week").fill("20")
    page.get_by_role("combobox", name="place").select_option("sun")
    page.keyboard.press("Enter")
    expect(page.locator(".guess__sentence")).to_contain_text("height: I guess ")
    page.get_by_role("button", name="Why?").click()
    expect(page.locator(".why")).to_contain_text("week")
    expect(page.locator(".nearest li").first).to_contain_text("height: ")
    page.get_by_role("button", name="That was wrong").click()
    page.get_by_label("What is height really?").fill("30")
    looking("test, guessed a number")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Notices").get_by_text("Added as a new row.")).to_be_visible()
    page.get_by_role("link", name="Train", exact=True).click()
    expect(page.locator("table.rows tbody tr")).to_have_count(11)
    assert rows(page)[0][:3] == ["20", "sun", "30"]


def walk_numbers(page: Page, place: str, looking: Looking) -> None:
    make_project(page, place, "Numbers", "Animals", looking)
    collect_numbers(page, looking)
    looking("train, 11 rows")
    open_what_is_no_table(page)
    change_rows(page, looking)
    change_fields(page)
    assert saved_table(page) == NUMBERS_SAVED
    learn_and_try_numbers(page, looking)


def walk_prediction(page: Page, place: str, looking: Looking) -> None:
    """All fields come from a table; the last number is what to guess, until another one is."""
    make_project(page, place, "Prediction", "Growth", looking)
    page.get_by_role("button", name="Paste a table").click()
    page.get_by_label("Copy rows in your spreadsheet.").fill(GROWTH)
    page.get_by_role("button", name="Look at it").click()
    dialog = page.get_by_role("dialog", name="Look before you add")
    expect(dialog.get_by_label("What is height?").locator("option:checked")).to_have_text(
        "New: what to guess"
    )
    looking("train, look at growth")
    dialog.get_by_role("button", name="Add 9 rows").click()
    expect(page.get_by_text("Add 1 more row.")).to_be_visible()
    entry = page.get_by_role("form", name="New row")
    entry.get_by_label("week").fill("10")
    entry.get_by_label("place").select_option("shade")
    entry.get_by_label("height").fill("12,5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have enough examples.")).to_be_visible()
    assert rows(page)[0][:3] == ["10", "shade", "12.5"]
    looking("train, 10 rows")
    learn_and_try_prediction(page, looking)
    dialog = edit(page, "week")
    dialog.get_by_role("radio", name="This is what to guess").check()
    looking("train, change a field")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("table.rows thead th").last).to_contain_text("week to guess")
    assert saved_table(page)[0] == ["place", "height", "week"]


def walk_both(page: Page, at_work: ClassAtWork, number: int, look: Callable[[str], None]) -> None:
    place, student = PLACES[number], STUDENTS[number]
    walk_numbers(page, place, look)
    sign_out_and_in(page, at_work, student, "Animals")
    page.get_by_role("link", name="Projects", exact=True).click()
    walk_prediction(page, place, look)
    sign_out_and_in(page, at_work, student, "Growth")


@pytest.mark.parametrize("number", range(len(PLACES)), ids=PLACES)
def test_a_child_collects_rows_and_finds_them_again(
    site: Site, browser: Browser, at_work: ClassAtWork, number: int
) -> None:
    context = browser.new_context(
        base_url=site.address, viewport={"width": 1366, "height": 768}, locale="en-GB"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors = watch_for_errors(page)
    student_signs_in(page, at_work, STUDENTS[number])
    walk_both(
        page, at_work, number, lambda name: look_at(page, f"{re.sub('[, ]+', '-', f'rows {name}')}-{number}")
    )
    context.close()
    assert errors == []
