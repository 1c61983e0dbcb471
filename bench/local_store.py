"""R5, R6, R7 and growth: the store in the browser beside raw IndexedDB, in one run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench.measure import Result, median
from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.engines import CHROMIUM_OPTIONS
from tests.e2e.site import Site

EXAMPLES = 10_000
ROUNDS = 7
SINGLE_ADDS = 200
BURST_SECONDS = 60
PICTURES = 1000
SIZES = (10, 10_000, 100_000)


def measure(site: Site, browser: Browser) -> list[Result]:
    with bundle(site, browser, "bench") as (page, _):
        # The first round warms both up and is not counted.
        rounds = [page.evaluate(f"bench.bulkAdd({EXAMPLES})") for _ in range(ROUNDS + 1)][1:]
    bulk = {who: median([times[who] for times in rounds]) for who in ("ours", "raw")}
    with bundle(site, browser, "speed") as (page, _):
        single = page.evaluate(f"speed.singleAdds({SINGLE_ADDS})")
        burst = page.evaluate(f"speed.cameraBurst({BURST_SECONDS})")
        pictures = page.evaluate(f"speed.pictures({PICTURES}, {2 * ROUNDS + 1})")
    return [
        beside("R5", f"add {EXAMPLES:,} texts", bulk, 1.15),
        beside("R6", "add one text", single, 1.2),
        Result("R6", f"{burst['asked']} pictures, 10 a second: not stored", burst["missing"], 0, "pictures"),
        beside("R7", f"read {PICTURES:,} pictures", pictures, 1.2),
        *growth(site, browser),
    ]


def beside(name: str, what: str, times: dict[str, float], target: float) -> Result:
    told = f"{what}: {times['ours']:.1f} ms, raw {times['raw']:.1f} ms"
    return Result(name, told, times["ours"] / times["raw"], target, "times raw")


def growth(site: Site, browser: Browser) -> list[Result]:
    """What a page costs, and how much memory is in use after and during reading all, as a project grows."""
    costs, heaps = [], []
    with bundle(site, browser, "speed") as (page, devtools):
        for size in SIZES:
            page.evaluate(f"speed.growTo({size})")
            costs.append(page.evaluate("speed.pageCost(31)"))
            assert page.evaluate("speed.readAll()") == size
            heaps.append(megabytes_in_use(devtools))
    sizes = f"{SIZES[-1]:,} examples against {SIZES[0]}"
    return [
        Result("R7", f"a page of {sizes}: {costs[-1]:.1f} ms", costs[-1] / costs[0], 1.5, "times"),
        Result("R7", f"memory with {sizes}, more", heaps[-1] - heaps[0], 16, "MB"),
    ]


def megabytes_in_use(devtools: CDPSession) -> float:
    devtools.send("HeapProfiler.collectGarbage")
    used: dict[str, Any] = devtools.send("Runtime.getHeapUsage")
    return float(used["usedSize"]) / 1e6


@contextmanager
def bundle(site: Site, browser: Browser, name: str) -> Iterator[tuple[Page, CDPSession]]:
    """A page with `frontend/tests/browser/<name>.ts` in it. The browser has a profile on disk: the contexts of tests
    are private windows, which keep everything in memory, and there "strict" means nothing."""
    with TemporaryDirectory(prefix="mlforkids-bench-") as profile:
        context = browser.browser_type.launch_persistent_context(
            profile,
            executable_path=shutil.which("chromium"),
            args=CHROMIUM_OPTIONS,
            chromium_sandbox=False,
            base_url=site.address,
        )
        serve_bundle(context)
        page = context.new_page()
        open_bundle(page, name)
        yield page, context.new_cdp_session(page)
        context.close()
