"""R5: bulk add of 10,000 texts in this browser, against one raw strict transaction of the same records."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import Browser

from bench.measure import Result, median
from tests.e2e.site import Site

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
EXAMPLES = 10_000
ROUNDS = 7


def measure(site: Site, browser: Browser) -> list[Result]:
    subprocess.run(["npx", "vite", "build", "--config", "vite.contract.config.ts"], cwd=FRONTEND, check=True)
    page = browser.new_page(base_url=site.address)
    page.goto("/")
    page.evaluate((FRONTEND / ".build" / "bench.js").read_text())
    # The first round warms both up and is not counted.
    rounds = [page.evaluate(f"bench.bulkAdd({EXAMPLES})") for _ in range(ROUNDS + 1)][1:]
    page.close()
    ours = median([times["ours"] for times in rounds])
    raw = median([times["raw"] for times in rounds])
    what = f"add {EXAMPLES:,} texts: {ours:.0f} ms, raw {raw:.0f} ms"
    return [Result("R5", what, ours / raw, 1.15, "times raw")]
