"""`make bench`: every speed beside its yardstick, in one run on one machine; prints a table, writes results.json."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import (
    heads,
    local_store,
    pages,
    project_files,
    training,
    uploads,
    website_examples,
    website_files,
)
from bench.measure import Result
from tests.e2e.engines import launch_chromium
from tests.e2e.site import Site, running_site

BENCHMARKS: tuple[Callable[[Site, Browser], list[Result]], ...] = (
    heads.measure,
    local_store.measure,
    pages.measure,
    project_files.measure,
    training.measure,
    uploads.measure,
    website_examples.measure,
    website_files.measure,
)


def main() -> None:
    with running_site() as site, sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        results = [result for benchmark in BENCHMARKS for result in benchmark(site, browser)]
        browser.close()
    for result in results:
        print(result.line())
    report = {"machine": platform.platform(), "python": platform.python_version()}
    path = Path(__file__).with_name("results.json")
    path.write_text(json.dumps({**report, "results": [vars(result) for result in results]}, indent=1) + "\n")


if __name__ == "__main__":
    main()
