"""What the website knows about a project in the browser: nothing, but for what a child shows and can take back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site

TOLD = "What the website knows"


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "rosa@school.example", ["Ava", "Ben"])


def make_project(page: Page, place: str, name: str) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name=place).check()
    page.get_by_role("button", name="Make the project").click()
    for label in ("happy", "sad"):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(page.get_by_label(f"New example for {label}")).to_be_visible()


def add(page: Page, label: str, *texts: str) -> None:
    page.get_by_label(f"New example for {label}").focus()
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    expect(page.get_by_role("region", name=label).get_by_text(texts[-1])).to_be_visible()


def test_a_child_shows_the_teacher_how_far_a_project_in_the_browser_is_and_stops(
    page: Page, browser: Browser, site: Site, at_work: ClassAtWork
) -> None:
    student_signs_in(page, at_work, "Ava")
    make_project(page, "On this computer", "My secret moods")
    add(page, "happy", "what a lovely day", "this is fun")

    page.get_by_role("link", name=TOLD).click()
    expect(page.get_by_role("heading", name=f"{TOLD} about My secret moods")).to_be_visible()
    expect(page.get_by_text("The website knows nothing of it.")).to_be_visible()
    look_at(page, "told, nothing")
    page.get_by_role("link", name="Back to My secret moods").click()

    switch = page.get_by_role("switch", name=re.compile("Show my teacher how far I am"))
    expect(switch).not_to_be_checked()
    switch.check()
    expect(page.get_by_role("status")).to_have_text(re.compile("Your teacher can see how far you are."))
    look_at(page, "train, shown")

    teacher = browser.new_context(base_url=site.address)
    name, _, value = site.manage("session", at_work.teacher).partition("=")
    teacher.add_cookies([{"name": name, "value": value, "url": site.address}])
    board = teacher.new_page()
    board.goto("/classes/")
    board.get_by_role("link", name="Year 5").click()
    row = board.get_by_role("row", name="Ava")
    expect(row).to_contain_text("On Ava's computer: a text project")
    expect(row).to_contain_text("2 labels with 2 and 0 examples")
    expect(board.locator("body")).not_to_contain_text(re.compile("secret|happy|lovely"))
    look_at(board, "class, shown")

    add(page, "sad", "my ice cream fell", "rain again", "nobody is here")

    def row_now() -> str:
        board.reload()
        return row.inner_text()

    for _ in range(40):
        if "2 labels with 2 and 3 examples" in row_now():
            break
        page.wait_for_timeout(500)
    expect(row).to_contain_text("2 labels with 2 and 3 examples")

    page.get_by_role("link", name=TOLD).click()
    told = page.get_by_role("region", name="You show your teacher how far you are")
    expect(told).to_contain_text("2 and 3")
    look_at(page, "told, shown")
    told.get_by_role("button", name="Stop showing it").click()
    expect(page.get_by_text("The website knows nothing of it.")).to_be_visible()
    assert "computer:" not in row_now()
    teacher.close()


def test_of_a_project_on_the_website_it_knows_all_and_says_so(page: Page, at_work: ClassAtWork) -> None:
    student_signs_in(page, at_work, "Ben")
    make_project(page, "On the website", "Weather")
    expect(page.get_by_role("switch")).to_have_count(0)
    page.get_by_role("link", name=TOLD).click()
    expect(page.get_by_text("It knows the name, the labels, all examples")).to_be_visible()
    expect(page.get_by_text("and so can your teachers")).to_be_visible()
    look_at(page, "told, all")
