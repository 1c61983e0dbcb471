"""T6: what is said first about a browser that keeps nothing, or that has lost what it kept."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site

BLOCKED = """
IDBFactory.prototype.open = () => { throw new DOMException("denied", "SecurityError"); };
"""
KEEPS_NOTHING = "This browser keeps nothing."
NOT_MINE = "This browser holds no projects of yours."


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "fred@school.example", ["Ava", "Ben"])


def test_blocked_storage_is_said_and_the_website_is_chosen(
    context: BrowserContext, page: Page, at_work: ClassAtWork
) -> None:
    context.add_init_script(BLOCKED)
    student_signs_in(page, at_work, "Ben")
    expect(page.get_by_text(KEEPS_NOTHING)).to_be_visible()
    look_at(page, "projects, blocked")
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    expect(page.get_by_role("radio", name=re.compile("^On the website"))).to_be_checked()
    expect(page.get_by_text(KEEPS_NOTHING)).to_be_visible()
    look_at(page, "new project, blocked")
    page.get_by_label("What is it called?").fill("Weather")
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_role("heading", name="What can it tell apart?")).to_be_visible()


def test_after_site_data_were_cleared_it_names_the_computer_that_was_used(
    page: Page, browser: Browser, site: Site, at_work: ClassAtWork
) -> None:
    student_signs_in(page, at_work, "Ava")
    expect(page.get_by_text(NOT_MINE)).to_have_count(0)
    page.get_by_role("link", name="Make your first project").click()
    page.get_by_label("What is it called?").fill("Moods")
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    page.get_by_role("link", name="What the website knows").click()
    page.get_by_label("Which computer is this?").fill("Laptop 7")
    page.get_by_role("button", name="Tell the website").click()
    told = page.get_by_role("region", name="It knows which computer you use")
    expect(told).to_contain_text("Laptop 7")
    look_at(page, "told, computer")

    context = browser.new_context(base_url=site.address)
    cleared = context.new_page()
    asked: list[str] = []
    cleared.on("request", lambda request: asked.append(urlsplit(request.url).path))
    student_signs_in(cleared, at_work, "Ava")
    expect(cleared.get_by_text(NOT_MINE)).to_be_visible()
    expect(cleared.get_by_text("You last used Laptop 7.")).to_be_visible()
    # It came with who is signed in.
    assert "/api/v1/me" in asked
    assert "/api/v1/grants" not in asked
    look_at(cleared, "projects, cleared")
    context.close()

    told.get_by_role("button", name="Forget this name").click()
    expect(page.get_by_label("Which computer is this?")).to_be_visible()
