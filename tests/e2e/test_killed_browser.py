"""T2: a browser that is killed in a burst of adds has everything that it acknowledged, and nothing by halves."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.e2e.bundle import address_of
from tests.e2e.engines import CHROMIUM_OPTIONS

KILLS = 50 if os.environ.get("PROOF") else 3
SEED = int(os.environ.get("SEED", random.randrange(10_000)))
ENDPOINT = re.compile(r"DevTools listening on (\S+)")


@contextmanager
def chromium_on(profile: Path, playwright: Playwright) -> Iterator[Page]:
    """A Chromium of its own with this profile, killed with all its processes when the block ends."""
    command = [
        str(shutil.which("chromium")),
        *("--headless=new", *CHROMIUM_OPTIONS, "--remote-debugging-port=0", f"--user-data-dir={profile}"),
        "about:blank",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr
    try:
        found = next(match for line in process.stderr if (match := ENDPOINT.search(line)))
        browser = playwright.chromium.connect_over_cdp(found[1])
        yield browser.contexts[0].new_page()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stderr.close()


@pytest.mark.parametrize("kind", ["text", "images"])
def test_nothing_acknowledged_is_lost_and_nothing_is_half_there(
    kind: str, tmp_path: Path, playwright: Playwright, bundle_port: int
) -> None:
    chance = random.Random(SEED)
    print(f"SEED={SEED}")  # noqa: T201 - to do the same again
    acknowledged: list[str] = []
    project = ""
    for kill in range(KILLS):
        with burst_page(tmp_path, playwright, bundle_port) as page:
            page.expose_function("acknowledged", lambda ids: acknowledged.extend(ids))
            if kill == 0:
                project = page.evaluate("kind => burst.begin(kind)", kind)
            check(page, project, acknowledged)
            page.evaluate("project => void burst.burst(project)", project)
            page.wait_for_timeout(chance.uniform(20, 800))
    with burst_page(tmp_path, playwright, bundle_port) as page:
        check(page, project, acknowledged)
    assert len(acknowledged) > KILLS


def test_half_a_record_at_the_end_of_the_log_costs_nothing(
    tmp_path: Path, playwright: Playwright, bundle_port: int
) -> None:
    """A kill between the header and the body of a record, which chance brings about once in some dozens of kills."""
    with burst_page(tmp_path, playwright, bundle_port) as page:
        project = page.evaluate("burst.begin('text')")
        acknowledged = [page.evaluate("project => burst.addOne(project)", project)]
    tear_log(tmp_path)
    for _ in range(2):
        with burst_page(tmp_path, playwright, bundle_port) as page:
            check(page, project, acknowledged)
            acknowledged.append(page.evaluate("project => burst.addOne(project)", project))
    with burst_page(tmp_path, playwright, bundle_port) as page:
        check(page, project, acknowledged)


@contextmanager
def burst_page(profile: Path, playwright: Playwright, port: int) -> Iterator[Page]:
    """With a new log for its database, which every page of the site sees to when it is opened."""
    with chromium_on(profile, playwright) as page:
        page.goto(address_of(port, "burst"))
        page.evaluate("burst.renew()")
        yield page


def tear_log(profile: Path) -> None:
    """Ends LevelDB's log with the header of a record of 869 bytes: its checksum, its length, and that it is whole."""
    logs = (profile / "Default" / "IndexedDB").glob("*.leveldb/*.log")
    with max(logs, key=lambda log: log.name).open("ab") as log:
        log.write(struct.pack("<IHB", 0x1234ABCD, 869, 1))


def check(page: Page, project: str, acknowledged: list[str]) -> None:
    found = page.evaluate("project => burst.look(project)", project)
    assert set(acknowledged) <= set(found["ids"])
    assert found["counted"] == len(found["ids"]) == len(set(found["ids"]))
    assert (found["halves"], found["damaged"], found["strays"]) == (0, 0, 0)
