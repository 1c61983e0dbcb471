"""R15: a project file, against reading the same objects from the same store into a stored zip; and its memory."""

from __future__ import annotations

from playwright.sync_api import Browser

from bench.measure import Result, median
from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.memory import most_memory
from tests.e2e.site import Site

TEXTS = 10_000
MANY = 100_000
ROUNDS = 5
MEGABYTE = 1_000_000


def measure(site: Site, browser: Browser) -> list[Result]:
    context = browser.new_context(base_url=site.address)
    serve_bundle(context)
    page = context.new_page()
    open_bundle(page, "benchFiles")
    page.evaluate(f"benchFiles.fill({TEXTS})")
    # The first round warms both up and is not counted.
    rounds = [page.evaluate("benchFiles.round()") for _ in range(ROUNDS + 1)][1:]
    page.evaluate(f"benchFiles.fill({MANY})")
    devtools = context.new_cdp_session(page)
    most = {what: most_memory(page, devtools, f"benchFiles.{what}()") / MEGABYTE for what in ("save", "open")}
    context.close()
    ours = median([times["ours"] for times in rounds])
    raw = median([times["raw"] for times in rounds])
    what = f"save {TEXTS:,} texts to a file: {ours:.0f} ms, stored zip {raw:.0f} ms"
    return [
        Result("R15", what, ours / raw, 1.5, "times stored"),
        Result("R15", f"save {MANY:,} texts to a file, memory in use", most["save"], 64, "MB"),
        Result("R15", f"open a file of {MANY:,} texts, memory in use", most["open"], 64, "MB"),
    ]
