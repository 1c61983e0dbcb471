"""Looking at a page as axe and as a person do."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent.parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STICKING_OUT = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("main *")]
    .filter((one) => one.getBoundingClientRect().right > clientWidth + 1 || one.getBoundingClientRect().left < -1)
    .map((one) => one.outerHTML.slice(0, 120))
    .slice(-3).concat(`${scrollWidth} > ${clientWidth}`);
}"""
SIZES = ((1366, 768), (820, 1180), (390, 844))


def axe_finds_nothing(page: Page) -> None:
    """No violation of any rule, best practices included; nothing is excepted."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run().then(result => result.violations)")
    told = [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
    assert not told, f"{page.url}\n" + "\n".join(told)


def fits_the_screen(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    out = page.evaluate(STICKING_OUT)
    assert not out, f"{page.url}\n" + "\n".join(out)


def look_at(page: Page, name: str) -> None:
    """Check the page as it is, on three screens, in light and dark and from right to left. With PICTURES=folder
    keep a screenshot of each."""
    page.wait_for_load_state()
    pictures = os.environ.get("PICTURES")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            fits_the_screen(page)
            if pictures:
                path = Path(pictures) / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=path, full_page=True)
        axe_finds_nothing(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.documentElement.dir = 'rtl'")
    fits_the_screen(page)
    axe_finds_nothing(page)
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.set_viewport_size({"width": 1366, "height": 768})
