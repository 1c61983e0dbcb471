"""What `frontend/tests/browser` has, in real browsers; in Chromium also at an address of the site, with its session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Route

from tests.e2e.builds import bundle_folder

FOLDER = "/browser-tests/"


def build() -> Path:
    return Path(bundle_folder().name)


def page_of(name: str) -> str:
    """An empty page with `name`.ts in it, which defines a global of that name."""
    script = f'<script type="module" src="{FOLDER}{name}.js"></script>'
    return f'<!doctype html><link rel="icon" href="data:,">{script}'


def serve_bundle(context: BrowserContext) -> None:
    """Answer in place of the site for the pages that `open_bundle` opens, and for nothing else."""
    built = build()

    def answer(route: Route) -> None:
        name = route.request.url.partition(FOLDER)[2]
        if name.endswith(".html"):
            route.fulfill(content_type="text/html; charset=utf-8", body=page_of(name.removesuffix(".html")))
        else:
            route.fulfill(path=built / name, content_type="text/javascript")

    context.route(lambda address: urlsplit(address).path.startswith(FOLDER), answer)


def open_bundle(page: Page, name: str) -> None:
    page.goto(f"{FOLDER}{name}.html")
    page.wait_for_function(f"globalThis.{name}")


class _Files(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        name = self.path.removeprefix(FOLDER)
        if not name.endswith(".html"):
            self.path = f"/{name}"
            return super().do_GET()
        body = page_of(name.removesuffix(".html")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@contextmanager
def served_bundle() -> Iterator[int]:
    """The bundle without a site, for browsers that let nobody answer in place of one. Any name of this computer will do
    as the host, so it has as many origins as a test needs. Yields the port."""
    handler = partial(_Files, directory=str(build()))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address_of(port: int, name: str, host: str = "app.ml4k.localhost") -> str:
    return f"http://{host}:{port}{FOLDER}{name}.html"
