"""A class trains a text model: the same journey with the project on the website and on this computer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import ClassAtWork, class_at_work, pictures_of, sign_out, student_signs_in
from tests.e2e.site import Site

SENTENCES = json.loads(
    (Path(__file__).resolve().parent.parent.parent / "mlforkids" / "demo_sentences.json").read_text()
)
PLACES = ("On the website", "On this computer")


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "mary@school.example", ["Nina", "Omar", "Ada Lovelace"])


def seen(page: Page) -> str:
    """Every control, word and its order, but for where the project is kept and what only one place limits."""
    tree = page.locator("body").aria_snapshot()
    for place in PLACES:
        tree = tree.replace(place, "PLACE")
    tree = re.sub(r'(radio "PLACE .*") \[checked\]', r"\1", tree)
    tree = re.sub(r"(\d+) of [\d,]+ examples", r"\1 examples", tree)
    tree = re.sub(r"\d+ of \d+ projects", "SOME projects", tree)
    tree = re.sub(r"\d+ .B of \d+ .B", "SOME", tree)
    tree = re.sub(r"\n *- meter.*", "", tree)
    tree = re.sub(r"Used: \d+ .B\.", "Used: SOME.", tree)
    tree = re.sub(r"\n *- (switch|text:) .*Show my teacher.*", "", tree)
    tree = re.sub(r"\n- status: .*", "\n- status", tree)
    tree = re.sub(r"About \d+ seconds?\.", "", tree)
    return re.sub(r"/url: /workshop/[0-9a-f-]{36}", "/url: /workshop/ID", tree)


def make_project(page: Page, place: str, name: str, looking: Callable[[str], None]) -> None:
    page.get_by_role("link", name=re.compile("New project|Make your first project")).first.click()
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name=place).check()
    looking("new project")
    page.get_by_role("button", name="Make the project").click()
    expect(page.get_by_role("heading", name="What can it tell apart?")).to_be_visible()
    looking("train, no labels")


def fill_project(page: Page, looking: Callable[[str], None]) -> None:
    """Two labels: the first is typed, Enter by Enter, the second pasted as a list."""
    for label in ("music", "weather"):
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(page.get_by_label(f"New example for {label}")).to_be_visible()
    looking("train, no examples")
    typed = page.get_by_label("New example for music")
    typed.focus()
    for sentence in SENTENCES["music"]:
        page.keyboard.type(sentence)
        page.keyboard.press("Enter")
    bucket = page.get_by_role("region", name="music")
    expect(bucket.get_by_text("10 examples")).to_be_visible()
    expect(typed).to_be_focused()
    page.get_by_role("button", name="Paste a list for weather").click()
    page.get_by_role("dialog").get_by_label("Put one example on each line.").fill(
        "\n".join(SENTENCES["weather"])
    )
    page.get_by_role("button", name="Add 10 examples").click()
    expect(page.get_by_text("You have enough examples.")).to_be_visible()
    looking("train, 20 examples")


def understand_sentences(page: Page) -> None:
    """On this computer it takes a press, since the line of these browsers is slow."""
    ready = page.get_by_role("button", name=re.compile("^Get ready"))
    sentences = page.get_by_text("I will look at whole sentences.")
    expect(ready.or_(sentences)).to_be_visible()
    if ready.is_visible():
        ready.click()
    expect(sentences).to_be_visible(timeout=60_000)


def train_and_try(page: Page, looking: Callable[[str], None], *, sentences: bool = False) -> None:
    page.get_by_role("link", name="Go on to learn & test").click()
    expect(page.get_by_role("heading", name="Learn", exact=True)).to_be_visible()
    if sentences:
        understand_sentences(page)
    expect(page.get_by_text("All is well. Your examples look good.")).to_be_visible()
    looking("test, not trained")
    page.get_by_role("button", name="Let it learn", exact=True).click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=30_000)
    expect(page.locator(".score__big")).to_have_text(re.compile(r"^\d of 4 right$"))
    looking("test, trained")
    page.get_by_label("Write something new.").fill("Will it rain on our picnic?")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__row")).to_have_count(2)
    expect(page.locator(".guess__sentence")).to_contain_text("weather")
    page.get_by_role("button", name="Why?").click()
    expect(page.get_by_text("These words made me think of weather:")).to_be_visible()
    expect(page.locator(".nearest li")).to_have_count(3)
    looking("test, guessed")
    page.get_by_role("button", name="That was wrong").click()
    page.get_by_role("button", name="music", exact=True).click()
    notices = page.get_by_role("region", name="Notices")
    expect(notices.get_by_text("Added to music.")).to_be_visible()
    expect(page.get_by_text("Your examples have changed since it learned.")).to_be_visible()


def watch_for_errors(page: Page) -> list[str]:
    """Fills with what goes wrong in the page's scripts from now on."""
    errors: list[str] = []

    def note(line: ConsoleMessage) -> None:
        if line.type == "error":
            errors.append(line.text)

    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", note)
    return errors


