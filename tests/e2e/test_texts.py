"""How texts are read: as letters and words at first, as sentences when what that needs has come; the page says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_journey import PLACES, SENTENCES, make_project

WEBSITE, COMPUTER = PLACES
PATIENCE = 60_000
LETTERS, SENTENCES_READ = "I look at letters and words.", "I look at whole sentences."
WEIGHTS = re.compile(r"\.safetensors")


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "tekla@school.example", ["Tove", "Tuva"])


@pytest.fixture
def context(site: Site, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def fill(page: Page) -> None:
    for label in ("music", "weather"):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        page.get_by_role("button", name=f"Paste a list for {label}").click()
        page.get_by_role("dialog").get_by_label("Put one example on each line.").fill(
            "\n".join(SENTENCES[label])
        )
        page.get_by_role("button", name="Add 10 examples").click()
    expect(page.get_by_text("You have enough examples.")).to_be_visible()


def learn(page: Page) -> None:
    page.get_by_role("button", name="Let it learn", exact=True).click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=PATIENCE)


def guesses(page: Page, text: str, label: str) -> None:
    page.get_by_label("Write something new.").fill(text)
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text(label, timeout=PATIENCE)


def test_letters_first_and_sentences_when_they_have_come(
    context: BrowserContext, at_work: ClassAtWork
) -> None:
    page = context.new_page()
    student_signs_in(page, at_work, "Tove")
    make_project(page, COMPUTER, "Read me", lambda _: None)
    fill(page)
    page.get_by_role("link", name="Go on to learn & test").click()
    expect(page.get_by_text("I will look at letters and words.")).to_be_visible()
    learn(page)
    reading = page.get_by_role("region", name="How I read")
    expect(reading.get_by_text(LETTERS)).to_be_visible()
    guesses(page, "Will it rain on our picnic?", "weather")
    expect(reading.get_by_text("Your line is slow")).to_be_visible()
    look_at(page, "test, letters")
    reading.get_by_role("button", name=re.compile(r"^Get ready \(3\d MB\)$")).click()
    expect(reading.get_by_text("Now I can read whole sentences.")).to_be_visible(timeout=PATIENCE)
    guesses(page, "Play a song", "music")
    expect(reading.get_by_text(LETTERS)).to_be_visible()
    look_at(page, "test, sentences have come")
    reading.get_by_role("button", name="Let it learn again").click()
    expect(reading.get_by_text(SENTENCES_READ)).to_be_visible(timeout=PATIENCE)
    guesses(page, "Shall I take an umbrella?", "weather")
    page.get_by_role("button", name="Why?").click()
    expect(page.get_by_text("These words made me think of weather:")).to_be_visible(timeout=PATIENCE)
    look_at(page, "test, sentences")
    page.get_by_role("link", name="Train").click()
    page.get_by_label("You write in").select_option("cy")
    page.get_by_role("link", name="Learn & test", exact=True).click()
    expect(page.get_by_text("have changed since it learned.")).to_be_visible()


def test_a_weak_computer_fetches_nothing_and_a_moved_model_is_asked_with_what_made_it(
    context: BrowserContext, at_work: ClassAtWork
) -> None:
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    page = context.new_page()
    student_signs_in(page, at_work, "Tuva")
    make_project(page, WEBSITE, "Far readers", lambda _: None)
    fill(page)
    page.get_by_role("link", name="Go on to learn & test").click()
    expect(page.get_by_text("I will look at whole sentences.")).to_be_visible()
    learn(page)
    expect(page.get_by_text(SENTENCES_READ)).to_be_visible()
    guesses(page, "Shall I take an umbrella?", "weather")
    assert [url for url in fetched if WEIGHTS.search(url)] == []
    page.get_by_role("link", name="Projects", exact=True).click()
    page.get_by_role("button", name="More for Far readers").click()
    page.get_by_role("button", name="Move to this computer").click()
    expect(page.get_by_role("region", name="Notices")).to_contain_text("is on this computer now.")
    page.get_by_role("article", name="Far readers").get_by_role("link").first.click()
    page.get_by_role("link", name="Learn & test", exact=True).click()
    expect(page.get_by_text(SENTENCES_READ)).to_be_visible()
    guesses(page, "Shall I take an umbrella?", "weather")
    look_at(page, "test, moved")
