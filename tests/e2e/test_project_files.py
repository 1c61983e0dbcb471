"""Project files in real browsers: hostile ones are refused (T13), the browser and the website read each other's, and a
large project needs no more memory than a small one."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.bundle import address_of, build, serve_bundle
from tests.e2e.engines import Tab
from tests.e2e.memory import most_memory
from tests.e2e.site import Site
from tests.e2e.test_backup import make_project_here, show_list
from tests.files import hostile

SignIn = Callable[[BrowserContext, str], None]

TEXTS = ["fox", "שועל", "ثعلب 🦊", 'a\n"quoted"\t\\ line', "👩‍👩‍👧‍👦 family", "fox"]
SMALL, LARGE = 2_000, 50_000
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def hostile_files() -> list[dict[str, str]]:
    """In the folder that the bundle is served from, so that a page can fetch them."""
    folder = build() / "hostile"
    hostile.write(folder, large=True)
    listed: list[dict[str, str]] = json.loads((folder / "index.json").read_text())
    return listed


def test_hostile_files_write_nothing(tab: Tab, bundle_port: int, hostile_files: list[dict[str, str]]) -> None:
    tab.open(address_of(bundle_port, "files"))
    answers = {
        one["name"]: tab.run("(address) => files.open(address)", f"hostile/{one['file']}")
        for one in hostile_files
    }
    assert answers == {one["name"]: {"code": one["code"], "projects": 0} for one in hostile_files}


def test_a_saved_project_opens_with_all_its_parts(tab: Tab, bundle_port: int) -> None:
    tab.open(address_of(bundle_port, "files"))
    made = tab.run("(texts) => files.make('computer', texts)", TEXTS)
    opened = tab.run("(file) => files.through('computer', file)", made["file"])
    assert opened["digest"] == made["digest"]


@pytest.fixture
def workshop(context: BrowserContext, page: Page, sign_in: SignIn) -> Page:
    """The bundle in the workshop's own page, under the rules that the website sets for its scripts."""
    sign_in(context, "Ada")
    serve_bundle(context)
    page.goto("/workshop/")
    # Two pages that ask for a first token at once would get two, and only the later one is good.
    expect(page.get_by_role("heading", name="Your projects")).to_be_visible()
    page.evaluate("import('/browser-tests/files.js').then(() => undefined)")
    return page


@pytest.mark.parametrize(("first", "second"), [("computer", "website"), ("website", "computer")])
def test_each_place_reads_the_files_of_the_other(first: str, second: str, workshop: Page) -> None:
    made = workshop.evaluate("([place, texts]) => files.make(place, texts)", [first, TEXTS])
    through = "([place, file]) => files.through(place, file)"
    there = workshop.evaluate(through, [second, made["file"]])
    back = workshop.evaluate(through, [first, there["file"]])
    assert made["digest"] == there["digest"] == back["digest"]


def test_a_file_is_downloaded_with_the_name_of_its_project(workshop: Page) -> None:
    with workshop.expect_download() as download:
        workshop.evaluate("files.download('سعيد / حزين 🎭')")
    assert download.value.suggested_filename == "سعيد حزين 🎭.mlproject"
    assert zipfile.ZipFile(download.value.path()).namelist()[-1] == "manifest.json"


def test_a_file_saved_at_school_opens_at_home_for_a_guest(
    site: Site, browser: Browser, context: BrowserContext, page: Page, sign_in: SignIn, tmp_path: Path
) -> None:
    sign_in(context, "Ada")
    make_project_here(page, "فوكس 🦊", 12)
    show_list(page)
    page.get_by_role("button", name="More for فوكس 🦊").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    home = browser.new_context(base_url=site.address)
    home.set_default_timeout(10_000)
    page = home.new_page()
    page.goto("/")
    page.get_by_role("button", name="Try it now").click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Open a file").click()
    chosen.value.set_files(file)
    page.get_by_role("dialog").get_by_role("button", name="On this computer").click()
    card = page.get_by_role("article", name="فوكس 🦊")
    expect(card).to_contain_text("1 label, 12 examples")
    page.reload()
    expect(card).to_contain_text("1 label, 12 examples")
    home.close()


@pytest.mark.alone
def test_memory_does_not_grow_with_the_project(browser: Browser, bundle_port: int) -> None:
    with large_project(browser, bundle_port, SMALL) as most:
        limits = {verb: max(most(verb) for _ in range(3)) + 5 * MEGABYTE for verb in ("save", "open")}
    with large_project(browser, bundle_port, LARGE) as most:
        for verb, limit in limits.items():
            # Now and then the browser has not yet cleared away what it no longer uses.
            assert any(most(verb) < limit for _ in range(3)), verb


@contextmanager
def large_project(browser: Browser, port: int, size: int) -> Iterator[Callable[[str], float]]:
    """Answers the most memory in bytes that a page has in use while it saves, or opens, a project of so many texts."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address_of(port, "files"))
    project = page.evaluate("size => files.fill(size)", size)
    # A new page remembers nothing of how the project was made.
    page.reload()
    devtools = context.new_cdp_session(page)
    calls = {"save": f"files.saveLarge('{project}')", "open": "files.openLarge()"}
    yield lambda verb: most_memory(page, devtools, calls[verb])
    context.close()
