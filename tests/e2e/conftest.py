"""The product's own supervisor on a folder of its own, and Debian's browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.e2e.bundle import served_bundle
from tests.e2e.engines import PlaywrightTab, Tab, launch_chromium, launch_firefox, running_webkit
from tests.e2e.site import Site, running_site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_firefox(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def bundle_port() -> Iterator[int]:
    """Where `frontend/tests/browser` is served without a site."""
    with served_bundle() as port:
        yield port


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A page of each engine, with a storage of its own."""
    if request.param == "webkit":
        with running_webkit() as tab:
            yield tab
        return
    fixture = "browser" if request.param == "chromium" else request.param
    context = request.getfixturevalue(fixture).new_context()
    yield PlaywrightTab(context.new_page())
    context.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A fresh browser, as if on another computer; an error in a page's script fails the test."""
    context = browser.new_context(
        base_url=site.address, viewport={"width": 1366, "height": 768}, locale="en-GB"
    )
    context.set_default_timeout(10_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert not errors


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def sign_in(site: Site) -> Callable[[BrowserContext, str], None]:
    """Sign a person in by the cookie that `manage.py session` prints, given a name or an e-mail address."""

    def sign_in(context: BrowserContext, who: str) -> None:
        name, _, value = site.manage("session", who).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": site.address}])

    return sign_in
