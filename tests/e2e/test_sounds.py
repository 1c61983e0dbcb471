"""A class collects sounds and tries new ones: the same with the project on the website and on this computer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Playwright, expect

from tests.e2e.looking import look_at
from tests.e2e.media import (
    choose,
    devices_go_off,
    devices_on,
    garbage,
    guessed,
    launch_with_devices,
    let_it_learn,
    note_streams,
    sound_files,
)
from tests.e2e.people import ClassAtWork, class_at_work, sign_out, student_signs_in
from tests.e2e.site import Site

PLACES = ("On the website", "On this computer")
NOISE = "background noise"
PATIENCE = 30_000
HEARS = """() => new Promise((resolve) => {
  const look = () => {
    const level = Number(document.querySelector('[role=meter].level')?.ariaValueNow);
    if (level > 0.1) resolve(); else requestAnimationFrame(look);
  };
  look();
})"""
"""Resolves when the meter shows the beep that the microphone of these browsers hears once a second."""
DRAWN = """list => [...list.querySelectorAll('canvas')].filter((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, at) => at % 4 === 0 && value > 100);
}).length"""
"""How many pictures of sounds show something loud."""

HIDE = """() => {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  delete document.hidden;
}"""
"""As a browser does it when another tab is looked at."""
MUTE = "window.streams.flatMap(s => s.getTracks()).forEach(track => { track.enabled = false; })"
SHARES = "bars => [...bars.querySelectorAll('.bar__fill')].map(bar => bar.getAttribute('style')).join()"


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "sonia@school.example", ["Sorin", "Sven", "Suki"])


@pytest.fixture(scope="module")
def with_devices(playwright: Playwright) -> Iterator[Browser]:
    browser = launch_with_devices(playwright)
    yield browser
    browser.close()


def make_project(page: Page, place: str, name: str) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name="Sounds").check()
    page.get_by_role("radio", name=place).check()
    page.get_by_role("button", name="Make the project").click()
    expect(bucket_of(page, NOISE)).to_be_visible(timeout=PATIENCE)
    page.get_by_text("Why background noise?").click()
    expect(page.get_by_text("So record a few clips of just the room.")).to_be_visible()
    page.get_by_role("textbox", name="Add a label").fill("claps")
    page.get_by_role("button", name="Add label").click()
    expect(bucket_of(page, "claps")).to_be_visible()


def bucket_of(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def counts(bucket: Locator, text: str) -> None:
    expect(bucket.get_by_text(re.compile(f"^{text}( · |$)"))).to_be_visible(timeout=PATIENCE)


def record_noise(page: Page) -> None:
    noise = bucket_of(page, NOISE)
    noise.get_by_role("button", name=f"Record for {NOISE}").click()
    expect(page.get_by_text("Say yes, or it hears nothing.")).to_be_visible()
    assert devices_on(page) == 0, "why it is asked for is said before it is asked for"
    page.get_by_role("button", name="Turn the microphone on").click()
    page.evaluate(HEARS)
    for sentence in ("You made 1 clip.", "You made 2 clips."):
        page.get_by_role("button", name="Record a clip").click()
        expect(page.get_by_text(sentence)).to_be_visible(timeout=PATIENCE)
    assert devices_on(page) == 1
    page.keyboard.press("Escape")
    devices_go_off(page)
    counts(noise, "2 sounds")


def choose_files(page: Page) -> None:
    """As many as it needs to learn: six of noise beside those recorded, and eight claps of three seconds each."""
    noise, claps = bucket_of(page, NOISE), bucket_of(page, "claps")
    choose(noise, sound_files([200 + 50 * at for at in range(6)]))
    counts(noise, "8 sounds")
    expect(page.get_by_text("Add 8 more examples to claps.")).to_be_visible(timeout=PATIENCE)
    choose(claps, [*sound_files([900 + 90 * at for at in range(8)], seconds=3), garbage("sea.mp3")])
    counts(claps, "8 sounds")
    expect(claps.get_by_text("8 files are longer than a second.")).to_be_visible()
    expect(claps.get_by_text("sea.mp3 is no sound that we can play.")).to_be_visible()
    expect(page.get_by_text("You have enough examples.")).to_be_visible(timeout=PATIENCE)


def turn_on_to_listen(page: Page, trying: Locator) -> Locator:
    """Answers the sentence with the guess."""
    trying.get_by_role("button", name="Listen").click()
    expect(trying.get_by_role("button", name="Turn the microphone on")).to_be_focused()
    assert devices_on(page) == 0, "why it is asked for is said before it is asked for"
    page.keyboard.press("Enter")
    said = trying.locator(".guess__sentence")
    expect(said).to_have_text(
        re.compile(f"^(I hear|I am not sure. Maybe) ({NOISE}|claps)$"), timeout=PATIENCE
    )
    assert devices_on(page) == 1
    return said


def bars_follow_what_is_heard(page: Page, bars: Locator) -> None:
    """The tone that a browser makes for tests sounds alike all the time, and so they hardly move until it is silent."""
    before = bars.evaluate(SHARES)
    page.evaluate(MUTE)
    for _ in range(150):
        if bars.evaluate(SHARES) != before:
            return
        page.wait_for_timeout(200)
    raise AssertionError("the bars stay as they are")


def listen(page: Page, trying: Locator, name: str) -> None:
    """It guesses on and on: until it is told to stop, the page is hidden, the line is lost or a clip is recorded."""
    page.emulate_media(reduced_motion="no-preference")
    said = turn_on_to_listen(page, trying)
    spoken = page.locator(".visually-hidden[role=status]").get_by_text(re.compile("^(I hear|I am not sure)"))
    expect(spoken).to_be_attached()
    bars_follow_what_is_heard(page, trying.locator(".guess"))
    expect(trying.get_by_role("button", name="Stop", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    devices_go_off(page)
    expect(said).to_have_count(0)
    turn_on_to_listen(page, trying)
    if name == "Sven":
        look_at(page, "sounds-listening")
        page.evaluate(HIDE)
    else:
        page.route("**/guess", lambda route: route.abort())
    expect(trying.get_by_text("I do not listen now.")).to_be_visible()
    devices_go_off(page)
    page.unroute_all()
    turn_on_to_listen(page, trying)


def try_sounds(page: Page, name: str) -> None:
    """What is heard now, a clip of the microphone and a file; what it should have guessed makes one more example."""
    trying = let_it_learn(page)
    listen(page, trying, name)
    trying.get_by_role("button", name="Record").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    devices_go_off(page)
    page.get_by_role("button", name="Turn the microphone on").click()
    page.get_by_role("button", name="Record a clip").click()
    guessed(trying, f"{NOISE}|claps")
    devices_go_off(page)
    choose(trying, [garbage("sea.mp3")])
    expect(trying.get_by_text("sea.mp3 is no sound that we can play.")).to_be_visible()
    choose(trying, sound_files([1000], seconds=3))
    expect(trying.get_by_text("That file is longer than a second.")).to_be_visible()
    assert guessed(trying, f"{NOISE}|claps") == "claps"
    trying.get_by_role("button", name="Play your sound").click()
    assert trying.evaluate(DRAWN) == 1
    trying.get_by_role("button", name="Why?").click()
    expect(trying.get_by_text(re.compile("loudest part"))).to_be_visible(timeout=PATIENCE)
    like_it = trying.get_by_role("button", name=re.compile("Play an example of"))
    expect(like_it).to_have_count(3)
    expect(like_it.first).to_have_accessible_name("Play an example of claps")
    look_at(page, f"sounds-why-{name}")
    trying.get_by_role("button", name="That was wrong").click()
    look_at(page, f"sounds-tried-{name}")
    trying.get_by_role("group", name="What is it really?").get_by_role("button", name=NOISE).click()
    notices = page.get_by_role("region", name="Notices")
    expect(notices.get_by_text(f"Added to {NOISE}.")).to_be_visible()
    page.get_by_role("link", name="Train", exact=True).click()
    counts(bucket_of(page, NOISE), "9 sounds")


@pytest.mark.parametrize(("name", "place"), [("Sorin", PLACES[0]), ("Sven", PLACES[1])])
def test_sounds_are_recorded_and_chosen_and_stay_and_new_ones_are_guessed(
    site: Site, with_devices: Browser, at_work: ClassAtWork, name: str, place: str
) -> None:
    context = with_devices.new_context(base_url=site.address, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(10_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    page = context.new_page()
    note_streams(page)
    student_signs_in(page, at_work, name)
    make_project(page, place, "Clap or not")
    look_at(page, f"sounds-none-{name}")
    record_noise(page)
    choose_files(page)
    claps = bucket_of(page, "claps")
    claps.get_by_role("button", name="Play Sound 3").click()
    look_at(page, f"sounds-some-{name}")
    claps.get_by_role("checkbox", name=re.compile("^Sound 8")).check()
    claps.get_by_role("button", name="Delete", exact=True).click()
    counts(claps, "7 sounds")
    page.get_by_role("region", name="Notices").get_by_role("button", name="Undo").click()
    counts(claps, "8 sounds")
    address = page.url
    sign_out(page)
    student_signs_in(page, at_work, name)
    page.goto(address)
    counts(claps, "8 sounds")
    for _ in range(50):
        if claps.evaluate(DRAWN) == 8:
            break
        page.wait_for_timeout(200)
    assert claps.evaluate(DRAWN) == 8
    try_sounds(page, name)
    context.close()
    assert errors == []


def test_without_a_microphone_the_page_says_so_and_files_still_work(
    site: Site, browser: Browser, at_work: ClassAtWork
) -> None:
    context = browser.new_context(base_url=site.address, permissions=["microphone"])
    context.set_default_timeout(10_000)
    page = context.new_page()
    student_signs_in(page, at_work, "Suki")
    make_project(page, PLACES[1], "No microphone")
    claps = bucket_of(page, "claps")
    claps.get_by_role("button", name="Record for claps").click()
    expect(page.get_by_text("We see no microphone here.")).to_be_visible()
    page.keyboard.press("Escape")
    choose(claps, sound_files([440]))
    counts(claps, "1 sound")
    context.close()
