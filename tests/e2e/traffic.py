"""What goes over the line for a page: not what the browser has kept from the page before."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession


class Traffic:
    """Heard from a page's developer tools, in which `Network` is enabled. `size` is in bytes, heads and all."""

    def __init__(self, session: CDPSession) -> None:
        self.size = 0.0
        self._asked: dict[str, str] = {}
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.requestServedFromCache", self._kept)
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)

    @property
    def addresses(self) -> list[str]:
        return [address for address in self._asked.values() if address.startswith("http")]

    def elsewhere(self, site: str) -> list[str]:
        """Those of other origins."""
        return [address for address in self.addresses if urlsplit(address)[:2] != urlsplit(site)[:2]]

    def _sent(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["request"]["url"]

    def _kept(self, event: dict[str, Any]) -> None:
        self._asked.pop(event["requestId"], None)

    def _answered(self, event: dict[str, Any]) -> None:
        if event["response"]["fromDiskCache"]:
            self._kept(event)

    def _finished(self, event: dict[str, Any]) -> None:
        self.size += event["encodedDataLength"]
