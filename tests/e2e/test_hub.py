"""Frames of other origins reach the stores of the open project, in three engines, and get nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import playwright as playwright_package
import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.e2e.bundle import address_of
from tests.e2e.engines import CHROMIUM_OPTIONS, Tab
from tests.e2e.test_contract_in_browsers import ALL, ON_COMPUTER

SCRATCH, EVIL = "scratch.ml4k.localhost", "evil.localhost"
TWENTY_MEGABYTES = 20_000_000


@pytest.fixture(scope="module")
def page_with_frames(tab: Tab, bundle_port: int) -> Tab:
    tab.open(address_of(bundle_port, "hub"))
    return tab


@pytest.fixture(scope="module")
def guest(bundle_port: int) -> str:
    return address_of(bundle_port, "guest", SCRATCH)


@pytest.mark.parametrize("name", ON_COMPUTER)
def test_the_contract_through_a_frame(name: str, page_with_frames: Tab, guest: str) -> None:
    assert page_with_frames.run("hub.walk", {"one": ALL[name], "guest": guest}) is None


@pytest.mark.parametrize("name", [name for name in ON_COMPUTER if name.startswith("works")])
def test_one_origin_for_everything_works_too(name: str, page_with_frames: Tab, bundle_port: int) -> None:
    guest = address_of(bundle_port, "guest")
    assert page_with_frames.run("hub.walk", {"one": ALL[name], "guest": guest}) is None


@pytest.mark.parametrize(
    ("does", "made", "welcomes"),
    [
        ("repeat", True, 1),  # a handshake that is said again
        ("repeat", False, 0),  # a frame that the page did not make
        ("nest", True, 0),  # a frame in a frame, that asks the page
        ("wander", True, 0),  # a frame that has gone to another origin
    ],
)
def test_only_the_frame_itself_gets_a_port_and_only_once(
    does: str, made: bool, welcomes: int, page_with_frames: Tab, guest: str, bundle_port: int
) -> None:
    elsewhere = address_of(bundle_port, "guest", EVIL)
    said = {"guest": guest, "does": does, "made": made, "elsewhere": elsewhere}
    assert page_with_frames.run("hub.meet", said) == {"welcomes": welcomes}


def test_no_frame_is_made_of_an_origin_that_is_not_on_the_list(page_with_frames: Tab, guest: str) -> None:
    assert page_with_frames.run("hub.refusal", guest) == "not_allowed"
    assert page_with_frames.run("hub.refusal", "http://scratch.ml4k.localhost.evil.example/") == "not_allowed"
    assert page_with_frames.run("hub.refusal", "javascript:alert(1)") == "not_allowed"
    assert page_with_frames.run("hub.refusal", "http://scratch.ml4k.localhost/") is None


def test_twenty_megabytes_pass_without_being_copied(page_with_frames: Tab, guest: str) -> None:
    found = page_with_frames.run("hub.weigh", {"guest": guest, "bytes": TWENTY_MEGABYTES})
    assert found["byteLength"] == TWENTY_MEGABYTES
    assert max(found["down"], found["up"]) < 5_000


def test_a_guest_takes_no_port_from_a_page_that_is_not_the_main_one(
    page_with_frames: Tab, guest: str, bundle_port: int
) -> None:
    page_with_frames.open(address_of(bundle_port, "hub", EVIL))
    main = f"http://app.ml4k.localhost:{bundle_port}"
    try:
        assert page_with_frames.run("hub.pretend", {"guest": guest, "main": main}) is False
    finally:
        page_with_frames.open(address_of(bundle_port, "hub"))


@pytest.fixture(scope="module")
def partitioned(playwright: Playwright) -> Iterator[BrowserContext]:
    """Chromium as people have it: what frames of other sites store is kept apart, which Playwright would switch off."""
    library = Path(playwright_package.__file__).parent / "driver/package/lib/coreBundle.js"
    listed = library.read_text().partition("disabledFeatures = [")[2].partition("].filter")[0]
    features = re.findall(r'"(\w+)"', listed)
    kept = [feature for feature in features if feature != "ThirdPartyStoragePartitioning"]
    assert len(kept) < len(features)
    with TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path="/usr/bin/chromium",
            chromium_sandbox=False,
            ignore_default_args=[f"--disable-features={','.join(features)}"],
            args=[*CHROMIUM_OPTIONS, f"--disable-features={','.join(kept)}"],
        )
        yield context
        context.close()


STORE = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("kept apart");
  asked.onsuccess = () => resolve();
  asked.onerror = () => reject(asked.error);
})"""
PUT_FRAME = """address => {
  document.body.append(Object.assign(document.createElement("iframe"), { src: address }));
}"""
STORED = "async () => (await indexedDB.databases()).map(({ name }) => name)"


def test_storage_really_is_apart(partitioned: BrowserContext, bundle_port: int) -> None:
    page = partitioned.new_page()
    page.goto(address_of(bundle_port, "guest", EVIL))
    page.evaluate(STORE)
    assert page.evaluate(STORED) == ["kept apart"]
    page.goto(address_of(bundle_port, "hub"))
    page.evaluate(PUT_FRAME, address_of(bundle_port, "guest", EVIL))
    frame = page.frame_locator("iframe").locator("body")
    assert frame.evaluate(STORED) == []


def test_a_frame_whose_storage_is_apart_reaches_the_project_all_the_same(
    partitioned: BrowserContext, bundle_port: int
) -> None:
    page = partitioned.new_page()
    page.goto(address_of(bundle_port, "hub"))
    names = [name for name in ON_COMPUTER if name.startswith(("examples", "works"))][:20]
    for host in (SCRATCH, EVIL):
        guest = address_of(bundle_port, "guest", host)
        for name in names:
            assert page.evaluate("hub.walk", {"one": ALL[name], "guest": guest}) is None
