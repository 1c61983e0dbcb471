"""The workshop without a line: after one visit all of this computer works, and nothing of a person is in a cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.e2e.builds import NEWER_TITLE, build_newer
from tests.e2e.engines import CHROMIUM_OPTIONS, chromium_path
from tests.e2e.looking import look_at
from tests.e2e.offline import (
    ANSWERED_BY,
    COMPUTER,
    KEPT,
    OFFLINE,
    WEBSITE,
    Line,
    errors_of,
    expect_offline_list,
    files_of,
    scripts,
    signs_in_over,
    wait_until,
    wait_until_kept,
    walk_offline,
)
from tests.e2e.people import ClassAtWork, class_at_work, sign_out, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_journey import fill_project, make_project


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    with TemporaryDirectory(prefix="mlforkids-site-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        line = Line(folder)
        yield line
        line.stop()


@pytest.fixture(scope="module")
def site(line: Line) -> Site:
    return line.site


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "olive@school.example", ["Amy", "Ben", "Nell", "Otto", "Zoe"])


@pytest.fixture
def errors(page: Page) -> list[str]:
    """Fills with what is told as an error; what the browser says of a request of its own is none of ours."""
    return errors_of(page)


def test_the_whole_loop_works_offline_after_one_visit_and_goes_on_when_the_line_is_back(
    page: Page, context: BrowserContext, at_work: ClassAtWork
) -> None:
    student_signs_in(page, at_work, "Nell")
    make_project(page, WEBSITE, "Up there", lambda _: None)
    page.get_by_role("link", name="Projects", exact=True).click()
    expect(page.get_by_role("article", name="Up there")).to_be_visible()
    wait_until_kept(page)
    every_line: list[str] = []
    page.on("console", lambda message: every_line.append(message.text))

    context.set_offline(True)
    expect(page.get_by_role("banner").get_by_text("Offline", exact=True)).to_be_visible()
    page.reload()
    expect_offline_list(page)
    look_at(page, "offline-projects")
    page.get_by_role("link", name="New project").click()
    expect(page.get_by_role("radio", name=WEBSITE)).to_be_disabled()
    expect(page.get_by_role("radio", name=COMPUTER)).to_be_checked()
    look_at(page, "offline-new-project")
    page.get_by_role("link", name="Projects", exact=True).click()
    walk_offline(page)
    page.goto("/")
    expect_offline_list(page)

    context.set_offline(False)
    expect(page.get_by_text(OFFLINE)).to_be_hidden()
    expect(page.get_by_role("article", name="Up there")).to_be_visible()
    expect(page.get_by_role("article", name="Far away")).to_be_visible()
    page.get_by_role("article", name="Up there").get_by_role("link").first.click()
    page.get_by_role("textbox", name="Add a label").fill("back")
    page.get_by_role("button", name="Add label").click()
    expect(page.get_by_role("region", name="back")).to_be_visible()
    assert every_line == []


def test_a_project_of_the_website_waits_for_the_line_and_then_opens_by_itself(
    page: Page, context: BrowserContext, at_work: ClassAtWork, errors: list[str]
) -> None:
    student_signs_in(page, at_work, "Otto")
    make_project(page, WEBSITE, "Up there", lambda _: None)
    wait_until_kept(page)
    context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    look_at(page, "offline-project-of-the-website")
    context.set_offline(False)
    expect(page.get_by_role("heading", name="What can it tell apart?")).to_be_visible()
    assert errors == []


def test_nothing_but_the_page_and_its_files_is_kept(page: Page, at_work: ClassAtWork) -> None:
    student_signs_in(page, at_work, "Nell")
    wait_until_kept(page)
    page.goto("/workshop/new")
    kept = page.evaluate(KEPT)
    paths = [path for _, path, _ in kept]
    assert paths.count("/workshop/") == 1
    assert all(path == "/workshop/" or path.startswith("/static/") for path in paths), paths
    assert any("/worker-" in path for path in paths)
    assert not any("Nell" in text for _, _, text in kept)
    # The API is asked without the service worker, which would have to be woken for it.
    page.goto("/workshop/")
    expect(page.get_by_text("Work offline")).to_be_visible()
    assert page.evaluate(ANSWERED_BY)["/api/v1/projects"] == "network"


def test_a_shared_computer_shows_nothing_of_who_was_here_before(
    page: Page, context: BrowserContext, at_work: ClassAtWork, errors: list[str]
) -> None:
    student_signs_in(page, at_work, "Amy")
    make_project(page, COMPUTER, "Hers alone", lambda _: None)
    wait_until_kept(page)
    sign_out(page)
    context.set_offline(True)
    page.goto("/workshop/")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    expect(page.get_by_text("No one is signed in here.")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Amy")
    look_at(page, "offline-nobody")

    context.set_offline(False)
    page.wait_for_url("/")
    student_signs_in(page, at_work, "Ben")
    context.set_offline(True)
    page.reload()
    expect_offline_list(page)
    expect(page.get_by_role("banner")).to_contain_text("Ben")
    for word in ("Amy", "Hers alone"):
        expect(page.locator("body")).not_to_contain_text(word)
        assert not any(word in text for _, _, text in page.evaluate(KEPT))
    context.set_offline(False)
    assert errors == []


def test_signing_out_offline_hides_everything_at_once_and_ends_the_session_later(
    page: Page, context: BrowserContext, at_work: ClassAtWork, errors: list[str]
) -> None:
    student_signs_in(page, at_work, "Amy")
    wait_until_kept(page)
    other = context.new_page()
    other.goto("/workshop/")
    expect(other.get_by_role("heading", name="Your projects")).to_be_visible()
    context.set_offline(True)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    expect(page.get_by_text("the website does not know it yet")).to_be_visible()
    look_at(page, "offline-signed-out")
    expect(other.get_by_role("heading", name="You are signed out")).to_be_visible()
    other.close()
    page.goto("/workshop/")
    expect(page.get_by_text("No one is signed in here.")).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_label("Class code")).to_be_visible()
    page.goto("/workshop/")
    expect(page.get_by_label("Class code")).to_be_visible()
    assert errors == []


def test_another_sign_in_in_another_tab(
    page: Page, context: BrowserContext, at_work: ClassAtWork, errors: list[str]
) -> None:
    """The token of the first tab is that of a session that is over."""
    student_signs_in(page, at_work, "Amy")
    make_project(page, WEBSITE, "Two tabs", lambda _: None)
    other = context.new_page()
    signs_in_over(other, at_work, "Amy")
    page.get_by_role("textbox", name="Add a label").fill("still mine")
    page.get_by_role("button", name="Add label").click()
    expect(page.get_by_role("region", name="still mine")).to_be_visible()

    signs_in_over(other, at_work, "Ben")
    expect(page.get_by_role("heading", name="Someone else is signed in now")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("still mine")
    look_at(page, "someone-else")
    page.get_by_role("link", name="Machine Learning").focus()
    page.get_by_role("button", name="Go on as Ben").click()
    expect(page.get_by_role("heading", name="This project is not here")).to_be_visible()
    expect(page.get_by_role("banner")).to_contain_text("Ben")
    assert errors == []


def test_a_website_that_is_gone_in_two_browsers_one_of_which_is_closed_and_opened_again(
    line: Line, playwright: Playwright, firefox: Browser, at_work: ClassAtWork, tmp_path: Path
) -> None:
    def open_chromium() -> Page:
        context = playwright.chromium.launch_persistent_context(
            tmp_path,
            executable_path=chromium_path(),
            args=CHROMIUM_OPTIONS,
            chromium_sandbox=False,
            base_url=line.site.address,
        )
        return context.new_page()

    page = open_chromium()
    in_firefox = firefox.new_context(base_url=line.site.address).new_page()
    for one, name in ((page, "Nell"), (in_firefox, "Otto")):
        student_signs_in(one, at_work, name)
        wait_until_kept(one)
    line.stop()
    errors = errors_of(page) + errors_of(in_firefox)
    for one in (page, in_firefox):
        one.goto("/workshop/")
        expect_offline_list(one)
        walk_offline(one)
    page.context.close()
    page = open_chromium()
    page.goto("/workshop/")
    expect_offline_list(page)
    expect(page.get_by_role("article", name="Far away")).to_contain_text("of 4 right")
    line.start()
    for one in (page, in_firefox):
        expect(one.get_by_text(OFFLINE)).to_be_hidden(timeout=30_000)
        expect(one.get_by_role("article", name="Far away")).to_be_visible()
        one.context.close()
    assert errors == []


def test_a_new_version_waits_until_it_is_wanted(
    line: Line, page: Page, context: BrowserContext, at_work: ClassAtWork, tmp_path: Path
) -> None:
    student_signs_in(page, at_work, "Zoe")
    make_project(page, COMPUTER, "In two tabs", lambda _: None)
    fill_project(page, lambda _: None)
    wait_until_kept(page)
    typed = page.get_by_label("New example for music")
    typed.fill("half a sent")
    old_files = files_of(page)
    line.stop()
    line.start(build_newer(tmp_path))

    other = context.new_page()
    other.goto("/workshop/")
    note = other.get_by_role("region", name="Notices").get_by_text("There is a new version")
    expect(note).to_be_visible(timeout=20_000)
    expect(other.get_by_role("heading", name="Your projects")).to_be_visible()
    assert set() < set(files_of(other)) <= set(old_files)
    look_at(other, "new-version")
    other.get_by_role("link", name="New project").click()
    expect(note).to_be_visible()
    with other.expect_event("load"):
        other.get_by_role("button", name="Reload").click()
    other.get_by_role("link", name="Projects", exact=True).click()
    expect(other.get_by_role("heading", name=NEWER_TITLE)).to_be_visible()
    expect(other.get_by_role("article", name="In two tabs")).to_be_visible()
    assert not set(scripts(files_of(other))) & set(scripts(old_files))

    # The tab where somebody is at work is left alone, and its files are there though the website has them no more.
    expect(typed).to_have_value("half a sent")
    script = next(path for path in scripts(old_files))
    assert page.evaluate("path => fetch(path).then(answer => answer.ok)", script)
    assert not (line.folder / script.removeprefix("/")).exists()
    typed.press("Enter")
    expect(page.get_by_text("half a sent")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_event("load"):
        page.get_by_role("region", name="Notices").get_by_role("button", name="Reload").click()
    expect(page.get_by_role("region", name="music")).to_be_visible()
    assert not set(scripts(files_of(page))) & set(scripts(old_files))
    expect(page.get_by_role("region", name="music").get_by_text("10 examples")).to_be_visible()
    page.reload()
    wait_until(page, "(await caches.keys()).length === 1")
