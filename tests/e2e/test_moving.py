"""A project moves between the website and a computer, from its card; whatever happens, nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work
from tests.e2e.site import Site

NAME = "Music or weather"
WEBSITE, COMPUTER = "website", "computer"

SignIn = Callable[[BrowserContext, str], None]
Half = dict[str, Any] | None


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "vera@school.example", ["Ivy"])


@pytest.fixture
def ivy(context: BrowserContext, sign_in: SignIn, at_work: ClassAtWork) -> Iterator[BrowserContext]:
    """Her own computer. What she has on the website is gone when the test ends."""
    sign_in(context, "Ivy")
    serve_bundle(context)
    yield context
    page = context.new_page()
    open_bundle(page, "moving")
    page.evaluate("moving.clear('website')")


class Places:
    """What is really in them, looked at through the stores in a page of its own."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        open_bundle(self.page, "moving")

    def make(self, look: str, size: int, **more: Any) -> str:
        made: str = self.page.evaluate(
            "wanted => moving.make(wanted)", {"look": look, "name": NAME, "size": size, **more}
        )
        return made

    def have(self, project: str) -> dict[str, Half]:
        looked = "project => Promise.all(['website', 'computer'].map(look => moving.look(look, project)))"
        website, computer = self.page.evaluate(looked, project)
        return {WEBSITE: website, COMPUTER: computer}


def open_projects(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/workshop/")
    expect(card(page)).to_be_visible()
    return page


def card(page: Page) -> Locator:
    return page.get_by_role("article", name=NAME, exact=True)


def choose(page: Page, what: str) -> None:
    card(page).get_by_role("button", name=f"More for {NAME}").click()
    page.get_by_role("dialog", name=NAME).get_by_role("button", name=what).click()


def press(page: Page, what: str) -> None:
    card(page).get_by_role("button", name=what).click()


def test_there_and_back_with_all_that_is_in_it(ivy: BrowserContext) -> None:
    places = Places(ivy)
    project = places.make(WEBSITE, 40, trained=True)
    before = places.have(project)[WEBSITE]
    assert before
    assert [before[what] for what in ("examples", "heldBack", "models", "works")] == [40, 8, 1, 1]
    page = open_projects(ivy)
    look_at(page, "projects, one on the website")
    card(page).get_by_role("button", name=f"More for {NAME}").click()
    look_at(page, "projects, menu")
    page.keyboard.press("Escape")
    for button, told, there, gone in (
        ("Move to this computer", "is on this computer now.", COMPUTER, WEBSITE),
        ("Move to the website", "is on the website now.", WEBSITE, COMPUTER),
        ("Move to this computer", "is on this computer now.", COMPUTER, WEBSITE),
    ):
        choose(page, button)
        expect(page.get_by_role("region", name="Notices").get_by_text(f"{NAME} {told}").last).to_be_visible()
        expect(
            card(page).get_by_text(f"On {'this ' if there == COMPUTER else 'the '}{there}")
        ).to_be_visible()
        assert places.have(project) == {there: before, gone: None}


def test_a_menu_by_keyboard(ivy: BrowserContext) -> None:
    project = Places(ivy).make(COMPUTER, 3)
    page = open_projects(ivy)
    more = card(page).get_by_role("button", name=f"More for {NAME}")
    more.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=NAME)).to_be_visible()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Make a copy").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name=f"{NAME} copy", exact=True)).to_be_visible()
    choose(page, "Make a copy")
    expect(page.get_by_role("article", name=f"{NAME} copy 2", exact=True)).to_be_visible()
    choose(page, "Give it a new name")
    page.get_by_label(f"New name for {NAME}").fill("Renamed")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="Renamed", exact=True)).to_be_visible()
    assert Places(ivy).have(project)[COMPUTER]


def test_what_does_not_fit_is_said_before_anything_moves(ivy: BrowserContext) -> None:
    places = Places(ivy)
    project = places.make(COMPUTER, 1001)
    before = places.have(project)
    page = open_projects(ivy)
    choose(page, "Move to the website")
    expect(page.get_by_text("It has 1,001 examples, but there is room for 1,000").last).to_be_visible()
    look_at(page, "projects, too many to move")
    assert places.have(project) == before


