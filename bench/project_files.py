"""R15: a project file, against reading the same objects from the same store into a stored zip; and its memory."""

from __future__ import annotations

from playwright.sync_api import Browser, CDPSession, Page

from bench.measure import Result, median
from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.memory import most_memory
from tests.e2e.site import Site

TEXTS = 10_000
MANY = 100_000
PICTURES = 2000
ROUNDS = 5
MEGABYTE = 1_000_000


def measure(site: Site, browser: Browser) -> list[Result]:
    context = browser.new_context(base_url=site.address)
    serve_bundle(context)
    page = context.new_page()
    open_bundle(page, "benchFiles")
    devtools = context.new_cdp_session(page)
    page.evaluate(f"benchFiles.fill({TEXTS})")
    texts = speed(page, f"{TEXTS:,} texts")
    page.evaluate(f"benchFiles.fill({MANY})")
    of_texts = memory(page, devtools, f"{MANY:,} texts")
    page.evaluate(f"benchFiles.fillWithPictures({PICTURES})")
    pictures = speed(page, f"{PICTURES:,} pictures")
    of_pictures = memory(page, devtools, f"{PICTURES:,} pictures")
    context.close()
    return [texts, pictures, *of_texts, *of_pictures]


def speed(page: Page, what: str) -> Result:
    # The first round warms both up and is not counted.
    rounds = [page.evaluate("benchFiles.round()") for _ in range(ROUNDS + 1)][1:]
    ours = median([times["ours"] for times in rounds])
    raw = median([times["raw"] for times in rounds])
    told = f"save {what} to a file: {ours:.0f} ms, stored zip {raw:.0f} ms"
    return Result("R15", told, ours / raw, 1.5, "times stored")


def memory(page: Page, devtools: CDPSession, what: str) -> list[Result]:
    most = {verb: most_memory(page, devtools, f"benchFiles.{verb}()") / MEGABYTE for verb in ("save", "open")}
    return [
        Result("R15", f"save {what} to a file, memory in use", most["save"], 64, "MB"),
        Result("R15", f"open a file of {what}, memory in use", most["open"], 64, "MB"),
    ]
