from __future__ import annotations

from playwright.sync_api import CDPSession, Page


def most_memory(page: Page, devtools: CDPSession, call: str) -> float:
    """The most bytes that the page has in use while the asynchronous call goes on."""
    page.evaluate(
        f"() => {{ globalThis.done = false; {call}.finally(() => {{ globalThis.done = true; }}); }}"
    )
    most = 0.0
    while not page.evaluate("done"):
        devtools.send("HeapProfiler.collectGarbage")
        usage = devtools.send("Runtime.getHeapUsage")
        most = max(most, usage["usedSize"] + usage["backingStorageSize"])
    return most
