"""R11: the first page, then the workshop, on a slow line (1.6 Mbit/s, 150 ms) and a slow computer (4 times slower)."""

from __future__ import annotations

from playwright.sync_api import Browser, CDPSession, Page

from bench.measure import Result, median
from tests.e2e.site import Site
from tests.e2e.traffic import Traffic

ROUNDS = 5
QUIET_MILLISECONDS = 3000
OBSERVE = """
window.seen = {lcp: 0, cls: 0, fcp: 0, tasks: []};
new PerformanceObserver(l => { for (const e of l.getEntries()) seen.lcp = e.startTime; })
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) seen.cls += e.value; })
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver(l => { for (const e of l.getEntriesByName("first-contentful-paint")) seen.fcp = e.startTime; })
  .observe({type: "paint", buffered: true});
new PerformanceObserver(l => { for (const e of l.getEntries()) seen.tasks.push([e.startTime, e.duration]); })
  .observe({type: "longtask", buffered: true});
"""


def measure(site: Site, browser: Browser) -> list[Result]:
    cookie = site.manage("session", "Ada").partition("=")
    rounds = [_both_pages(site, browser, cookie[0], cookie[2]) for _ in range(ROUNDS)]

    def middle(name: str) -> float:
        return median([one[name] for one in rounds])

    return [
        Result("R11", "first page and workshop, transferred", middle("kilobytes"), 150, "kB"),
        Result("R11", "first page and workshop, requests", middle("requests"), 12, "requests"),
        Result("R11", "requests to other origins", middle("others"), 0, "requests"),
        Result("R11", "largest contentful paint, the slower page", middle("lcp") / 1000, 2.0, "s"),
        Result("R11", "time to interactive, the slower page", middle("tti") / 1000, 2.5, "s"),
        Result("R11", "total blocking time, the slower page", middle("tbt"), 100, "ms"),
        Result("R11", "layout shift, the worse page", middle("cls"), 0.02, ""),
    ]


def _both_pages(site: Site, browser: Browser, cookie: str, value: str) -> dict[str, float]:
    context = browser.new_context(base_url=site.address, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    _slow_down(session)
    traffic = Traffic(session)
    first = _timings(page, "/")
    context.add_cookies([{"name": cookie, "value": value, "url": site.address}])
    second = _timings(page, "/workshop/")
    context.close()
    return {
        **{name: max(first[name], second[name]) for name in first},
        "kilobytes": traffic.size / 1000,
        "requests": len(traffic.addresses),
        "others": len(traffic.elsewhere(site.address)),
    }


def _slow_down(session: CDPSession) -> None:
    session.send("Network.enable")
    line = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def _timings(page: Page, path: str) -> dict[str, float]:
    """Time to interactive: the end of the last task over 50 ms before the page falls quiet."""
    page.goto(path, wait_until="networkidle")
    page.wait_for_timeout(QUIET_MILLISECONDS)
    seen = page.evaluate("seen")
    long = [(start, duration) for start, duration in seen["tasks"] if start + duration > seen["fcp"]]
    tti = max([seen["fcp"], *(start + duration for start, duration in long)])
    tbt = sum(duration - 50 for _, duration in long)
    return {"lcp": seen["lcp"], "cls": seen["cls"], "tti": tti, "tbt": tbt}
