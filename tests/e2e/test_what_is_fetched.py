"""What a browser fetches to train and to guess: nothing for projects on the website, which a weak computer without
WebAssembly, WebGL and workers fills, trains and asks; TensorFlow.js and weights for a project here."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from storage.ids import new_id
from tests.e2e.looking import look_at
from tests.e2e.media import choose, guessed, let_it_learn, picture_files, sound_files
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_numbers import paste

WEAK = """
for (const name of ["WebAssembly", "Worker", "SharedWorker"]) delete globalThis[name];
for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
  const context = prototype.getContext;
  prototype.getContext = function (kind, ...more) {
    return kind.startsWith("webgl") ? null : context.call(this, kind, ...more);
  };
}
"""
TRAINS_IN_A_BROWSER = re.compile(r"\.wasm|safetensors|onnx|ort-|sensingWorker|readingWorker|/start-")
"""In the names of the files that `frontend/src/packs` starts and what it fetches."""

MAKE = """
async (projects) => {
  const { csrfToken } = await (await fetch("/api/v1/me")).json();
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrfToken };
  for (const project of projects) {
    const made = await fetch("/api/v1/projects", { method: "POST", headers, body: JSON.stringify(project) });
    if (!made.ok) throw new Error(await made.text());
  }
}
"""
PETS = {"cats": "purr", "dogs": "bark"}
PATIENCE = 30_000


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "wim@school.example", ["Wilma", "Wanda"])


def field(name: str, role: str) -> dict[str, Any]:
    return {"id": str(new_id()), "name": name, "type": "number", "choices": [], "role": role}


def project(kind: str, fields: list[dict[str, Any]], pets: bool = True) -> dict[str, Any]:
    labels = [{"id": str(new_id()), "name": name} for name in PETS] if pets else []
    return {"id": str(new_id()), "kind": kind, "name": f"Weak {kind}", "labels": labels, "fields": fields}


def bucket_of(page: Page, label: str) -> Locator:
    return page.get_by_role("region", name=label, exact=True)


def texts(page: Page) -> None:
    for label, does in PETS.items():
        page.get_by_role("button", name=f"Paste a list for {label}").click()
        lines = "\n".join(f"{does} {number} times" for number in range(6))
        page.get_by_role("dialog").get_by_label("Put one example on each line.").fill(lines)
        page.get_by_role("button", name="Add 6 examples").click()
        expect(bucket_of(page, label).get_by_text("6 examples")).to_be_visible()
    let_it_learn(page)
    page.get_by_label("Write something new.").fill("they bark")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("dogs")


def fill_with_pictures(page: Page) -> None:
    for at, label in enumerate(PETS):
        choose(bucket_of(page, label), picture_files(range(10 * at, 10 * at + 5)))
        expect(bucket_of(page, label).get_by_text("5 pictures")).to_be_visible(timeout=PATIENCE)


def pictures(page: Page) -> None:
    fill_with_pictures(page)
    trying = let_it_learn(page)
    choose(trying, picture_files([3]))
    assert guessed(trying, "cats|dogs") == "cats"


def sounds(page: Page) -> None:
    for at, label in enumerate(PETS):
        choose(bucket_of(page, label), sound_files([300 + 900 * at + 20 * tone for tone in range(8)]))
        expect(bucket_of(page, label).get_by_text("8 sounds")).to_be_visible(timeout=PATIENCE)
    trying = let_it_learn(page)
    choose(trying, sound_files([1225]))
    assert guessed(trying, "cats|dogs") == "dogs"


def numbers(page: Page) -> None:
    paste_rows(page, "legs", ["legs\tLabel", *(f"{n % 2}\t{list(PETS)[n % 2]}" for n in range(12))])
    let_it_learn(page)
    page.get_by_role("textbox", name="legs").fill("1")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("dogs")


def prediction(page: Page) -> None:
    paste_rows(page, "week", ["week\theight", *(f"{n}\t{3 * n}" for n in range(12))])
    let_it_learn(page)
    page.get_by_role("textbox", name="week").fill("20")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("height: I guess ")


def paste_rows(page: Page, first: str, lines: list[str]) -> None:
    paste(page.get_by_role("form", name="New row").get_by_label(first), "\n".join(lines) + "\n")
    page.get_by_role("dialog", name="Look before you add").get_by_role("button", name="Add 12 rows").click()
    expect(page.locator("table.rows tbody tr")).to_have_count(12)


KINDS: dict[str, tuple[Callable[[Page], None], dict[str, Any]]] = {
    "text": (texts, project("text", [])),
    "images": (pictures, project("images", [])),
    "sounds": (sounds, project("sounds", [])),
    "numbers": (numbers, project("numbers", [field("legs", "input")])),
    "prediction": (
        prediction,
        project("prediction", [field("week", "input"), field("height", "output")], pets=False),
    ),
}


def test_projects_of_every_kind_on_the_website(site: Site, browser: Browser, at_work: ClassAtWork) -> None:
    context = browser.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    context.add_init_script(WEAK)
    fetched: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    context.on("weberror", lambda error: errors.append(str(error.error.stack)))
    page = context.new_page()
    student_signs_in(page, at_work, "Wilma")
    assert page.evaluate("[typeof WebAssembly, typeof Worker]") == ["undefined", "undefined"]
    page.evaluate(MAKE, [made for _, made in KINDS.values()])
    for live, made in KINDS.values():
        page.goto("/workshop/")
        page.get_by_role("article", name=made["name"]).get_by_role("link").first.click()
        page.get_by_role("link", name="Train", exact=True).click()
        live(page)
    context.close()
    assert errors == []
    assert any("/examples" in address for address in fetched)
    assert [address for address in fetched if TRAINS_IN_A_BROWSER.search(address)] == []


def test_a_project_of_pictures_here(site: Site, browser: Browser, at_work: ClassAtWork) -> None:
    """It runs on TensorFlow.js and on nothing else, and what does not come is said and asked for again."""
    # Nothing in front of the network may keep what is held back here.
    context = browser.new_context(base_url=site.address, service_workers="block")
    context.set_default_timeout(10_000)
    fetched: list[str] = []
    context.on("request", lambda request: fetched.append(request.url))
    page = context.new_page()
    student_signs_in(page, at_work, "Wanda")
    make_pictures(page)
    context.route("**/*.safetensors*", lambda route: route.abort())
    fill_with_pictures(page)
    page.get_by_role("link", name="Go on to learn & test").click()
    learn = page.get_by_role("button", name="Let it learn", exact=True)
    learn.click()
    expect(page.locator(".training .field__error")).to_have_text(re.compile("Is this computer online"))
    look_at(page, "weights-missing")
    context.unroute("**/*.safetensors*")
    learn.click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=60_000)
    assert any(re.search(r"tfjs-backend-wasm.*\.wasm", address) for address in fetched)
    assert any("safetensors" in address for address in fetched)
    assert [address for address in fetched if re.search(r"onnx|ort-", address)] == []
    guess_when_it_comes(page)
    context.close()


def make_pictures(page: Page) -> None:
    page.get_by_role("link", name="Make your first project").click()
    page.get_by_label("What is it called?").fill("Pictures here")
    page.get_by_role("radio", name="Images").check()
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    for label in PETS:
        page.get_by_role("textbox", name="Add a label").fill(label)
        page.get_by_role("button", name="Add label").click()
        expect(bucket_of(page, label)).to_be_visible()


def guess_when_it_comes(page: Page) -> None:
    """After the page was loaded again, without its weights and then with them."""
    page.context.route("**/*.safetensors*", lambda route: route.abort())
    page.reload()
    trying = page.get_by_role("region", name="Try it")
    choose(trying, picture_files([3]))
    notices = page.get_by_role("region", name="Notices")
    expect(notices.get_by_text("Something that it needs does not answer.")).to_be_visible(timeout=PATIENCE)
    page.context.unroute("**/*.safetensors*")
    page.context.route("**/*.safetensors*", slowly)
    notices.get_by_role("button", name="Try again").click()
    expect(trying.get_by_text("Getting ready…")).to_be_visible()
    assert guessed(trying, "cats|dogs") == "cats"
    expect(trying.get_by_text("Getting ready…")).to_have_count(0)


def slowly(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()
