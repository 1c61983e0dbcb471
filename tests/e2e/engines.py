"""Three engines behind one small door: Chromium and Firefox through Playwright, WebKit through Selenium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Page, Playwright
from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What can wait for a better line does: most tests need no large file in the background.
    "--force-effective-connection-type=2G",
)
FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    # Asking to persist waits for an answer that nobody would give.
    "dom.storageManager.prompt.testing": True,
    "dom.storageManager.prompt.testing.allow": True,
    "app.normandy.enabled": False,
    "toolkit.telemetry.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
SCRIPT_SECONDS = 60
ANSWER = """
const [call, argument, done] = [...arguments];
const whenLoaded = () => new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else window.addEventListener("load", resolve);
});
whenLoaded().then(() => (0, eval)(`(${call})`)(JSON.parse(argument))).then(
  (answer) => done(JSON.stringify({ answer: answer ?? null })),
  (fault) => done(JSON.stringify({ fault: String(fault) })),
);
"""


class Tab(Protocol):
    """A page of some browser. `run` calls a function, given as text, with an argument that JSON can say."""

    def open(self, address: str) -> None: ...

    def run(self, function: str, argument: object = None) -> Any: ...


class PlaywrightTab:
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def run(self, function: str, argument: object = None) -> Any:
        return self.page.evaluate(function, argument)


class WebKitTab:
    def __init__(self, driver: WebKitGTK) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def run(self, function: str, argument: object = None) -> Any:
        told = json.loads(self.driver.execute_async_script(ANSWER, function, json.dumps(argument)))
        if "fault" in told:
            raise AssertionError(told["fault"])
        return told["answer"]


def chromium_path() -> str | None:
    return shutil.which("chromium")


def launch_chromium(playwright: Playwright, more: Sequence[str] = ()) -> Browser:
    return playwright.chromium.launch(
        executable_path=chromium_path(), args=[*CHROMIUM_OPTIONS, *more], chromium_sandbox=False
    )


def launch_firefox(
    playwright: Playwright, preferences: dict[str, str | float | bool] | None = None
) -> Browser:
    """Debian's own Firefox: it speaks WebDriver BiDi, which Playwright calls a channel."""
    return playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=shutil.which("firefox-esr"),
        firefox_user_prefs=preferences or FIREFOX_PREFERENCES,
    )


@contextmanager
def running_webkit() -> Iterator[WebKitTab]:
    """WebKit's own small browser on a screen that nobody sees. Its storage is that of a private window."""
    with _screen() as display:
        options = Options()
        options.binary_location = str(_mini_browser())
        options.add_argument("--automation")
        environment = os.environ | {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        driver = WebKitGTK(options=options, service=Service(_driver(), env=environment))
        driver.set_script_timeout(SCRIPT_SECONDS)
        try:
            yield WebKitTab(driver)
        finally:
            driver.quit()


@contextmanager
def _screen() -> Iterator[str]:
    """Xvfb takes a free number itself and says which."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def _mini_browser() -> Path:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    assert found, "WebKit is missing: run 'make browsers'."
    return found[-1]


def _driver() -> str:
    path = shutil.which("WebKitWebDriver")
    assert path, "WebKit's driver is missing: run 'make browsers'."
    return path
