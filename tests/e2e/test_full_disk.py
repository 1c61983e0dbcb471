"""T1: a browser whose disk is full loses nothing that it has acknowledged, says so, and goes on when there is room."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.site import Site

QUOTA_BYTES = 2_000_000
SINGLE, BULK = 60, 300


@pytest.mark.parametrize(("kind", "bulk"), [("text", BULK), ("images", BULK // 10)])
def test_nothing_acknowledged_is_lost(
    kind: str, bulk: int, context: BrowserContext, page: Page, site: Site
) -> None:
    serve_bundle(context)
    open_bundle(page, "full")
    devtools = context.new_cdp_session(page)
    full = {"origin": site.address, "quotaSize": QUOTA_BYTES}
    devtools.send("Storage.overrideQuotaForOrigin", full)
    told = page.evaluate("told => full.fill(...told)", [kind, SINGLE, bulk])
    assert set(told["problems"]) == {"quota_full"}
    assert sum(told["calls"].values()) == SINGLE + bulk + SINGLE
    assert told["calls"]["done"] >= SINGLE

    open_bundle(page, "full")
    there = page.evaluate("project => full.look(project)", told["project"])
    assert there == {"ids": told["stored"], "counted": len(told["stored"])}

    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.address})
    assert page.evaluate("project => full.goOn(project)", told["project"]) == len(told["stored"]) + 1


def too_much() -> str:
    """Lines that cannot be compressed much, of more bytes together than there is room for."""
    chance = random.Random(1)
    return "\n".join(chance.randbytes(500).hex() for _ in range(BULK))


def test_the_page_says_so_and_works_on(
    context: BrowserContext, page: Page, site: Site, sign_in: Callable[[BrowserContext, str], None]
) -> None:
    sign_in(context, "Ada")
    devtools = context.new_cdp_session(page)
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.address, "quotaSize": QUOTA_BYTES // 10})
    page.goto("/workshop/new")
    page.get_by_label("What is it called?").fill("Much too much")
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    page.get_by_role("textbox", name="Add a label").fill("long")
    page.get_by_role("button", name="Add label").click()
    bucket = page.get_by_role("region", name="long")
    page.get_by_role("button", name="Paste a list for long").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Put one example on each line.").fill(too_much())
    dialog.get_by_role("button", name=f"Add {BULK} examples").click()
    expect(page.get_by_text("This computer is full.").first).to_be_visible()
    page.keyboard.press("Escape")

    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.address})
    typed = page.get_by_label("New example for long")
    typed.fill("Now there is room.")
    typed.press("Enter")
    expect(bucket.get_by_text("Now there is room.")).to_be_visible()
    bucket.get_by_role("button", name="Try again").click()
    expect(bucket.get_by_text(f"{BULK + 1} examples")).to_be_visible()
    page.reload()
    expect(bucket.get_by_text(f"{BULK + 1} examples")).to_be_visible()
