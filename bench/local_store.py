"""R5: bulk add of 10,000 texts in this browser, against one raw strict transaction of the same records."""

from __future__ import annotations

from playwright.sync_api import Browser

from bench.measure import Result, median
from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.site import Site

EXAMPLES = 10_000
ROUNDS = 7


def measure(site: Site, browser: Browser) -> list[Result]:
    context = browser.new_context(base_url=site.address)
    serve_bundle(context)
    page = context.new_page()
    open_bundle(page, "bench")
    # The first round warms both up and is not counted.
    rounds = [page.evaluate(f"bench.bulkAdd({EXAMPLES})") for _ in range(ROUNDS + 1)][1:]
    context.close()
    ours = median([times["ours"] for times in rounds])
    raw = median([times["raw"] for times in rounds])
    what = f"add {EXAMPLES:,} texts: {ours:.0f} ms, raw {raw:.0f} ms"
    return [Result("R5", what, ours / raw, 1.15, "times raw")]
