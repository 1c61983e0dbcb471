"""Between a browser and the site: every byte that the browser sends, whichever page, worker or beacon sends it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import unquote_plus, urlsplit

from playwright.sync_api import ProxySettings


class Wire(ThreadingTCPServer):
    """A proxy that leads everywhere to the one site, and keeps what it is told. What comes back may be paced: all of
    its lines together carry no more than `rate` bytes a second."""

    daemon_threads = True

    def __init__(self, address: str, rate: float | None = None) -> None:
        self._rate, self._free_at, self._lock = rate, 0.0, threading.Lock()
        self.site_port = urlsplit(address).port or 80
        self.sent: list[bytearray] = []
        super().__init__(("127.0.0.1", 0), _Line)

    @property
    def proxy(self) -> ProxySettings:
        """For a browser's context; it would leave out addresses of this machine."""
        return {"server": f"http://127.0.0.1:{self.server_address[1]}", "bypass": "<-loopback>"}

    def wait(self, size: int) -> None:
        """Until so many bytes more may go."""
        if self._rate is None:
            return
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic()) + size / self._rate
            free_at = self._free_at
        time.sleep(max(0.0, free_at - time.monotonic()))

    def hears(self, part: bytes) -> bool:
        return any(part in line for line in self.sent)

    def everything(self) -> str:
        return unquote_plus(b"\n".join(bytes(line) for line in self.sent).decode(errors="replace")).lower()


class _Line(BaseRequestHandler):
    server: Wire

    def handle(self) -> None:
        kept = bytearray()
        self.server.sent.append(kept)
        with socket.create_connection(("127.0.0.1", self.server.site_port)) as site:
            back = threading.Thread(
                target=_pour, args=(site, self.request, lambda data: self.server.wait(len(data))), daemon=True
            )
            back.start()
            _pour(self.request, site, kept.extend)
            back.join()


def _pour(source: socket.socket, target: socket.socket, note: Callable[[bytes], None]) -> None:
    with suppress(OSError):
        while data := source.recv(16384):
            note(data)
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def tapped(address: str, rate: float | None = None) -> Iterator[Wire]:
    with Wire(address, rate) as wire:
        threading.Thread(target=wire.serve_forever, daemon=True).start()
        yield wire
        wire.shutdown()
