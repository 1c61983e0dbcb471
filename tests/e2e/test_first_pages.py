"""R11: how little the first page and then the workshop fetch, in bytes and in requests, and what comes later."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.site import Site
from tests.e2e.traffic import Traffic

MOST_BYTES, MOST_REQUESTS = 150_000, 12


def test_the_first_page_and_then_the_workshop(context: BrowserContext, page: Page, site: Site) -> None:
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    traffic = Traffic(session)
    page.goto("/", wait_until="networkidle")
    _signed_in(context, site)
    page.goto("/workshop/", wait_until="networkidle")
    expect(page.get_by_role("heading", name="Your projects")).to_be_visible()
    assert 50_000 < traffic.size <= MOST_BYTES
    assert len(traffic.addresses) <= MOST_REQUESTS, traffic.addresses
    assert traffic.elsewhere(site.address) == []


def test_a_page_whose_code_does_not_come(site: Site, browser: Browser) -> None:
    # Nothing in front of the network may keep what is held back here.
    context = browser.new_context(base_url=site.address, service_workers="block")
    _signed_in(context, site)
    page = context.new_page()
    context.route("**/new-project-page-*", lambda route: route.abort())
    page.goto("/workshop/")
    page.get_by_role("link", name="New project").click()
    expect(page.get_by_role("main").get_by_text("Is this computer online?")).to_be_visible()
    context.unroute("**/new-project-page-*")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_label("What is it called?")).to_be_focused()
    context.close()


def _signed_in(context: BrowserContext, site: Site) -> None:
    name, _, value = site.manage("session", "Ada").partition("=")
    context.add_cookies([{"name": name, "value": value, "url": site.address}])
