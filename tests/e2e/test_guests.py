"""A guest tries the site, leaves something in the browser, and a student takes it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work, sign_out, student_signs_in
from tests.e2e.site import Site


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "gita@school.example", ["Ava", "Ben"])


def make_project_here(page: Page, name: str) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    expect(page.get_by_role("radio", name="On this computer")).to_be_checked()
    expect(page.get_by_text("Anyone who uses this browser can see it.")).to_be_visible()
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_role("heading", name="What can it tell apart?")).to_be_visible()


def test_try_it_now_and_keep_it_by_signing_in(page: Page, at_work: ClassAtWork) -> None:
    page.goto("/")
    look_at(page, "welcome")
    page.get_by_role("button", name="Try it now").click()
    notice = page.get_by_text("You are a guest until")
    expect(notice).to_be_visible()
    make_project_here(page, "Cats or dogs")
    page.get_by_role("link", name="Projects", exact=True).click()
    look_at(page, "projects, guest")
    sign_out(page)

    # The next guest sees it, and is told who does.
    page.get_by_role("button", name="Try it now").click()
    expect(page.get_by_role("article", name="Cats or dogs")).to_be_visible()
    sign_out(page)

    student_signs_in(page, at_work, "Ava")
    question = page.get_by_role("region", name="Is this yours?")
    expect(question).to_contain_text("Cats or dogs")
    expect(page.get_by_role("article", name="Cats or dogs")).to_have_count(0)
    look_at(page, "projects, found")
    question.get_by_role("button", name="Yes, mine").click()
    expect(page.get_by_role("article", name="Cats or dogs")).to_be_visible()
    expect(question).to_have_count(0)
    sign_out(page)

    student_signs_in(page, at_work, "Ben")
    expect(page.get_by_text("Teach the computer something")).to_be_visible()
    expect(page.get_by_role("region", name="Is this yours?")).to_have_count(0)


def test_what_is_somebody_elses_is_left_alone(page: Page, at_work: ClassAtWork) -> None:
    page.goto("/")
    page.get_by_role("button", name="Try it now").click()
    make_project_here(page, "Not mine")
    sign_out(page)
    student_signs_in(page, at_work, "Ben")
    page.get_by_role("button", name="No, not mine").click()
    expect(page.get_by_role("region", name="Is this yours?")).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Teach the computer something")).to_be_visible()
    expect(page.get_by_role("region", name="Is this yours?")).to_have_count(0)
