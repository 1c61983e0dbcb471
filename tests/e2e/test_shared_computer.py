"""T18: one computer, one child after another. What a child has here is nobody else's to see."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.engines import CHROMIUM_OPTIONS
from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work, sign_out, student_signs_in
from tests.e2e.site import Site

SECRET = re.compile("secret|lovely", re.IGNORECASE)
IN_AN_ATTRIBUTE = "xpath=//*[@*[contains(., 'secret') or contains(., 'lovely')]]"


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "sara@school.example", ["Ava", "Ben", "Cleo", "Dan", "Eve"])


@pytest.fixture
def with_memory(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A browser that keeps the page one has left for the back button, as people's browsers do."""
    remembering = browser.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=CHROMIUM_OPTIONS,
        chromium_sandbox=False,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = remembering.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    yield context
    remembering.close()


def make_secret(page: Page, place: str = "On this computer") -> str:
    """A project with an example; its id."""
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill("My secret diary")
    page.get_by_role("radio", name=place).check()
    page.get_by_role("button", name="Make the project").click()
    page.get_by_role("textbox", name="Add a label").fill("secret feeling")
    page.get_by_role("button", name="Add label").click()
    page.get_by_label("New example for secret feeling").fill("what a lovely day")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="secret feeling").get_by_text("what a lovely day")).to_be_visible()
    return page.url.split("/")[4]


def shows_nothing_of_ava(page: Page) -> None:
    expect(page.locator("body")).not_to_contain_text(SECRET)
    expect(page).not_to_have_title(SECRET)
    expect(page.locator(IN_AN_ATTRIBUTE)).to_have_count(0)


def test_what_was_deleted_comes_back_after_the_page_was_left_and_only_to_its_owner(
    context: BrowserContext, at_work: ClassAtWork
) -> None:
    page = context.new_page()
    student_signs_in(page, at_work, "Eve")
    for place in ("On this computer", "On the website"):
        make_secret(page, place)
        page.get_by_role("link", name="Projects", exact=True).click()
    cards = page.get_by_role("article", name="My secret diary")
    expect(cards).to_have_count(2)
    for left in (1, 0):
        page.get_by_role("button", name="More for My secret diary").first.click()
        page.get_by_role("button", name="Delete", exact=True).click()
        expect(cards).to_have_count(left)
    sign_out(page)
    student_signs_in(page, at_work, "Ben")
    expect(page.get_by_role("region", name="Room on this computer")).to_be_visible()
    shows_nothing_of_ava(page)
    sign_out(page)
    student_signs_in(page, at_work, "Eve")
    deleted = page.get_by_role("region", name="Deleted just now")
    expect(deleted.get_by_role("listitem")).to_have_count(2)
    look_at(page, "projects, deleted just now")
    for left in (1, 0):
        deleted.get_by_role("button", name="Bring back My secret diary").first.press("Enter")
        expect(deleted.get_by_role("listitem")).to_have_count(left)
    expect(cards).to_have_count(2)
    page.reload()
    expect(cards).to_have_count(2)
    expect(deleted).to_be_hidden()


def test_after_sign_out_the_next_child_finds_nothing(
    with_memory: BrowserContext, at_work: ClassAtWork
) -> None:
    page = with_memory.new_page()
    student_signs_in(page, at_work, "Ava")
    project = make_secret(page)
    second, third = with_memory.new_page(), with_memory.new_page()
    second.goto(f"/workshop/{project}/train")
    third.goto("/workshop/")
    expect(second.get_by_text("what a lovely day")).to_be_visible()
    expect(third.get_by_role("article", name="My secret diary")).to_be_visible()
    page.get_by_role("link", name="Projects", exact=True).click()
    page.get_by_role("button", name="More for My secret diary").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("article", name="My secret diary")).to_be_visible()

    sign_out(page)

    # Her other tabs close their view by themselves.
    for tab in (second, third):
        expect(tab.get_by_role("heading", name="You are signed out")).to_be_visible()
        shows_nothing_of_ava(tab)
    # The back button leads to nothing of hers.
    for _ in range(4):
        page.go_back()
        shows_nothing_of_ava(page)
    page.goto("/")

    student_signs_in(page, at_work, "Ben")
    expect(page.get_by_text("Teach the computer something")).to_be_visible()
    shows_nothing_of_ava(page)
    for step in ("train", "test", "told"):
        page.goto(f"/workshop/{project}/{step}")
        expect(page.get_by_role("heading", name="This project is not here")).to_be_visible()
        shows_nothing_of_ava(page)
    for _ in range(6):
        page.go_back()
        shows_nothing_of_ava(page)
    for tab in (second, third):
        shows_nothing_of_ava(tab)
        tab.go_back()
        shows_nothing_of_ava(tab)

    # It is hidden, not lost.
    page.goto("/workshop/")
    sign_out(page)
    student_signs_in(page, at_work, "Ava")
    expect(page.get_by_role("article", name="My secret diary")).to_be_visible()


