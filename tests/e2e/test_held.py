"""A page goes on answering while hundreds of texts are pasted and saved, and while the project learns from them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.held import holding
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_journey import PLACES, SENTENCES, make_project
from tests.e2e.test_numbers import paste

STUDENTS = ("Vera Frost", "Vito Frost")
LABELS = {"music": 500, "weather": 100}
PATIENCE = 60_000


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "vivian@school.example", list(STUDENTS))


def paste_texts(page: Page, label: str) -> None:
    """As from another window: what Playwright types line by line holds the page by itself."""
    count, sentences = LABELS[label], SENTENCES[label]
    texts = [f"{sentences[at % len(sentences)]} {at}" for at in range(count)]
    paste(page.get_by_label(f"New example for {label}"), "\n".join(texts))
    page.get_by_role("button", name=f"Add {count} examples").click()
    bucket = page.get_by_role("region", name=label, exact=True)
    expect(bucket.get_by_text(f"{count} examples")).to_be_visible(timeout=PATIENCE)
    expect(bucket.get_by_text(texts[-1], exact=True)).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize(("place", "student"), list(zip(PLACES, STUDENTS, strict=True)))
def test_nothing_holds_the_page(
    page: Page, browser: Browser, at_work: ClassAtWork, place: str, student: str
) -> None:
    student_signs_in(page, at_work, student)
    make_project(page, place, "Many texts", lambda _: None)
    for label in LABELS:
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
    for label in LABELS:
        expect(page.get_by_label(f"New example for {label}")).to_be_visible(timeout=PATIENCE)
    with holding(browser, page) as pasting:
        paste_texts(page, "music")
    paste_texts(page, "weather")
    page.get_by_role("link", name="Go on to learn & test").click()
    learn = page.get_by_role("button", name="Let it learn", exact=True)
    expect(learn).to_be_visible(timeout=PATIENCE)
    with holding(browser, page) as learning:
        learn.click()
        expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=PATIENCE)
    assert pasting.longest < pasting.yardstick
    assert learning.longest < learning.yardstick