def test_a_page_that_is_closed_meanwhile(ivy: BrowserContext) -> None:
    places = Places(ivy)
    project = places.make(WEBSITE, 30)
    before = places.have(project)[WEBSITE]
    page = open_projects(ivy)
    page.route("**/examples/all", lambda _route: None)
    choose(page, "Move to this computer")
    expect(card(page).get_by_text("On its way to this computer…")).to_be_visible()
    expect(card(page).get_by_role("button", name="Stop")).to_be_focused()
    look_at(page, "projects, moving")
    other = open_projects(ivy)
    expect(card(other).get_by_text("On its way to this computer…")).to_be_visible()
    page.close()
    expect(card(other).get_by_text("It stopped on its way. Nothing is lost.")).to_be_visible()
    look_at(other, "projects, move broken off")
    press(other, "Go on")
    expect(card(other).get_by_text("On this computer")).to_be_visible()
    expect(card(other).get_by_role("link")).to_be_focused()
    assert places.have(project) == {COMPUTER: before, WEBSITE: None}


def test_a_full_disk(ivy: BrowserContext, site: Site) -> None:
    # Before anything is kept: Chromium remembers for half a minute how much room there was.
    devtools = ivy.new_cdp_session(ivy.new_page())
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.address, "quotaSize": 1_000_000})
    places = Places(ivy)
    project = places.make(WEBSITE, 900, length=900)
    before = places.have(project)
    page = open_projects(ivy)
    choose(page, "Move to this computer")
    expect(page.get_by_text(f"This computer is too full. {NAME} stays where it was.").last).to_be_visible()
    expect(card(page).get_by_text("On the website")).to_be_visible()
    after = places.have(project)
    assert after[WEBSITE] == before[WEBSITE]
    # There is not even room to write down that what arrived is removed; it is swept a day later.
    rest = after[COMPUTER] or {"moving": "arriving", "examples": 0}
    assert (rest["moving"], rest["examples"]) == ("arriving", 0)


@pytest.mark.parametrize("then", ["Go on", "Stop the move"])
def test_a_line_that_is_cut_in_the_middle(ivy: BrowserContext, then: str) -> None:
    places = Places(ivy)
    project = places.make(COMPUTER, 30)
    before = places.have(project)[COMPUTER]
    page = open_projects(ivy)
    page.route("**/api/v1/projects/*/examples", lambda route: route.abort())
    choose(page, "Move to the website")
    expect(page.get_by_text("That did not get through. Nothing is lost.").last).to_be_visible()
    expect(card(page).get_by_text("It stopped on its way. Nothing is lost.")).to_be_visible()
    page.unroute_all()
    page.reload()
    press(page, then)
    there, gone = (WEBSITE, COMPUTER) if then == "Go on" else (COMPUTER, WEBSITE)
    expect(card(page).get_by_text(f"On {'this ' if there == COMPUTER else 'the '}{there}")).to_be_visible()
    expect(card(page).get_by_role("link")).to_be_visible()
    assert places.have(project) == {there: before, gone: None}


def test_another_computer_stops_it(
    ivy: BrowserContext, browser: Browser, site: Site, sign_in: SignIn
) -> None:
    places = Places(ivy)
    project = places.make(WEBSITE, 30)
    before = places.have(project)
    page = open_projects(ivy)
    held: list[Route] = []
    page.route("**/examples/all", lambda route: held.append(route))
    with page.expect_request("**/examples/all"):
        choose(page, "Move to this computer")

    another = browser.new_context(base_url=site.address)
    sign_in(another, "Ivy")
    elsewhere = open_projects(another)
    expect(card(elsewhere).get_by_text("On its way to a new place…")).to_be_visible()
    press(elsewhere, "Stop the move")
    expect(card(elsewhere).get_by_role("link", name="Let it learn")).to_be_visible()
    another.close()

    for route in held:
        route.continue_()
    expect(page.get_by_text(f"{NAME} did not move").last).to_be_visible()
    expect(card(page).get_by_role("link", name="Let it learn")).to_be_visible()
    assert places.have(project) == before


def test_what_was_deleted_comes_back(ivy: BrowserContext) -> None:
    places = Places(ivy)
    for look in (WEBSITE, COMPUTER):
        project = places.make(look, 3)
        before = places.have(project)
        page = open_projects(ivy)
        choose(page, "Delete")
        expect(card(page)).to_be_hidden()
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert places.have(project) == {WEBSITE: None, COMPUTER: None}
        page.get_by_role("button", name="Undo").last.click()
        expect(card(page)).to_be_visible()
        assert places.have(project) == before
        page.close()
        places.page.evaluate("look => moving.clear(look)", look)