def test_who_signs_in_over_another_child_closes_that_childs_pages(page: Page, at_work: ClassAtWork) -> None:
    student_signs_in(page, at_work, "Cleo")
    make_secret(page)
    other = page.context.new_page()
    other.goto(f"/join/{at_work.code.replace(' ', '')}/")
    other.get_by_role("link", name="Ben").click()
    for picture in at_work.pictures["Ben"]:
        other.get_by_role("button", name=picture, exact=True).click()
    other.get_by_role("button", name="Go").click()
    expect(other.get_by_text("Teach the computer something")).to_be_visible()
    expect(page.locator("ml-workshop")).not_to_contain_text(SECRET)
    shows_nothing_of_ava(page)


def test_leaving_says_what_stays_and_takes_it_to_the_website(page: Page, at_work: ClassAtWork) -> None:
    student_signs_in(page, at_work, "Cleo")
    make_secret(page)
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Before you go")).to_be_visible()
    expect(page.get_by_text("Your project stays here.")).to_be_visible()
    expect(page.get_by_text("it is not locked away")).to_be_visible()
    look_at(page, "leave")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save it to a file").click()
    assert saving.value.suggested_filename == "My secret diary.mlproject"
    expect(page.get_by_text("It is in a file now. Look in your downloads.").first).to_be_visible()
    page.get_by_role("button", name="Put it on the website").click()
    expect(page.get_by_text("Your project stays here.")).to_have_count(0)
    page.get_by_role("button", name="Sign out now").click()
    expect(page.get_by_label("Class code")).to_be_visible()
    student_signs_in(page, at_work, "Cleo")
    card = page.get_by_role("article", name="My secret diary")
    expect(card).to_contain_text("On the website")


COUNT_ROWS = """async () => {
  const open = indexedDB.open("mlforkids");
  const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
  const names = [...database.objectStoreNames].filter((name) => name !== "meta");
  const transaction = database.transaction(names);
  const counts = await Promise.all(names.map((name) => new Promise((resolve) => {
    const asked = transaction.objectStore(name).count();
    asked.onsuccess = () => resolve(asked.result);
  })));
  database.close();
  return counts.reduce((sum, count) => sum + count, 0);
}"""


def test_removing_asks_once_more_and_leaves_no_row(page: Page, at_work: ClassAtWork) -> None:
    student_signs_in(page, at_work, "Dan")
    make_secret(page)
    assert page.evaluate(COUNT_ROWS) > 0
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Remove my projects from here").click()
    dialog = page.get_by_role("dialog", name="Remove 1 project for good?")
    expect(dialog.get_by_text("You can not get them back.")).to_be_visible()
    look_at(page, "leave, remove")
    dialog.get_by_role("button", name="No, keep them").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Remove my projects from here").click()
    dialog.get_by_role("button", name="Yes, remove and sign out").click()
    expect(page.get_by_label("Class code")).to_be_visible()
    assert page.evaluate(COUNT_ROWS) == 0
    student_signs_in(page, at_work, "Dan")
    expect(page.get_by_text("Teach the computer something")).to_be_visible()


def test_with_nothing_here_it_is_over_at_once(page: Page, at_work: ClassAtWork) -> None:
    student_signs_in(page, at_work, "Dan")
    make_secret(page, "On the website")
    sign_out(page)
