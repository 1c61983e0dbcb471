"""T5: connections that die or never answer, in three engines. T6: browsers that keep nothing, or not for long."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.e2e.bundle import address_of
from tests.e2e.engines import CHROMIUM_OPTIONS, FIREFOX_PREFERENCES, Tab, launch_firefox

LONGEST_MILLISECONDS = 3000


@pytest.fixture
def faults(tab: Tab, bundle_port: int) -> Tab:
    """A fresh page for every test: some of them break things."""
    tab.open(address_of(bundle_port, "faults"))
    return tab


@pytest.mark.parametrize("fault", ["close", "invalid", "unknown", "silent", "shut"])
def test_one_more_try_stores_everything_once(fault: str, faults: Tab) -> None:
    told = faults.run("fault => faults.meet(fault)", fault)
    assert told["outcome"] == "stored"
    assert told["texts"] == ["one", "two", "three"]
    assert told["counted"] == 3
    assert told["connections"] == 1
    assert told["milliseconds"] < LONGEST_MILLISECONDS


def test_what_never_ends_is_said_in_time_and_tried_again_when_it_has_ended(faults: Tab) -> None:
    told = faults.run("() => faults.standInTheWay()")
    assert told["first"] == "no_answer"
    assert told["milliseconds"] < LONGEST_MILLISECONDS
    assert told["then"] == "stored 1"


HEALTH = "() => faults.health()"


def test_a_private_window_keeps_things_and_says_what_it_knows(
    faults: Tab, request: pytest.FixtureRequest
) -> None:
    """Chromium's contexts here and WebKit's sessions are private windows; WebKit's keep no Blobs and say little."""
    is_webkit = request.node.callspec.params["tab"] == "webkit"
    health = faults.run(HEALTH)
    assert health["reason"] is None
    assert health["blobs"] is not is_webkit
    assert health["persisted"] is (None if is_webkit else False)
    assert (health["quota"] is None) is is_webkit


def test_a_private_window_of_firefox(playwright: Playwright, bundle_port: int) -> None:
    with firefox_with(playwright, {"browser.privatebrowsing.autostart": True}) as page:
        page.goto(address_of(bundle_port, "faults"))
        assert page.evaluate(HEALTH)["reason"] is None
        assert page.evaluate("faults.meet('close')")["texts"] == ["one", "two", "three"]


def test_storage_that_is_blocked_is_called_so(
    tmp_path: Path, playwright: Playwright, bundle_port: int
) -> None:
    blocked = {"default_content_setting_values": {"cookies": 2}}
    with chromium_with(tmp_path, playwright, blocked) as page:
        assert_blocked(page, bundle_port)
    with firefox_with(playwright, {"network.cookie.cookieBehavior": 2}) as page:
        assert_blocked(page, bundle_port)


def assert_blocked(page: Page, port: int) -> None:
    page.goto(address_of(port, "faults"))
    assert page.evaluate("faults.firstAnswer()") == "blocked"
    health = page.evaluate(HEALTH)
    assert (health["reason"], health["blobs"], health["persisted"]) == ("blocked", None, False)


@pytest.mark.parametrize("answer", [True, False])
def test_whether_it_persists_is_told_as_it_is_and_everything_works(
    answer: bool, playwright: Playwright, bundle_port: int
) -> None:
    with firefox_with(playwright, {"dom.storageManager.prompt.testing.allow": answer}) as page:
        page.goto(address_of(bundle_port, "faults"))
        assert page.evaluate("faults.askToPersist()") is answer
        assert page.evaluate(HEALTH)["persisted"] is answer
        assert page.evaluate("faults.meet('close')")["outcome"] == "stored"


@contextmanager
def chromium_with(profile: Path, playwright: Playwright, preferences: Mapping[str, object]) -> Iterator[Page]:
    """A Chromium whose profile says this already."""
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps({"profile": preferences}))
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS, chromium_sandbox=False
    )
    yield context.new_page()
    context.close()


@contextmanager
def firefox_with(playwright: Playwright, preferences: dict[str, str | float | bool]) -> Iterator[Page]:
    browser = launch_firefox(playwright, FIREFOX_PREFERENCES | preferences)
    yield browser.new_page()
    browser.close()
