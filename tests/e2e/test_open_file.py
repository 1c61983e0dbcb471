"""A project file is opened from the list of projects; what cannot be used of one is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import class_at_work
from tests.e2e.site import Site
from tests.files.originals import original, row

EXAMPLE = Path(__file__).resolve().parent.parent / "files" / "example.mlproject"


@pytest.fixture(scope="module")
def noa(site: Site, browser: Browser) -> str:
    class_at_work(browser, site, "rudi@school.example", ["Noa"])
    return "Noa"


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Open a file").click()
    chosen.value.set_files(file)


def test_a_file_opens_where_the_child_wants_it(
    context: BrowserContext, sign_in: Callable[[BrowserContext, str], None], noa: str, tmp_path: Path
) -> None:
    sign_in(context, noa)
    page = context.new_page()
    page.goto("/workshop/")
    for place in ("On this computer", "On the website"):
        choose(page, EXAMPLE)
        expect(page.get_by_text("Where should it be kept?")).to_be_visible()
        look_at(page, f"open a file, where, {place}")
        page.get_by_role("dialog").get_by_role("button", name=place).click()
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(page.get_by_role("article").get_by_text(place)).to_be_visible()

    old = tmp_path / "original.zip"
    old.write_bytes(original([row("you are nice"), row(""), row("boo", "nobody")]))
    choose(page, old)
    page.get_by_role("dialog").get_by_role("button", name="On this computer").click()
    expect(page.get_by_text("But not all of the file could be used:")).to_be_visible()
    look_at(page, "open a file, skipped")
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("article")).to_have_count(3)

    damaged = tmp_path / "damaged.mlproject"
    damaged.write_bytes(EXAMPLE.read_bytes()[:-30])
    choose(page, damaged)
    page.get_by_role("dialog").get_by_role("button", name="On this computer").click()
    expect(page.locator(".notice--problem")).to_be_visible()
    look_at(page, "open a file, damaged")
    expect(page.get_by_role("article")).to_have_count(3)
