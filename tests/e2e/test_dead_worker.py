"""A training worker that dies in the middle, in a local project: no example is lost, and it learns all the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.site import Site
from tests.e2e.test_guests import make_project_here

PATIENCE = 60_000
DIES = "() => { self.addEventListener('message', () => { throw new Error('it dies'); }); }"


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """Of a guest."""
    context = browser.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Try it now").click()
    yield page
    context.close()


def paste(page: Page, label: str, about: str) -> None:
    texts = [f"{label} {at} {about} in all of the rain" for at in range(50)]
    page.get_by_role("button", name=f"Paste a list for {label}").click()
    page.get_by_role("dialog").get_by_label("Put one example on each line.").fill("\n".join(texts))
    page.get_by_role("button", name="Add 50 examples").click()
    expect(page.get_by_role("region", name=label).get_by_text(texts[-1])).to_be_visible()


def learned_from(page: Page, examples: int) -> None:
    expect(page.get_by_text(f"It learned from {examples} examples")).to_be_visible(timeout=PATIENCE)


@contextmanager
def last_worker_dies(page: Page) -> Iterator[None]:
    """As soon as it is asked for something, and another one comes."""
    page.workers[-1].evaluate(DIES)
    with page.expect_worker(timeout=PATIENCE):
        yield


def test_a_worker_that_dies_is_replaced_and_no_example_is_lost(page: Page) -> None:
    make_project_here(page, "Hard times")
    for label in ("ships", "trains"):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        paste(page, label, "leaves at noon")
    page.get_by_role("link", name="Go on to learn & test").click()
    learning = page.get_by_role("region", name="Learn", exact=True)
    learning.get_by_role("button", name="Let it learn").click()
    learned_from(page, 80)
    with last_worker_dies(page):
        learning.get_by_role("button", name="Let it learn again").click()
    expect(page.get_by_role("heading", name="Earlier models")).to_be_visible(timeout=PATIENCE)

    reading = page.get_by_role("region", name="How I read")
    reading.get_by_role("button", name="Get ready").click()
    expect(reading.get_by_text("Now I can read whole sentences.")).to_be_visible(timeout=PATIENCE)
    with page.expect_worker():
        reading.get_by_role("button", name="Let it learn again").click()
    expect(reading.get_by_text("I look at whole sentences.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Train", exact=True).click()
    with last_worker_dies(page):
        paste(page, "ships", "comes back at night")
    page.get_by_role("link", name="Learn & test", exact=True).click()
    with last_worker_dies(page):
        learning.get_by_role("button", name="Let it learn again").click()
    learned_from(page, 120)