def walk(page: Page, place: str, looking: Callable[[str], None]) -> None:
    make_project(page, place, "Music or weather", looking)
    fill_project(page, looking)
    train_and_try(page, looking, sentences=True)
    page.get_by_role("link", name="Projects", exact=True).click()
    expect(page.get_by_role("article", name="Music or weather")).to_contain_text("of 4 right")
    expect(page.get_by_role("region", name="Room on this computer")).to_be_visible()
    looking("projects")
    sign_out(page)


def test_the_whole_loop_looks_and_reads_the_same_in_both_places(
    site: Site, browser: Browser, at_work: ClassAtWork
) -> None:
    pages: dict[str, dict[str, str]] = {}
    for number, place in enumerate(PLACES):
        states = pages[place] = {}
        context = browser.new_context(base_url=site.address, viewport={"width": 1366, "height": 768})
        context.set_default_timeout(10_000)
        page = context.new_page()
        errors = watch_for_errors(page)
        student_signs_in(page, at_work, ("Nina", "Omar")[number])

        def looking(
            name: str, page: Page = page, states: dict[str, str] = states, number: int = number
        ) -> None:
            page.wait_for_function("!document.querySelector('[aria-busy=true], .notice--leaving')")
            states[name] = seen(page).replace("Nina", "STUDENT").replace("Omar", "STUDENT")
            look_at(page, f"{name.replace(', ', '-').replace(' ', '-')}-{number}")

        walk(page, place, looking)
        context.close()
        assert errors == []
    website, computer = pages.values()
    assert website.keys() == computer.keys()
    for name, tree in website.items():
        assert tree == computer[name], name


def test_eight_days_later_a_fresh_browser_finds_the_same_project(
    site: Site, browser: Browser, at_work: ClassAtWork
) -> None:
    name = "Ada Lovelace"
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    student_signs_in(page, at_work, name)
    make_project(page, PLACES[0], "Still here", lambda _: None)
    fill_project(page, lambda _: None)
    page.get_by_role("link", name="Go on to learn & test").click()
    page.get_by_role("button", name="Let it learn", exact=True).click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=30_000)
    score = page.locator(".score").inner_text()
    address = page.url
    sign_out(page)
    context.close()

    context = browser.new_context(base_url=site.address)
    context.clock.install(time=datetime.now(UTC) + timedelta(days=8))
    page = context.new_page()
    student_signs_in(page, at_work, name)
    page.goto(address)
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible()
    assert page.locator(".score").inner_text() == score
    page.get_by_label("Write something new.").fill("Turn the radio up")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("music")
    page.get_by_role("link", name="Train", exact=True).click()
    for label in ("music", "weather"):
        bucket = page.get_by_role("region", name=label)
        expect(bucket.get_by_text("10 examples")).to_be_visible()
        for sentence in SENTENCES[label]:
            expect(bucket.get_by_text(sentence, exact=True)).to_be_visible()
    context.close()


