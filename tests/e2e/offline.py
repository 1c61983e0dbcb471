"""A site that comes and goes, and what a browser keeps of it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, expect

from mlforkids.embedded import free_port
from tests.e2e.people import ClassAtWork
from tests.e2e.site import start_site, stop_site
from tests.e2e.test_journey import fill_project, make_project, train_and_try

COMPUTER = "On this computer"
WEBSITE = "On the website"
OFFLINE = "You are offline. Projects on the website are back when the line is."
OF_THE_BROWSER = "Failed to load resource"


KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request, { ignoreVary: true })).text();
      kept.push([name, new URL(request.url).pathname, text]);
    }
  }
  return kept;
}"""

ANSWERED_BY = """Object.fromEntries(performance.getEntriesByType("resource").map(
  (entry) => [new URL(entry.name).pathname, entry.workerFinalSourceType]))"""


class Line:
    """A site that can be stopped and started again, with another build if need be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.site = start_site(folder, self.port)
        self.runs = True

    def stop(self) -> None:
        if self.runs:
            stop_site(self.site)
        self.runs = False

    def start(self, build: Path | None = None) -> None:
        named = {"FRONTEND_BUILD": str(build)} if build else {}
        self.site = start_site(self.folder, self.port, named)
        self.runs = True


def errors_of(page: Page) -> list[str]:
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(OF_THE_BROWSER):
            errors.append(message.text)

    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", note)
    return errors


def wait_until_kept(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    wait_until(page, "navigator.serviceWorker.controller !== null")


def wait_until(page: Page, condition: str) -> None:
    """Playwright's own way evaluates text in the page, which its policy does not let it."""
    page.evaluate(f"async () => {{ while (!({condition})) await new Promise(go => setTimeout(go, 50)); }}")


def expect_offline_list(page: Page) -> None:
    expect(page.get_by_role("heading", name="Your projects")).to_be_visible()
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    expect(page.get_by_role("banner").get_by_text("Offline", exact=True)).to_be_visible()


def walk_offline(page: Page) -> None:
    """Make, add, train, guess; all of it is there again after loading the page anew, and goes into a file."""
    make_project(page, COMPUTER, "Far away", lambda _: None)
    fill_project(page, lambda _: None)
    train_and_try(page, lambda _: None)
    page.reload()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible()
    page.get_by_label("Write something new.").fill("Will it rain on our picnic?")
    page.get_by_role("button", name="Guess", exact=True).click()
    expect(page.locator(".guess__sentence")).to_contain_text("weather")
    page.get_by_role("link", name="Projects", exact=True).click()
    expect(page.get_by_role("article", name="Far away")).to_contain_text("of 4 right")
    expect(page.get_by_text(OFFLINE)).to_be_visible()
    page.get_by_role("button", name="More for Far away").click()
    page.get_by_role("button", name="Save to a file").click()
    expect(page.get_by_role("region", name="Notices")).to_contain_text("Far away is in a file now.")


def signs_in_over(page: Page, at_work: ClassAtWork, name: str) -> None:
    """Sign in while somebody is signed in."""
    page.goto(f"/join/{at_work.code.replace(' ', '')}/")
    page.get_by_role("link", name=name).click()
    for picture in at_work.pictures[name]:
        page.get_by_role("button", name=picture, exact=True).click()
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Your projects")).to_be_visible()


def files_of(page: Page) -> list[str]:
    """The paths of the scripts and styles that the page has loaded."""
    found = page.evaluate(
        "performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)"
    )
    return sorted({path for path in found if re.search(r"/static/assets/.*\.(js|css)$", path)})


def scripts(paths: list[str]) -> list[str]:
    return [path for path in paths if re.search(r"/workshop-[\w-]+\.js$", path)]
