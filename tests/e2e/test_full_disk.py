"""T1: a browser whose disk is full loses nothing that it has acknowledged, says so, and goes on when there is room."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page

from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.site import Site

QUOTA_BYTES = 2_000_000
SINGLE, BULK = 60, 300


def test_nothing_acknowledged_is_lost(context: BrowserContext, page: Page, site: Site) -> None:
    serve_bundle(context)
    open_bundle(page, "full")
    devtools = context.new_cdp_session(page)
    full = {"origin": site.address, "quotaSize": QUOTA_BYTES}
    devtools.send("Storage.overrideQuotaForOrigin", full)
    told = page.evaluate(f"full.fill({SINGLE}, {BULK})")
    assert set(told["problems"]) == {"quota_full"}
    assert len(told["stored"]) >= SINGLE

    open_bundle(page, "full")
    there = page.evaluate("project => full.look(project)", told["project"])
    assert there == {"ids": told["stored"], "counted": len(told["stored"])}

    devtools.send("Storage.overrideQuotaForOrigin", {"origin": site.address})
    assert page.evaluate("project => full.goOn(project)", told["project"]) == len(told["stored"]) + 1
