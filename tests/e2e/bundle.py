"""What `frontend/tests/browser` has, in a real browser: at an address of the site, so with its storage and session."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route

FRONTEND = Path(__file__).resolve().parent.parent.parent / "frontend"
FOLDER = "/browser-tests/"


@cache
def build() -> Path:
    command = ["npx", "vite", "build", "--config", "vite.contract.config.ts", "--logLevel", "warn"]
    subprocess.run(command, cwd=FRONTEND, check=True)
    return FRONTEND / ".build" / "browser"


def serve_bundle(context: BrowserContext) -> None:
    """Answer in place of the site for the pages that `open_bundle` opens, and for nothing else."""
    built = build()

    def answer(route: Route) -> None:
        name = route.request.url.partition(FOLDER)[2]
        if name.endswith(".html"):
            script = f'<script type="module" src="{FOLDER}{name.removesuffix(".html")}.js"></script>'
            route.fulfill(content_type="text/html; charset=utf-8", body=f"<!doctype html>{script}")
        else:
            route.fulfill(path=built / name, content_type="text/javascript")

    context.route(f"**{FOLDER}**", answer)


def open_bundle(page: Page, name: str) -> None:
    """Open an empty page with `name`.ts in it, which defines a global of that name."""
    page.goto(f"{FOLDER}{name}.html")
    page.wait_for_function(f"globalThis.{name}")
