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
# Single rounds of it differ by a third.
BULK_ROUNDS = 15
SINGLE_ADDS = 200
BURST_SECONDS = 60
PICTURES = 1000
MANY = 100_000
# Projects of so many examples have two labels, and a page of them shows so many of one label.
SHOWN = {10: 5, 110: 50}
PAGE_ROUNDS = 31


def measure(site: Site, browser: Browser) -> list[Result]:
    with bundle(site, browser, "bench") as (page, _):
        # The first round warms both up and is not counted.
        rounds = [page.evaluate(f"bench.bulkAdd({EXAMPLES})") for _ in range(BULK_ROUNDS + 1)][1:]
    with bundle(site, browser, "speed") as (page, _):
        # The first round warms both up and is not counted.
        singles = [page.evaluate(f"speed.singleAdds({SINGLE_ADDS})") for _ in range(ROUNDS + 1)][1:]
        burst = page.evaluate(f"speed.cameraBurst({BURST_SECONDS})")
        pictures = page.evaluate(f"speed.pictures({PICTURES}, {2 * ROUNDS + 1})")
    return [
        beside("R5", f"add {EXAMPLES:,} texts", rounds, 1.15),
        beside("R6", "add one text", singles, 1.2),
        Result("R6", f"{burst['asked']} pictures, 10 a second: not stored", burst["missing"], 0, "pictures"),
        beside("R7", f"read {PICTURES:,} pictures", [pictures], 1.2),
        *growth(site, browser),
    ]


def beside(name: str, what: str, rounds: list[dict[str, float]], target: float) -> Result:
    """The median of what the rounds say: a machine that is busy for a while is so for both of a round."""
    ours, raw = (median([times[who] for times in rounds]) for who in ("ours", "raw"))
    ratio = median([times["ours"] / times["raw"] for times in rounds])
    return Result(name, f"{what}: {ours:.2f} ms, raw {raw:.2f} ms", ratio, target, "times raw")


def growth(site: Site, browser: Browser) -> list[Result]:
    """What a page of a large project costs beside one of a small project that shows as many examples, and how much more
    memory is in use after all of the large one was read."""
    results, heaps = [], []
    with bundle(site, browser, "speed") as (page, devtools):
        for size in (*SHOWN, MANY):
            page.evaluate(f"speed.grow({size})")
            assert page.evaluate(f"speed.readAll({size})") == size
            heaps.append(megabytes_in_use(devtools))
        for few, shown in SHOWN.items():
            costs = page.evaluate(f"speed.pages({few}, {MANY}, {shown}, {PAGE_ROUNDS})")
            told = f"{shown} of {MANY:,} examples: {costs['many']:.2f} ms, of {few} {costs['few']:.2f} ms"
            results.append(Result("R7", told, costs["many"] / costs["few"], 1.5, "times"))
    sizes = f"{MANY:,} examples against {min(SHOWN)}"
    return [*results, Result("R7", f"memory with {sizes}, more", heaps[-1] - heaps[0], 16, "MB")]


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
