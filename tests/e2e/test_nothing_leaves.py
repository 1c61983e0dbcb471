"""A whole project's life in the browser: no example, label or name of it is in anything that leaves the computer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.media import choose, picture_files, png
from tests.e2e.people import ClassAtWork, class_at_work, sign_out, student_signs_in
from tests.e2e.site import Site
from tests.e2e.wire import tapped

NAME = "Zebrafish diary"
LABELS = ("quokkas", "axolotls")
WORDS = {"quokkas": "wombling", "axolotls": "burbling"}
GUESSED = "a snorkelling gargoyle"
SECRETS = ("zebrafish", "quokka", "axolotl", "wombling", "burbling", "snorkelling", "gargoyle")


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "nadia@school.example", ["Ava"])


def live(page: Page) -> None:
    """Make, rename, collect, change, train, guess, ask why, correct, show, look at what is known, save to a file."""
    page.get_by_role("link", name="Make your first project").click()
    page.get_by_label("What is it called?").fill(NAME)
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    for label in LABELS:
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        typed = page.get_by_label(f"New example for {label}")
        for number in range(6):
            typed.fill(f"{WORDS[label]} {number} times")
            page.keyboard.press("Enter")
        expect(page.get_by_role("region", name=label).get_by_text("6 examples")).to_be_visible()
    page.get_by_role("switch", name=re.compile("Show my teacher how far I am")).check()
    page.get_by_role("link", name="Go on to learn & test").click()
    page.get_by_role("button", name="Let it learn", exact=True).click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=30_000)
    page.get_by_label("Write something new.").fill(GUESSED)
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_be_visible()
    page.get_by_role("button", name="Why?").click()
    page.get_by_role("button", name="That was wrong").click()
    page.get_by_role("button", name=LABELS[1], exact=True).click()
    expect(page.get_by_text(f"Added to {LABELS[1]}.").first).to_be_visible()
    page.get_by_role("link", name="What the website knows").click()
    expect(page.get_by_role("region", name="You show your teacher how far you are")).to_be_visible()


def test_nothing_of_it_is_in_anything_that_is_sent(
    browser: Browser, site: Site, at_work: ClassAtWork
) -> None:
    with tapped(site.address) as wire:
        context = browser.new_context(base_url=site.address, proxy=wire.proxy)
        context.set_default_timeout(10_000)
        page = context.new_page()
        student_signs_in(page, at_work, "Ava")
        # The numbers of the last score follow by themselves.
        with page.expect_response(lambda answer: answer.request.method == "PATCH", timeout=60_000):
            live(page)
        page.get_by_role("button", name="Sign out", exact=True).click()
        with page.expect_download() as saving:
            page.get_by_role("button", name="Save it to a file").click()
        assert NAME in saving.value.suggested_filename
        sign_out(page)
        context.close()
        sent = wire.everything()

    assert sent.count('"progress"') >= 2, "when the switch was pressed, and when there was a score"
    assert '"heldback"' in sent
    assert "/workshop/sw.js" in sent
    assert "/sign-out/" in sent
    assert [secret for secret in SECRETS if secret in sent] == []


def test_of_a_project_on_the_website_the_wire_hears_all(
    browser: Browser, site: Site, at_work: ClassAtWork
) -> None:
    """Or the test above would prove nothing."""
    with tapped(site.address) as wire:
        context = browser.new_context(base_url=site.address, proxy=wire.proxy)
        page = context.new_page()
        student_signs_in(page, at_work, "Ava")
        page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
        page.get_by_label("What is it called?").fill(NAME)
        page.get_by_role("radio", name="On the website").check()
        page.get_by_role("button", name="Make the project").click()
        expect(page.get_by_role("heading", name="What can it tell apart?")).to_be_visible()
        context.close()
        assert "zebrafish" in wire.everything()


@pytest.mark.parametrize(("place", "leaves"), [("On this computer", False), ("On the website", True)])
def test_a_picture_is_sent_only_to_be_kept_on_the_website(
    browser: Browser, site: Site, at_work: ClassAtWork, place: str, leaves: bool
) -> None:
    with tapped(site.address) as wire:
        context = browser.new_context(base_url=site.address, proxy=wire.proxy)
        context.set_default_timeout(10_000)
        page = context.new_page()
        student_signs_in(page, at_work, "Ava")
        page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
        page.get_by_label("What is it called?").fill("Faces")
        page.get_by_role("radio", name="Images").check()
        page.get_by_role("radio", name=place).check()
        page.get_by_role("button", name="Make the project").click()
        page.get_by_role("textbox", name="Add a label").fill("me")
        page.get_by_role("button", name="Add label").click()
        me = page.get_by_role("region", name="me", exact=True)
        choose(me, picture_files([77]))
        expect(me.locator("img")).to_have_count(1)
        expect(me.get_by_text("1 picture", exact=True)).to_be_visible(timeout=30_000)
        page.reload()
        expect(me.locator("img")).to_have_count(1)
        context.close()
        assert wire.hears(png(77)[40:]) is leaves, "a picture that can be kept as it is stays as it is"
