"""The site's own frames, at the origin that they have for themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from tests.e2e.bundle import FOLDER, serve_bundle
from tests.e2e.people import make_class
from tests.e2e.site import Site

USE = """async () => {
  const { project, stores } = await mlforkids.open;
  const { labels } = (await stores.projects.get(project)).project;
  const id = (n) => `01930000-0000-7000-8000-00000000000${n}`;
  const example = { id: id(1), labelId: labels[0].id, data: { text: "it purrs" } };
  await stores.examples.add(project, [example]);
  const texts = [];
  for await (const { data } of stores.examples.read(project)) texts.push(data.text);
  const work = { id: id(2), kind: "scratch", name: "Cat game", file: new Blob(["stage"]) };
  await stores.works.save(project, work, 0);
  const file = await (await stores.works.get(project, id(2))).file.text();
  const refused = await stores.projects.all().catch(({ code }) => code);
  return { project, texts, file, refused, cookies: document.cookie, secure: isSecureContext };
}"""
LOAD = """(src) => new Promise((onload, onerror) => {
  document.head.append(Object.assign(document.createElement("script"), { type: "module", src, onload, onerror }));
}).then(() => undefined)"""
PUT_FRAME = """(address) => new Promise((resolve) => {
  const frame = Object.assign(document.createElement("iframe"), { src: address });
  frame.addEventListener("load", resolve);
  document.body.append(frame);
})"""


@pytest.fixture
def frames(site: Site) -> str:
    return site.address.replace("//app.", "//scratch.")


def frame_of(page: Page, origin: str) -> Frame:
    return next(frame for frame in page.frames if frame.url.startswith(origin))


def test_a_frame_works_in_the_open_project_and_knows_nobody(
    context: BrowserContext, site: Site, frames: str, sign_in: Callable[[BrowserContext, str], None]
) -> None:
    sign_in(context, student_of(context, site))
    serve_bundle(context)
    page = context.new_page()
    page.goto("/workshop/")
    page.evaluate(LOAD, f"{FOLDER}hub.js")
    with page.expect_event("framenavigated", lambda frame: frame.url.startswith(f"{frames}/frames/")):
        project = page.evaluate("hub.show()")
    expect(page.get_by_title("Scratch")).to_have_count(1)
    frame = frame_of(page, f"{frames}/frames/")
    frame.wait_for_load_state()
    found = frame.evaluate(USE)
    assert found == {
        "project": project,
        "texts": ["it purrs"],
        "file": "stage",
        "refused": "not_allowed",
        "cookies": "",
        "secure": True,
    }
    assert context.cookies(frames) == []


def student_of(context: BrowserContext, site: Site) -> str:
    page = context.browser.new_page(base_url=site.address) if context.browser else context.new_page()
    make_class(page, site, "fran@school.example", ["Frida"])
    page.close()
    return "Frida"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/", "/workshop/"),
        ("/frames/", "/workshop/"),
        (
            "/frames/#/workshop/0190d2a4/train",
            "/workshop/0190d2a4/train",
        ),
        ("/frames/#//evil.example/", "/workshop/"),
        ("/frames/#/workshop/../accounts/", "/workshop/"),
    ],
)
def test_a_frame_opened_on_its_own_leads_to_its_place(
    address: str, place: str, page: Page, site: Site, frames: str
) -> None:
    page.route(f"{site.address}/**", lambda route: route.fulfill(body="here"))
    page.goto(frames + address)
    page.wait_for_url(site.address + place)


def test_our_pages_show_frames_of_its_list_and_no_others(page: Page, frames: str) -> None:
    page.goto("/")
    blocked: list[str] = []
    page.on("console", lambda said: blocked.append(said.text) if "Content Security" in said.text else None)
    page.evaluate(PUT_FRAME, f"{frames}/frames/")
    assert frame_of(page, f"{frames}/frames/").evaluate("typeof mlforkids.open") == "object"
    assert blocked == []
    page.evaluate(PUT_FRAME, frames.replace("//scratch.", "//evil."))
    assert len(blocked) == 1


def test_nobody_else_may_have_our_frames(context: BrowserContext, frames: str) -> None:
    host = urlsplit(frames).netloc.replace("scratch", "evil")
    context.route(f"http://{host}/", lambda route: route.fulfill(content_type="text/html", body="<body>"))
    page = context.new_page()
    page.goto(f"http://{host}/")
    page.evaluate(PUT_FRAME, f"{frames}/frames/")
    assert [frame.url for frame in page.frames if re.match(frames, frame.url)] == []
