"""R16: thirty fresh browsers share a line of 20 Mbit/s. One of them is measured, with a thirtieth of the line, from the
first page to the first guess of a project on its computer; a child's own typing and choosing takes no time here."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from bench.measure import Result
from tests.e2e.media import choose, picture_files
from tests.e2e.site import Site
from tests.e2e.test_journey import SENTENCES
from tests.e2e.wire import tapped

BROWSERS = 30
LINE = 20e6 / 8
PATIENCE = 300_000
LABELS = ("music", "weather")
PICTURES = 5
GOOD_LINE = """Object.defineProperty(Navigator.prototype, "connection", {
  get: () => ({ saveData: false, effectiveType: "4g", downlink: 10 }),
})"""
"""What a browser believes that has not measured its line yet: it fetches in the background all it can."""


def measure(site: Site, browser: Browser) -> list[Result]:
    shared = f"first guess, {BROWSERS} browsers on 20 Mbit/s"
    return [
        Result("R16", f"{shared}, texts", _lesson(site, browser, "Text", _texts), 30, "s"),
        Result("R16", f"{shared}, pictures", _lesson(site, browser, "Images", _pictures), 90, "s"),
    ]


def _lesson(site: Site, browser: Browser, kind: str, rest: Callable[[Page], None]) -> float:
    name, _, value = site.manage("session", "Ada").partition("=")
    with tapped(site.address, LINE / BROWSERS) as wire:
        context = browser.new_context(base_url=site.address, proxy=wire.proxy)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.add_init_script(GOOD_LINE)
        started = time.perf_counter()
        page.goto("/")
        context.add_cookies([{"name": name, "value": value, "url": site.address}])
        page.goto("/workshop/new")
        _make(page, kind)
        rest(page)
        expect(page.locator(".guess__sentence")).to_be_visible(timeout=PATIENCE)
        seconds = time.perf_counter() - started
        context.close()
    return seconds


def _make(page: Page, kind: str) -> None:
    page.get_by_label("What is it called?").fill("First lesson")
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    for label in LABELS:
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(page.get_by_role("region", name=label)).to_be_visible(timeout=PATIENCE)


def _texts(page: Page) -> None:
    for label in LABELS:
        page.get_by_role("button", name=f"Paste a list for {label}").click()
        box = page.get_by_role("dialog").get_by_label("Put one example on each line.")
        box.fill("\n".join(SENTENCES[label]))
        page.get_by_role("button", name="Add 10 examples").click()
    _learn(page)
    page.get_by_label("Write something new.").fill("Will it rain on our picnic?")
    page.get_by_role("button", name="Guess", exact=True).click()


def _pictures(page: Page) -> None:
    for number, label in enumerate(LABELS):
        first = number * PICTURES
        choose(page.get_by_role("region", name=label), picture_files(range(first, first + PICTURES)))
        expect(page.get_by_role("region", name=label)).to_contain_text(
            f"{PICTURES} pictures", timeout=PATIENCE
        )
    _learn(page)
    choose(page.get_by_role("region", name="Try it"), picture_files([99]))


def _learn(page: Page) -> None:
    page.get_by_role("link", name="Go on to learn & test").click()
    page.get_by_role("button", name="Let it learn", exact=True).click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=PATIENCE)
