"""A class collects pictures and tries new ones: the same with the project on the website and on this computer."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.e2e.looking import look_at
from tests.e2e.media import (
    PUT,
    choose,
    devices_go_off,
    devices_on,
    garbage,
    guessed,
    launch_with_devices,
    let_it_learn,
    note_streams,
    picture_files,
    pictures_seen,
    png,
)
from tests.e2e.people import ClassAtWork, class_at_work, sign_out, student_signs_in
from tests.e2e.site import Site

PLACES = ("On the website", "On this computer")
PATIENCE = 30_000


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "petra@school.example", ["Pia", "Piet", "Paz", "Pearl", "Pim"])


@pytest.fixture(scope="module")
def with_devices(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_with_devices(playwright)
    yield browser
    browser.close()


def make_project(page: Page, place: str, name: str) -> None:
    page.goto("/workshop/")
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name="Images").check()
    page.get_by_role("radio", name=place).check()
    page.get_by_role("button", name="Make the project").click()
    for label in ("cats", "dogs"):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(page.get_by_role("region", name=label)).to_be_visible()


def bucket_of(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def counts(bucket: Locator, text: str) -> None:
    expect(bucket.get_by_text(re.compile(f"^{text}( · |$)"))).to_be_visible(timeout=PATIENCE)


def put(target: Locator, kind: str, name: str, picture: bytes) -> None:
    target.evaluate(PUT, [kind, name, "image/png", base64.b64encode(picture).decode()])


def add_from_everywhere(page: Page) -> None:
    """Nine cats: six files, one of them twice, one pasted and two of the camera; five dogs, one of them dropped."""
    cats, dogs = bucket_of(page, "cats"), bucket_of(page, "dogs")
    choose(cats, [*picture_files(range(5)), garbage("sea.jpg"), *picture_files([0])])
    counts(cats, "6 pictures")
    expect(cats.get_by_text("sea.jpg is no picture that we can show.")).to_be_visible()
    expect(cats.get_by_text("You have this one already.")).to_be_visible()
    cats.get_by_role("button", name="Close").click()
    cats.get_by_role("button", name="Choose pictures for cats").focus()
    put(page.locator("body"), "paste", "image.png", png(10))
    counts(cats, "7 pictures")
    cats.get_by_role("button", name="Camera for cats").click()
    expect(page.get_by_text("Say yes, or it sees nothing.")).to_be_visible()
    assert devices_on(page) == 0, "why it is asked for is said before it is asked for"
    page.get_by_role("button", name="Turn the camera on").click()
    for sentence in ("You took 1 picture.", "You took 2 pictures."):
        page.get_by_role("button", name="Take a picture").click()
        expect(page.get_by_text(sentence)).to_be_visible(timeout=PATIENCE)
    assert devices_on(page) == 1
    page.keyboard.press("Escape")
    devices_go_off(page)
    counts(cats, "9 pictures")
    choose(dogs, [*picture_files(range(20, 23)), *picture_files([1])])
    expect(dogs.get_by_text("You have this one in cats too.")).to_be_visible(timeout=PATIENCE)
    put(dogs, "drop", "dropped.png", png(30))
    counts(dogs, "5 pictures")
    expect(page.get_by_text("You have enough examples.")).to_be_visible(timeout=PATIENCE)


def tidy_up(page: Page) -> None:
    """Delete two and take it back, move one, keep one for testing."""
    cats, dogs = bucket_of(page, "cats"), bucket_of(page, "dogs")
    notices = page.get_by_role("region", name="Notices")
    for number in (2, 4):
        cats.get_by_role("checkbox", name=f"Picture {number}").check()
    expect(cats.get_by_role("group", name="2 chosen")).to_be_visible()
    cats.get_by_role("button", name="Delete", exact=True).click()
    counts(cats, "7 pictures")
    notices.get_by_role("button", name="Undo").click()
    counts(cats, "9 pictures")
    cats.get_by_role("checkbox", name="Picture 2").check()
    cats.get_by_role("button", name="Move", exact=True).click()
    page.get_by_role("dialog", name="Move 1 picture to").get_by_role("button", name="dogs").click()
    counts(dogs, "6 pictures")
    counts(cats, "8 pictures")
    kept = dogs.get_by_text(re.compile(r"· (\d) kept for testing")).inner_text()
    dogs.get_by_role("checkbox", name=re.compile(r"^Picture \d$")).first.check()
    dogs.get_by_role("button", name="Keep for testing").click()
    expect(dogs.get_by_text(kept, exact=True)).to_have_count(0, timeout=PATIENCE)


def try_pictures(page: Page, name: str) -> None:
    """One from the camera and one from a file; what it should have guessed makes one more example."""
    trying = let_it_learn(page)
    trying.get_by_role("button", name="Camera").click()
    page.get_by_role("button", name="Turn the camera on").click()
    page.get_by_role("button", name="Take a picture").click()
    guessed(trying, "cats|dogs")
    devices_go_off(page)
    assert pictures_seen(trying) == 1
    seen = trying.get_by_role("img", name="your picture")
    camera = seen.get_attribute("src")
    choose(trying, [garbage("sea.jpg")])
    expect(trying.get_by_text("sea.jpg is no picture that we can show.")).to_be_visible()
    choose(trying, picture_files([77]))
    expect(seen).not_to_have_attribute("src", camera or "")
    guess = guessed(trying, "cats|dogs")
    expect(trying.get_by_text("sea.jpg")).to_have_count(0)
    trying.get_by_role("button", name="Why?").click()
    why = trying.get_by_text(re.compile("counted most|No part stands out"))
    expect(why).to_be_visible(timeout=PATIENCE)
    trying.locator(".nearest").scroll_into_view_if_needed()
    expect(trying.get_by_role("img", name=re.compile("an example of (cats|dogs)"))).to_have_count(3)
    look_at(page, f"pictures-why-{name}")
    wrong = trying.get_by_role("button", name="That was wrong")
    wrong.focus()
    page.keyboard.press("Enter")
    look_at(page, f"pictures-tried-{name}")
    other = "dogs" if guess == "cats" else "cats"
    trying.get_by_role("group", name="What is it really?").get_by_role("button", name=other).click()
    notices = page.get_by_role("region", name="Notices")
    expect(notices.get_by_text(f"Added to {other}.")).to_be_visible()
    expect(page.get_by_text("Your examples have changed since it learned.")).to_be_visible()
    page.get_by_role("link", name="Train", exact=True).click()
    counts(bucket_of(page, other), "9 pictures" if other == "cats" else "7 pictures")


@pytest.mark.parametrize(("name", "place"), [("Pia", PLACES[0]), ("Piet", PLACES[1])])
def test_pictures_come_from_files_and_the_camera_and_stay_and_new_ones_are_guessed(
    site: Site, with_devices: Browser, at_work: ClassAtWork, name: str, place: str
) -> None:
    context = with_devices.new_context(base_url=site.address, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(10_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    note_streams(page)
    student_signs_in(page, at_work, name)
    make_project(page, place, "Cats or dogs")
    look_at(page, f"pictures-none-{name}")
    add_from_everywhere(page)
    look_at(page, f"pictures-some-{name}")
    tidy_up(page)
    address = page.url
    sign_out(page)
    student_signs_in(page, at_work, name)
    page.goto(address)
    cats = bucket_of(page, "cats")
    counts(cats, "8 pictures")
    expect(cats.locator("img")).to_have_count(8)
    for _ in range(50):
        if pictures_seen(cats) == 8:
            break
        page.wait_for_timeout(200)
    assert pictures_seen(cats) == 8
    try_pictures(page, name)
    context.close()
    assert errors == []


def test_the_limit_is_said_before_it_is_reached_and_what_is_over_it_stays_out(
    page: Page,
    context: BrowserContext,
    browser: Browser,
    site: Site,
    at_work: ClassAtWork,
    sign_in: Callable[[BrowserContext, str], None],
) -> None:
    sign_in(context, at_work.teacher)
    page.goto("/classes/")
    page.get_by_role("link", name="Year 5").first.click()
    page.get_by_role("link", name="Rules", exact=True).click()
    page.get_by_role("spinbutton", name="Images in a project").fill("6")
    page.get_by_role("checkbox", name=re.compile("web address")).check()
    page.get_by_role("button", name="Save the rules").click()
    expect(page.get_by_text("The rules are saved.")).to_be_visible()
    student = browser.new_context(base_url=site.address)
    student.set_default_timeout(10_000)
    page = student.new_page()
    student_signs_in(page, at_work, "Paz")
    make_project(page, PLACES[0], "Only six")
    cats = bucket_of(page, "cats")
    expect(page.get_by_text("0 of 6 pictures")).to_be_visible()
    choose(cats, picture_files(range(8)))
    expect(page.get_by_text("6 of 6 pictures")).to_be_visible(timeout=PATIENCE)
    expect(cats.get_by_text("2 files stay out:")).to_be_visible()
    expect(cats.get_by_text("picture 7.png: there is no more room.")).to_be_visible()
    expect(cats.get_by_text(re.compile("or move it to this computer"))).to_be_visible()
    look_at(page, "pictures-full")
    for number in (5, 6):
        cats.get_by_role("checkbox", name=re.compile(f"^Picture {number}")).check()
    cats.get_by_role("button", name="Delete", exact=True).click()
    counts(cats, "4 pictures")
    take_from_web(page)
    student.close()


def take_from_web(page: Page) -> None:
    """What is not of the public Internet is refused by the website itself; what it gets is added as any other."""
    cats = bucket_of(page, "cats")
    cats.get_by_role("button", name="A picture from the web for cats").click()
    address = page.get_by_label("What is the web address of the picture?")
    get = page.get_by_role("button", name="Get the picture")
    address.fill("cat.png")
    get.click()
    expect(page.get_by_text("Write a web address first")).to_be_visible()
    address.fill("http://127.0.0.1/cat.png")
    get.click()
    expect(page.get_by_text("There is no picture that we can use.")).to_be_visible(timeout=PATIENCE)
    look_at(page, "pictures-web")
    page.route(
        "**/pictures/from-address", lambda route: route.fulfill(body=png(99), content_type="image/png")
    )
    address.fill("https://pictures.example/cat.png")
    get.click()
    expect(page.get_by_role("dialog", name="A picture from the web for cats")).to_be_hidden()
    counts(cats, "5 pictures")


def test_without_a_camera_the_page_says_so_and_files_still_work(
    site: Site, browser: Browser, at_work: ClassAtWork
) -> None:
    context = browser.new_context(base_url=site.address, permissions=["camera"])
    context.set_default_timeout(10_000)
    page = context.new_page()
    student_signs_in(page, at_work, "Pearl")
    make_project(page, PLACES[1], "No camera")
    cats = bucket_of(page, "cats")
    cats.get_by_role("button", name="Camera for cats").click()
    expect(page.get_by_text("We see no camera here.")).to_be_visible()
    look_at(page, "pictures-no-camera")
    page.keyboard.press("Escape")
    expect(cats.get_by_role("button", name="Camera for cats")).to_be_focused()
    choose(cats, picture_files([1]))
    counts(cats, "1 picture")
    context.close()


def test_where_the_camera_is_not_allowed_the_page_says_how_to_allow_it(
    playwright: Playwright, site: Site, at_work: ClassAtWork, browser: Browser
) -> None:
    context = browser.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError') }"
    )
    student_signs_in(page, at_work, "Pim")
    make_project(page, PLACES[1], "Not allowed")
    bucket_of(page, "dogs").get_by_role("button", name="Camera for dogs").click()
    page.get_by_role("button", name="Turn the camera on").click()
    expect(page.get_by_text("This browser does not let us use the camera.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_focused()
    context.close()
