"""`make bench`: every speed beside its yardstick, in one run on one machine; prints a table, writes results.json."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import (
    first_lesson,
    guesses,
    heads,
    local_store,
    pages,
    project_files,
    queue,
    training,
    uploads,
    website_examples,
    website_files,
)
from bench.measure import Result
from tests.e2e.engines import launch_chromium
from tests.e2e.site import Site, running_site

BENCHMARKS: tuple[Callable[[Site, Browser], list[Result]], ...] = (
    first_lesson.measure,
    guesses.measure,
    heads.measure,
    local_store.measure,
    pages.measure,
    project_files.measure,
    queue.measure,
    training.measure,
    uploads.measure,
    website_examples.measure,
    website_files.measure,
)


def main() -> None:
    results = list(measured())
    report = {"machine": platform.platform(), "python": platform.python_version()}
    path = Path(__file__).with_name("results.json")
    path.write_text(json.dumps({**report, "results": [vars(result) for result in results]}, indent=1) + "\n")


def measured() -> Iterator[Result]:
    """Each benchmark on a fresh site, said as soon as it is known."""
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        for benchmark in BENCHMARKS:
            with running_site() as site:
                for result in benchmark(site, browser):
                    print(result.line(), flush=True)
                    yield result
        browser.close()


if __name__ == "__main__":
    main()
