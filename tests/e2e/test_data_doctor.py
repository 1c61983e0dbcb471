"""The data doctor says what may be wrong with examples and mends it: the same on the website and on this computer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.media import choose
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_journey import PLACES, watch_for_errors

STUDENTS = ("Dora Stone", "Dirk Stone")
CATS = [f"the cat naps on mat number {number}" for number in range(22)]
DOGS = [f"a dog runs after ball number {number}" for number in range(6)]
SHARED = "what a sweet animal"
FOUND = [
    "bird has only 2 examples. That is too few to learn from.",
    "1 example is in more than one label. That mixes the computer up.",
    "1 example is there more than once. That teaches nothing new.",
    "cat has 24 examples, but dog has only 7. So it will say cat too often.",
    "Too few examples are kept for testing. So the score says little.",
]


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "doris@school.example", list(STUDENTS))


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        base_url=site.address, viewport={"width": 1366, "height": 768}, locale="en-GB"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors = watch_for_errors(page)
    yield page
    context.close()
    assert errors == []


def make_project(page: Page, kind: str, place: str, labels: Sequence[str]) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(f"Doctor {kind}")
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("radio", name=place).check()
    page.get_by_role("button", name="Make the project").click()
    for label in labels:
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(page.get_by_role("region", name=label, exact=True)).to_be_visible()


def paste(page: Page, label: str, texts: Sequence[str]) -> None:
    page.get_by_role("button", name=f"Paste a list for {label}").click()
    page.get_by_role("dialog").get_by_label("Put one example on each line.").fill("\n".join(texts))
    page.get_by_role("button", name=f"Add {len(texts)} example").click()


def pictures(seeds: Sequence[int]) -> list[FilePayload]:
    """Coarse noise: those of different seeds look different, also to a hash of their edges."""
    files: list[FilePayload] = []
    for seed in seeds:
        kept = BytesIO()
        Image.frombytes("RGB", (9, 8), Random(seed).randbytes(9 * 8 * 3)).resize((90, 80)).save(kept, "PNG")
        files.append({"name": f"{seed}.png", "mimeType": "image/png", "buffer": kept.getvalue()})
    return files


def found(page: Page) -> Locator:
    return (
        page.get_by_role("region", name="Data doctor")
        .get_by_role("listitem")
        .filter(has=page.get_by_role("button", name="This is fine"))
    )


def finding(page: Page, says: str) -> Locator:
    return found(page).filter(has_text=says)


def undo(page: Page, notice: str) -> None:
    told = page.get_by_role("region", name="Notices").get_by_text(notice)
    told.locator("..").get_by_role("button", name="Undo").click()


def to_the_test(page: Page) -> Locator:
    page.get_by_role("navigation", name="Steps").get_by_role("link", name=re.compile("test")).click()
    return page.get_by_role("region", name="Data doctor")


@pytest.mark.parametrize("number", range(len(PLACES)), ids=PLACES)
def test_what_is_wrong_with_texts_is_found_and_mended(at_work: ClassAtWork, page: Page, number: int) -> None:
    student_signs_in(page, at_work, STUDENTS[number])
    make_project(page, "Text", PLACES[number], ("cat", "dog", "bird"))
    paste(page, "cat", [*CATS, SHARED, CATS[0].upper()])
    paste(page, "dog", [*DOGS, SHARED])
    paste(page, "bird", ["tweet", "chirp"])
    expect(page.get_by_text("You have enough examples.")).to_be_visible()
    doctor = to_the_test(page)
    expect(doctor.get_by_text("It found 5 things to look at.")).to_be_visible()
    assert page.locator(".finding__says").all_inner_texts() == FOUND
    if PLACES[number] == "On this computer":
        look_at(page, "doctor, texts")
    mend(page, doctor)
    stays_away(page, doctor)
    goes_to_the_label(page)


def mend(page: Page, doctor: Locator) -> None:
    """Each fix does what it says, and can be taken back."""
    finding(page, "more than one label").get_by_role("button", name="dog", exact=True).click()
    expect(found(page)).to_have_count(4)
    expect(doctor.get_by_role("heading")).to_be_focused()
    expect(page.locator(".finding__says").nth(2)).to_contain_text("cat has 23 examples")
    undo(page, "It is only in dog now.")
    expect(found(page)).to_have_count(5)
    finding(page, "more than once").get_by_role("button", name="Keep one of each").press("Enter")
    expect(found(page)).to_have_count(4)
    undo(page, "You deleted 1 example.")
    expect(found(page)).to_have_count(5)
    finding(page, "kept for testing").get_by_role("button", name="Keep some for testing").click()
    expect(found(page)).to_have_count(4)
    undo(page, "It keeps 1 more for the test now.")
    expect(found(page)).to_have_count(5)


def stays_away(page: Page, doctor: Locator) -> None:
    """What is put away stays so, also when the page is loaded again, until the examples change."""
    for count in (4, 3, 2, 1, 0):
        found(page).last.get_by_role("button", name="This is fine").click()
        expect(found(page)).to_have_count(count)
    expect(doctor.get_by_text("You have seen all that it found.")).to_be_visible()
    page.reload()
    expect(doctor.get_by_text("You have seen all that it found.")).to_be_visible()
    doctor.get_by_role("button", name="Show what you put away").click()
    expect(found(page)).to_have_count(5)


def goes_to_the_label(page: Page) -> None:
    finding(page, "bird").get_by_role("link", name="Add more to bird").click()
    typed = page.get_by_label("New example for bird")
    expect(typed).to_be_focused()
    typed.press_sequentially("peep")
    typed.press("Enter")
    expect(page.get_by_role("region", name="bird").get_by_text("3 examples")).to_be_visible()
    to_the_test(page)
    expect(finding(page, "bird has only 3 examples.")).to_be_visible()


def test_pictures_that_look_the_same_are_found(at_work: ClassAtWork, page: Page) -> None:
    student_signs_in(page, at_work, STUDENTS[0])
    make_project(page, "Images", "On this computer", ("cats", "dogs"))
    cats, dogs = (page.get_by_role("region", name=label, exact=True) for label in ("cats", "dogs"))
    choose(cats, pictures([1, 2, 3, 4, 5, 6, 7, 7]))
    expect(cats.get_by_text("8 pictures")).to_be_visible()
    choose(dogs, pictures([1, 11, 12, 13, 14, 15]))
    expect(dogs.get_by_text("6 pictures")).to_be_visible()
    doctor = to_the_test(page)
    clash = finding(page, "1 example is in more than one label.")
    expect(clash.get_by_role("img")).to_have_count(1)
    expect(doctor.get_by_text("It found 2 things to look at.")).to_be_visible()
    look_at(page, "doctor, pictures")
    finding(page, "more than once").get_by_role("button", name="Keep one of each").click()
    expect(found(page)).to_have_count(1)
    clash.get_by_role("button", name="cats", exact=True).click()
    expect(doctor.get_by_text("All is well. Your examples look good.")).to_be_visible()
