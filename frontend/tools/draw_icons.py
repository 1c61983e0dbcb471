"""Draws the PNG icons in `public/icons` from our two drawings; run by `make icons` when a drawing has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).resolve().parent.parent / "public"
ICONS = {
    "icons/logo-192.png": ("logo.svg", 192),
    "icons/logo-512.png": ("logo.svg", 512),
    "icons/icon-180.png": ("icons/icon.svg", 180),
    "icons/icon-192.png": ("icons/icon.svg", 192),
    "icons/icon-512.png": ("icons/icon.svg", 512),
}


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (drawing, size) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            svg = (PUBLIC / drawing).read_text().replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
            page.set_content(f'<body style="margin:0">{svg}</body>')
            page.screenshot(path=PUBLIC / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