def tab_to(page: Page, name: str, role: str | None = None) -> None:
    """Press Tab until the control with this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        if focused.count() == 0:
            continue
        tree = focused.first.aria_snapshot()
        if f'"{name}"' in tree.split("\n")[0] and (role is None or tree.startswith(f"- {role} ")):
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_the_loop_can_be_walked_by_keyboard_alone(page: Page, at_work: ClassAtWork) -> None:
    keyboard = page.keyboard
    page.goto("/")
    tab_to(page, "Class code", "textbox")
    keyboard.type(at_work.code)
    keyboard.press("Enter")
    page.wait_for_url("**/join/*/")
    tab_to(page, "Nina")
    keyboard.press("Enter")
    page.wait_for_url("**/join/*/*/")
    for picture in at_work.pictures["Nina"]:
        tab_to(page, picture, "button")
        keyboard.press("Enter")
    tab_to(page, "Go", "button")
    keyboard.press("Enter")
    page.wait_for_url("**/workshop/")
    expect(page.get_by_role("heading", name="Your projects")).to_be_visible()
    tab_to(page, "New project")
    keyboard.press("Enter")
    expect(page.get_by_label("What is it called?")).to_be_focused()
    keyboard.type("By keys")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What can it tell apart?")).to_be_visible()
    for label in ("music", "weather"):
        tab_to(page, "Add a label", "textbox")
        keyboard.type(label)
        keyboard.press("Enter")
        expect(page.get_by_role("region", name=label)).to_be_visible()
    for label in ("music", "weather"):
        tab_to(page, f"New example for {label}", "textbox")
        for sentence in SENTENCES[label][:5]:
            keyboard.type(sentence)
            keyboard.press("Enter")
        expect(page.get_by_role("region", name=label).get_by_text("5 examples")).to_be_visible()
    tab_to(page, "Go on to learn & test")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Learn", exact=True)).to_be_visible()
    tab_to(page, "Let it learn", "button")
    keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=30_000)
    tab_to(page, "Write something new. See what it guesses.", "textbox")
    keyboard.type("play me a tune")
    keyboard.press("Enter")
    expect(page.locator(".guess__sentence")).to_be_visible()
    tab_to(page, "Sign out", "button")
    keyboard.press("Enter")
    expect(page.get_by_label("Class code")).to_be_visible()


def test_every_page_of_signing_in_and_of_teachers_passes_axe_and_fits_every_screen(
    page: Page, context: BrowserContext, at_work: ClassAtWork, sign_in: Callable[[BrowserContext, str], None]
) -> None:
    for path in (
        "/",
        f"/join/{at_work.code.replace(' ', '').replace('-', '')}/",
        "/card/",
        "/accounts/login/",
    ):
        page.goto(path)
        look_at(page, "page" + path.replace("/", "-") if "join" not in path else "names")
    page.get_by_role("link", name="I am a teacher")
    page.goto("/")
    page.get_by_label("Class code").fill(at_work.code)
    page.get_by_role("button", name="Go").click()
    page.get_by_role("link", name="Nina").click()
    look_at(page, "pictures")
    sign_in(context, at_work.teacher)
    page.goto("/classes/")
    look_at(page, "classes")
    page.get_by_role("link", name="New class").first.click()
    look_at(page, "new-class")
    page.goto("/classes/")
    page.get_by_role("link", name="Year 5").first.click()
    pictures_of(page, "Nina")
    look_at(page, "class")
    for name in ("Rules", "Cards", "Nina"):
        page.get_by_role("link", name=name, exact=True).click()
        look_at(page, name.lower())
        page.go_back()
    page.goto("/accounts/password/reset/")
    look_at(page, "reset")


def test_the_pages_that_are_seen_seldom_pass_axe_and_fit_every_screen(
    page: Page,
    context: BrowserContext,
    site: Site,
    at_work: ClassAtWork,
    sign_in: Callable[[BrowserContext, str], None],
) -> None:
    page.goto(re.findall(r"https?://\S+", site.manage("invite_teacher", "new@school.example"))[0])
    look_at(page, "invitation")
    page.goto(f"/teachers/join/{'x' * 22}/")
    look_at(page, "invitation-over")
    page.goto(re.findall(r"https?://\S+", site.manage("reset_password", at_work.teacher))[0])
    look_at(page, "new-password")
    for path in ("/accounts/password/reset/done/", "/nowhere/"):
        page.goto(path)
        look_at(page, "seldom" + path.replace("/", "-"))
    sign_in(context, at_work.teacher)
    page.goto("/accounts/password/change/")
    look_at(page, "change-password")
    page.goto("/classes/")
    page.get_by_role("link", name="Year 5").first.click()
    page.get_by_role("link", name="Cards", exact=True).click()
    page.get_by_role("button", name=re.compile("Make 3 cards")).click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    look_at(page, "printed-cards")
    sign_in(context, "Nina")
    page.goto(f"/workshop/{'0' * 8}-0000-7000-8000-{'0' * 12}/train")
    expect(page.get_by_role("heading", name="This project is not here")).to_be_visible()
    look_at(page, "missing-project")
