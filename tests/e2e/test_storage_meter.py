"""How much room a browser has for projects, whether it keeps them when its disk fills up, and what is said of both."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Locator, Page, expect

from tests.e2e.engines import running_webkit
from tests.e2e.looking import look_at
from tests.e2e.people import make_class
from tests.e2e.site import Site

SignIn = Callable[[BrowserContext, str], None]
NOT_KEPT = "When the disk is full, the browser may clear your work away."
KEPT = "Kept safe: this browser will not clear your work away."
BEFORE_ASKING = "The browser will ask if it may keep it."
WITHOUT_STORAGE_MANAGER = "Object.defineProperty(Navigator.prototype, 'storage', { value: undefined })"
TELL_ROOM = """
globalThis.used = 300_000_000;
StorageManager.prototype.estimate = async () => ({ quota: 1_000_000_000, usage: used });
"""
COUNT_ASKING = (
    "globalThis.asked = 0; StorageManager.prototype.persist = async () => { asked += 1; return false; }"
)


@pytest.fixture(scope="module", autouse=True)
def _class(site: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    make_class(
        context.new_page(),
        site,
        "sam@school.example",
        ["Sol", "Una", "Vic", "Wil", "Xia", "Yan", "Zoe", "Uli"],
    )
    context.close()


def make_project_here(page: Page, name: str) -> None:
    page.goto("/workshop/new")
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_role("heading", name="What can it tell apart?")).to_be_visible()


def meter_of(page: Page) -> Locator:
    page.goto("/workshop/")
    meter = page.get_by_role("region", name="Room on this computer")
    expect(meter).to_be_visible()
    return meter


def allow_to_keep(context: BrowserContext, page: Page, site: Site) -> None:
    devtools = context.new_cdp_session(page)
    ours = devtools.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    granted = {"origin": site.address, "permissions": ["durableStorage"], "browserContextId": ours}
    devtools.send("Browser.grantPermissions", granted)


def have_room(devtools: CDPSession, site: Site, quota: int | None) -> None:
    size = {} if quota is None else {"quotaSize": quota}
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.address, **size})


def test_the_room_is_told_and_the_browser_can_be_asked_to_keep_everything(
    context: BrowserContext, page: Page, site: Site, sign_in: SignIn
) -> None:
    sign_in(context, "Sol")
    make_project_here(page, "Foxes")
    meter = meter_of(page)
    expect(meter.get_by_text(re.compile(r"Used: \d+ .B\. There is room for more\."))).to_be_visible()
    expect(meter.get_by_text(NOT_KEPT)).to_be_visible()
    look_at(page, "meter-not-kept")

    meter.get_by_role("button", name="Keep my projects safe").click()
    expect(page.get_by_role("region", name="Notices")).to_contain_text("This browser said no for now.")
    look_at(page, "meter-refused")
    expect(meter.get_by_text(NOT_KEPT)).to_be_visible()

    allow_to_keep(context, page, site)
    meter.get_by_role("button", name="Keep my projects safe").click()
    expect(page.get_by_role("region", name="Notices")).to_contain_text("keeps your projects safe now")
    expect(meter.get_by_text(KEPT)).to_be_visible()
    expect(meter.get_by_role("heading")).to_be_focused()
    expect(meter_of(page).get_by_text(KEPT)).to_be_visible()
    expect(page.get_by_role("button", name="Keep my projects safe")).to_have_count(0)
    look_at(page, "meter-kept")


def test_a_project_goes_into_a_file_and_comes_out_of_it_where_the_browser_refuses_to_keep_things(
    context: BrowserContext, page: Page, sign_in: SignIn, tmp_path: Path
) -> None:
    """T6: persistence refused."""
    sign_in(context, "Uli")
    make_project_here(page, "Foxes")
    page.get_by_role("textbox", name="Add a label").fill("fox")
    page.get_by_role("button", name="Add label").click()
    page.get_by_role("textbox", name="New example for fox").fill("a red tail")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_contain_text("Saved")
    meter = meter_of(page)
    meter.get_by_role("button", name="Keep my projects safe").click()
    notices = page.get_by_role("region", name="Notices")
    expect(notices).to_contain_text("Save your work to a file, to be safe.")
    assert not page.evaluate("navigator.storage.persisted()")

    page.get_by_role("button", name="More for Foxes").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    page.get_by_role("button", name="More for Foxes").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("article")).to_have_count(0)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Open a file").click()
    chosen.value.set_files(file)
    page.get_by_role("dialog").get_by_role("button", name="On this computer").click()
    page.get_by_role("article").get_by_role("link").first.click()
    expect(page.get_by_text("a red tail")).to_be_visible()


def test_a_browser_that_tells_its_room_shows_a_bar(
    context: BrowserContext, page: Page, sign_in: SignIn
) -> None:
    sign_in(context, "Zoe")
    context.add_init_script(TELL_ROOM)
    make_project_here(page, "Foxes")
    meter = meter_of(page)
    expect(meter.get_by_text("Used: 300 MB. Free: 700 MB.")).to_be_visible()
    expect(meter.get_by_role("meter")).to_have_attribute("aria-valuetext", "Used: 300 MB. Free: 700 MB.")
    expect(meter.get_by_role("meter")).to_have_attribute("aria-valuenow", "30")
    look_at(page, "meter-bar")
    page.evaluate("used = 810_000_000")
    page.get_by_role("link", name="New project").click()
    page.get_by_role("link", name="Projects", exact=True).click()
    expect(meter.get_by_text("This computer is almost full.")).to_be_visible()
    look_at(page, "meter-bar-low")


def test_a_child_is_warned_before_the_browser_is_full(
    context: BrowserContext, page: Page, site: Site, sign_in: SignIn
) -> None:
    sign_in(context, "Una")
    make_project_here(page, "Foxes")
    expect(meter_of(page).get_by_text("almost full")).to_have_count(0)
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    devtools = context.new_cdp_session(page)
    have_room(devtools, site, round(used / 0.85))
    meter = meter_of(page)
    expect(meter.get_by_text("This computer is almost full.")).to_be_visible()
    expect(meter.get_by_text("You can also move a project to the website.")).to_be_visible()
    above = page.locator("ml-storage-meter, ml-project-card").evaluate_all(
        "all => all.map(one => one.localName)"
    )
    assert above == ["ml-storage-meter", "ml-project-card"]
    look_at(page, "meter-nearly-full")
    have_room(devtools, site, None)
    expect(meter_of(page).get_by_text("almost full")).to_have_count(0)


def test_with_the_first_project_chromium_is_asked_without_a_word(
    context: BrowserContext, page: Page, sign_in: SignIn
) -> None:
    sign_in(context, "Vic")
    context.add_init_script(COUNT_ASKING)
    make_project_here(page, "Foxes")
    page.wait_for_function("asked === 1")
    expect(page.get_by_role("region", name="Notices")).to_have_count(0)


def test_firefox_asks_only_after_the_reason_was_said(firefox: Browser, site: Site, sign_in: SignIn) -> None:
    context = firefox.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    sign_in(context, "Wil")
    page = context.new_page()
    make_project_here(page, "Foxes")
    notices = page.get_by_role("region", name="Notices")
    expect(notices.get_by_text(BEFORE_ASKING)).to_be_visible()
    assert not page.evaluate("navigator.storage.persisted()")
    notices.get_by_role("button", name="Keep my projects safe").click()
    expect(notices.get_by_text("This browser keeps your projects safe now.")).to_be_visible()
    assert page.evaluate("navigator.storage.persisted()")
    meter = meter_of(page)
    expect(meter.get_by_text(KEPT)).to_be_visible()
    expect(meter.get_by_text(re.compile(r"Used: \d+ .B\. Free: \d+ .B\."))).to_be_visible()
    context.close()


def test_a_page_that_cannot_ask_says_so_simply(context: BrowserContext, page: Page, sign_in: SignIn) -> None:
    """As in plain http, where a browser tells a page nothing of its storage."""
    sign_in(context, "Xia")
    context.add_init_script(WITHOUT_STORAGE_MANAGER)
    make_project_here(page, "Foxes")
    meter = meter_of(page)
    expect(meter.get_by_text("This browser does not say how much room is left.")).to_be_visible()
    expect(meter.get_by_text("To be safe, save your work to a file.")).to_be_visible()
    expect(meter.get_by_role("button")).to_have_count(0)
    look_at(page, "meter-unknown")


def test_webkit_s_private_window_says_so_simply(site: Site) -> None:
    name, _, value = site.manage("session", "Yan").partition("=")
    with running_webkit() as tab:
        tab.open(f"{site.address}/card/")
        tab.driver.add_cookie({"name": name, "value": value})
        tab.open(f"{site.address}/workshop/")
        tab.driver.implicitly_wait(10)
        meter = tab.driver.find_element("tag name", "ml-storage-meter")
        assert "This browser does not say how much room is left." in meter.text
        tab.driver.implicitly_wait(0)
        assert not meter.find_elements("tag name", "button")
