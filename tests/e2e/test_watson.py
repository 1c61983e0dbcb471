"""A class with a Watson Assistant of its own: what a teacher sets, what a child is told, and what travels when."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, make_class, student_signs_in
from tests.e2e.site import Site
from tests.e2e.wire import Wire, tapped
from tests.training.watson.fake_watson import KEY, FakeWatson, running_watson

SUN = ("the sun shines", "a blue sky", "warm and dry", "no cloud today", "bright light")
RAIN = ("wet shoes", "take an umbrella", "it drips", "grey puddles", "rain all over")
LEARNS_SECONDS = 40_000


@pytest.fixture(scope="module")
def watson() -> Iterator[FakeWatson]:
    with running_watson() as fake:
        fake.looks = 1
        yield fake


@pytest.fixture(scope="module")
def at_work(browser: Browser, site: Site, watson: FakeWatson) -> ClassAtWork:
    """A class whose teacher has chosen Watson."""
    context = browser.new_context(base_url=site.address, locale="en-GB")
    page = context.new_page()
    made = make_class(page, site, "wanda@school.example", ["Wim", "Willa"])
    page.get_by_role("link", name="Rules").click()
    page.get_by_role("radio", name="Watson Assistant").check()
    page.get_by_label("URL").fill(watson.address)
    page.get_by_label("API key").fill(KEY)
    look_at(page, "class-rules-watson")
    page.get_by_role("button", name="Save who learns texts").click()
    expect(page.get_by_text("The rules are saved.")).to_be_visible()
    context.close()
    return made


@pytest.fixture
def wire(site: Site) -> Iterator[Wire]:
    with tapped(site.address) as wire:
        yield wire


@pytest.fixture
def page(browser: Browser, site: Site, wire: Wire) -> Iterator[Page]:
    context = browser.new_context(base_url=site.address, locale="en-GB", proxy=wire.proxy)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def sent_with_texts(wire: Wire) -> list[dict[str, Any]]:
    """What the browser has sent that one of the texts is in."""
    said = b"\n".join(bytes(line) for line in wire.sent).decode(errors="replace")
    starts = (match.end() for match in re.finditer(r"(?:POST|PUT) \S+ HTTP.*?\r\n\r\n(?={)", said, re.DOTALL))
    bodies = (json.JSONDecoder().raw_decode(said, start)[0] for start in starts)
    return [body for body in bodies if "umbrella" in json.dumps(body)]


def make_project(page: Page, place: str, name: str) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name=place).check()
    page.get_by_role("button", name="Make the project").click()
    for label, texts in (("sunny", SUN), ("rainy", RAIN)):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        page.get_by_label(f"New example for {label}").focus()
        for text in texts:
            page.keyboard.type(text)
            page.keyboard.press("Enter")
        expect(page.get_by_role("region", name=label).get_by_text(texts[-1])).to_be_visible()
    page.get_by_role("link", name="Learn & test", exact=True).click()
    expect(page.get_by_role("heading", name="Watson learns for your class")).to_be_visible()


def let_it_learn(page: Page) -> None:
    page.get_by_role("button", name="Let it learn").click()
    expect(page.get_by_text("Watson is learning.")).to_be_visible()


def try_it(page: Page) -> None:
    expect(page.get_by_text("Watson keeps what it learned until")).to_be_visible(timeout=LEARNS_SECONDS)
    page.get_by_label("Write something new.").fill("an umbrella and wet shoes")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("rainy")


def until_gone(watson: FakeWatson, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while watson.places and time.monotonic() < until:
        time.sleep(0.2)
    assert watson.places == {}


def test_texts_are_lent_when_the_child_says_so_and_taken_back(
    page: Page, at_work: ClassAtWork, watson: FakeWatson, wire: Wire
) -> None:
    watson.asked.clear()
    student_signs_in(page, at_work, "Wim")
    make_project(page, "On this computer", "Weather here")
    expect(page.get_by_text("When you press the button, Watson gets your texts")).to_be_visible()
    look_at(page, "watson, before")
    assert sent_with_texts(wire) == []
    assert watson.asked == []
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        let_it_learn(page)
    page.reload()
    expect(page.get_by_text("Watson is learning.")).to_be_visible()
    look_at(page, "watson, loaded again")
    try_it(page)
    look_at(page, "watson, learned")
    # A browser has several lines, and either may have gone over the first.
    lent, question = sorted(sent_with_texts(wire), key=lambda body: "modelId" in body)
    assert set(lent) == {"kind", "language", "labels", "texts"}
    assert lent["labels"] == ["sunny", "rainy"]
    assert sorted(each["text"] for each in lent["texts"]) == sorted(SUN + RAIN)
    assert all(set(each) == {"label", "heldBack", "text"} for each in lent["texts"])
    assert set(question) == {"modelId", "texts"}
    assert question["texts"] == ["an umbrella and wet shoes"]

    page.get_by_role("link", name="You can take them back").click()
    expect(page.get_by_role("heading", name="Lent to Watson")).to_be_visible()
    look_at(page, "watson, told")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("The website knows nothing of it.")).to_be_visible()
    until_gone(watson)
    page.get_by_role("link", name="Back to Weather here").click()
    page.get_by_role("link", name="Learn & test", exact=True).click()
    expect(page.get_by_role("button", name="Let it learn")).to_be_visible()


def test_a_project_of_the_website_is_learned_there_and_leaves_watson_when_it_is_moved(
    page: Page, at_work: ClassAtWork, watson: FakeWatson
) -> None:
    student_signs_in(page, at_work, "Willa")
    make_project(page, "On the website", "Weather there")
    let_it_learn(page)
    try_it(page)
    (place,) = watson.places.values()
    assert [intent["description"] for intent in place.intents] == ["sunny", "rainy"]
    page.get_by_role("link", name="Projects").first.click()
    page.get_by_role("button", name="More for Weather there").click()
    page.get_by_role("menuitem", name="Move to this computer").or_(
        page.get_by_role("button", name="Move to this computer")
    ).click()
    notices = page.get_by_role("region", name="Notices")
    expect(notices.get_by_text("What Watson learned did not come along.")).to_be_visible()
    until_gone(watson, 30)
