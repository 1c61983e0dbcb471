"""What is behind a score: the examples of a cell, earlier models, and the model card, in both places; and the two ways
in which numbers are learned."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import axe_finds_nothing, fits_the_screen
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_journey import PLACES, watch_for_errors
from tests.e2e.test_numbers import add_field, paste

STUDENTS = ("Rosa Card", "Sami Card")
MISTAKE = "big dog dog dog"


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "radia@school.example", list(STUDENTS))


def make(page: Page, place: str, kind: str, name: str) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name=re.compile(f"^{kind}")).check()
    page.get_by_role("radio", name=place).check()
    page.get_by_role("button", name="Make the project").click()


def add_label(page: Page, name: str, texts: list[str]) -> None:
    page.get_by_role("textbox", name="Add a label").fill(name)
    page.get_by_role("button", name="Add label").click()
    page.get_by_role("button", name=f"Paste a list for {name}").click()
    page.get_by_role("dialog").get_by_label("Put one example on each line.").fill("\n".join(texts))
    page.get_by_role("button", name=f"Add {len(texts)} examples").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def learn(page: Page, score: str) -> None:
    page.get_by_role("button", name=re.compile("^Let it learn")).click()
    expect(page.locator(".score__big")).to_have_text(score, timeout=30_000)


def look(page: Page) -> None:
    """Also on the smallest screen, where a grid is moved sideways in its place."""
    axe_finds_nothing(page)
    page.set_viewport_size({"width": 320, "height": 640})
    fits_the_screen(page)
    page.set_viewport_size({"width": 1366, "height": 768})


def put_right(page: Page) -> None:
    """The fifth cat is a dog that is kept for testing: it is found behind its number, and put where it belongs."""
    expect(page.get_by_text(re.compile(r"take a turn at being kept back: \d+ of 12 right"))).to_be_visible()
    cell = page.get_by_role("button", name="cat: 1 was taken for dog")
    cell.press("Enter")
    found = page.get_by_role("region", name="cat: 1 was taken for dog")
    expect(found).to_be_focused()
    expect(found.get_by_text(MISTAKE)).to_be_visible()
    look(page)
    found.get_by_role("button", name=f"Put it in dog: {MISTAKE}").click()
    expect(found.get_by_text("1 of them is not here any more.")).to_be_visible()
    found.get_by_role("button", name="Close").click()
    expect(cell).to_be_focused()
    learn(page, "2 of 2 right")


def look_back(page: Page) -> None:
    page.get_by_text("Earlier models").click()
    expect(page.locator(".history__model")).to_have_count(2)
    expect(page.locator(".history__model").first).to_contain_text("in use now")
    expect(page.get_by_text("The newer one is right more often.")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("^cat 0 of 1 right"))
    expect(row).to_be_visible()
    look(page)


def make_a_card(page: Page) -> None:
    page.get_by_role("link", name="Make a model card").click()
    purpose = page.get_by_role("textbox", name="What is it for?")
    purpose.fill("It knows pets.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").get_by_text("Saved.")).to_be_attached()
    page.reload()
    expect(purpose).to_have_value("It knows pets.")
    expect(page.get_by_text("They came from: pasted in (12).")).to_be_visible()
    look(page)
    page.emulate_media(media="print")
    expect(page.get_by_text("It knows pets.")).to_be_visible()
    expect(page.get_by_role("button", name="Print it")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", page.pdf(format="A4"))) == 1
    page.emulate_media(media="screen")


@pytest.mark.parametrize("number", [0, 1], ids=PLACES)
def test_behind_a_score(site: Site, browser: Browser, at_work: ClassAtWork, number: int) -> None:
    context = browser.new_context(base_url=site.address, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(20_000)
    page = context.new_page()
    errors = watch_for_errors(page)
    student_signs_in(page, at_work, STUDENTS[number])
    make(page, PLACES[number], "Text", "Pets")
    kinds = ["small", "old", "young", "good", "nice"]
    cats = [f"{kind} cat cat cat" for kind in kinds]
    add_label(page, "cat", [*cats[:4], MISTAKE, cats[4]])
    add_label(page, "dog", [f"{kind} dog dog dog" for kind in (*kinds, "wild")])
    page.get_by_role("link", name="Go on to learn & test").click()
    learn(page, "1 of 2 right")
    put_right(page)
    look_back(page)
    make_a_card(page)
    context.close()
    assert errors == []


def test_numbers_are_learned_as_the_child_chooses(site: Site, browser: Browser, at_work: ClassAtWork) -> None:
    context = browser.new_context(base_url=site.address, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(20_000)
    page = context.new_page()
    student_signs_in(page, at_work, STUDENTS[1])
    make(page, PLACES[1], "Numbers", "Sizes")
    add_field(page, "size")
    rows = "".join(f"{i if i < 7 else i + 40}\t{'small' if i < 7 else 'big'}\n" for i in range(1, 13))
    for label in ("small", "big"):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(page.get_by_role("heading", name=label, exact=True)).to_be_visible()
    paste(page.get_by_role("form", name="New row").get_by_label("size"), f"size\tlabel\n{rows}")
    page.get_by_role("dialog").get_by_role("button", name="Add 12 rows").click()
    page.get_by_role("link", name="Go on to learn & test").click()
    expect(page.get_by_role("radio", name="A tree of questions")).to_be_checked()
    page.get_by_role("radio", name="A sum of all the numbers").check()
    learn(page, "2 of 2 right")
    page.get_by_label("size", exact=True).fill("50")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("big")
    page.reload()
    expect(page.get_by_role("radio", name="A sum of all the numbers")).to_be_checked()
    context.close()
