"""How long work holds a page: in time of the processor, which a busy machine hardly makes longer, beside that of some
fixed work on the same page, since machines differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

CATEGORIES = ["toplevel", "blink.user_timing"]
TASK = "ThreadControllerImpl::RunTask"
MARK = "yardstick"
WORK = f"""() => {{
    performance.mark("{MARK}");
    let sum = 0;
    for (let at = 1; at < 4e7; at++) sum += Math.sqrt(at) / at;
    return sum;
}}"""
"""It holds the page for 100 ms on the machine whose figures the documents tell."""


@dataclass
class Held:
    """Milliseconds of the processor: what held the page longest, and the fixed piece of work."""

    longest: float = 0
    yardstick: float = 0


@contextmanager
def holding(browser: Browser, page: Page) -> Iterator[Held]:
    """Is filled in when the block ends. Chromium only."""
    held = Held()
    browser.start_tracing(page=page, categories=CATEGORIES)
    yield held
    page.evaluate(WORK)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    mark = next(event for event in events if event["name"] == MARK)
    # One that had not ended when the trace was taken has no duration.
    ended = [event for event in events if event["name"] == TASK and "dur" in event]
    tasks = [event for event in ended if _thread(event) == _thread(mark)]
    work = next(task for task in tasks if task["ts"] <= mark["ts"] <= task["ts"] + task["dur"])
    held.yardstick = work["tdur"] / 1000
    # Those that took no time at all say nothing.
    held.longest = max(task.get("tdur", 0) for task in tasks if task is not work) / 1000


def _thread(event: dict[str, Any]) -> tuple[int, int]:
    return event["pid"], event["tid"]
