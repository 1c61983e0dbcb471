"""A picture from a web address that a person names: the one place from which the website asks other servers.

Whoever names an address must not reach through it what only our own network reaches. So: http and https at their own
ports; the name is resolved once, every address that it has must be of the public Internet, and the socket is opened to
exactly one of these; a redirect is a new address, checked in the same way. Nothing of the person goes along, no
cookie, no credentials, no page that they come from, and no proxy is asked. What comes back is bounded in bytes and in
time, and is not believed to be anything: `training/media` says whether it is a picture. Servers of our own at public
addresses look like all others from here: what they show to us alone is for a firewall to keep.
"""

from __future__ import annotations

import io
import socket
import ssl
import time
from concurrent.futures import Future
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import BoundedSemaphore, Thread
from typing import Any, Final, cast
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils.translation import gettext as _

from storage.problems import Code, Problem

Address = IPv4Address | IPv6Address

BYTES_MOST: Final = 5_000_000
SECONDS_MOST: Final = 5.0
REDIRECTS_MOST: Final = 3
ADDRESS_LENGTH: Final = 2048
AT_ONCE: Final = 8
"""Of the threads that answer, so that slow servers elsewhere do not hold all of them."""

PORTS: Final = {"http": 80, "https": 443}
REDIRECTS: Final = (301, 302, 303, 307, 308)
BYTES_AT_ONCE: Final = 65_536
LEFT_IN_PATHS: Final = "/?%:@!$&'()*+,;=~-._"

# The networks that IANA's registries of special addresses keep from the public Internet, and multicast.
NOT_PUBLIC_4: Final = tuple(
    IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),
    )
)
PUBLIC_6: Final = IPv6Network("2000::/3")
"""Outside are loopback, link-local, unique local, multicast, and IPv4 in other clothes: mapped, compatible, NAT64."""
NOT_PUBLIC_6: Final = tuple(
    IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
"""Within it: tunnels (Teredo, 6to4), examples, and other special uses."""

_slots = BoundedSemaphore(AT_ONCE)


def is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_4)
    return (
        address in PUBLIC_6
        and address.scope_id is None
        and not any(address in network for network in NOT_PUBLIC_6)
    )


class Internet:
    """Names and sockets. Tests put servers of their own behind public addresses here, and here alone."""

    tls = ssl.create_default_context()

    def addresses(self, host: str, port: int) -> list[Address]:
        """Raises OSError."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [ip_address(cast(str, place[0])) for *_other, place in found]

    def connect(self, address: Address, port: int, seconds: float) -> socket.socket:
        """Raises OSError."""
        return socket.create_connection((str(address), port), timeout=seconds)


class _NoPicture(Exception):
    """Nothing came of it. Why is not told: an answer that says more would tell what our own network looks like."""


def fetched(address: str, internet: Internet | None = None) -> bytes:
    """What is at this web address, at most `BYTES_MOST` bytes.

    Raises `invalid` for what is no address of the web or gives nothing, `too_large`, and `rate_limited` while many
    others fetch, all with the field `address`.
    """
    parts = _parts(address)
    if parts is None:
        raise _problem(Code.INVALID, _("Please give the web address of a picture. It begins with https://."))
    deadline = time.monotonic() + SECONDS_MOST
    if not _slots.acquire(timeout=SECONDS_MOST / 2):
        raise _problem(Code.RATE_LIMITED, _("Many people fetch pictures now. Please try again soon."))
    try:
        return _Fetch(internet or Internet(), deadline).follow(parts)
    except (_NoPicture, OSError, HTTPException, ValueError) as error:
        raise _problem(
            Code.INVALID, _("We could not get a picture from this address. Please try another one.")
        ) from error
    finally:
        _slots.release()


def _problem(code: Code, detail: str) -> Problem:
    return Problem(code, detail, field="address")


def _parts(address: str) -> SplitResult | None:
    """None for what is no address of the web, or one that brings credentials or a port of its own."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or len(address) > ADDRESS_LENGTH:
        return None
    if parts.username is not None or parts.password is not None:
        return None
    return parts if port in (None, PORTS[parts.scheme]) else None


@dataclass(frozen=True, slots=True)
class _Fetch:
    internet: Internet
    deadline: float

    def follow(self, parts: SplitResult) -> bytes:
        for _hop in range(REDIRECTS_MOST + 1):
            answer = self._ask(parts)
            if isinstance(answer, bytes):
                return answer
            next_parts = _parts(urljoin(parts.geturl(), answer))
            if next_parts is None:
                raise _NoPicture("led to what is no address of the web")
            parts = next_parts
        raise _NoPicture("led on too often")

    def _ask(self, parts: SplitResult) -> bytes | str:
        """What is there, or where it leads."""
        host = cast(str, parts.hostname).rstrip(".").encode("idna").decode()
        with self._connected(host, parts.scheme) as wire:
            wire.settimeout(self._left())
            wire.sendall(_request(host, parts))
            response = HTTPResponse(cast(socket.socket, _Wire(wire, self.deadline)), method="GET")
            response.begin()
            leads_to = response.getheader("location")
            if response.status in REDIRECTS and leads_to:
                return leads_to
            if response.status != 200:
                raise _NoPicture("answered that there is nothing")
            return _body(response)

    def _connected(self, host: str, scheme: str) -> socket.socket:
        address = self._resolved(host, PORTS[scheme])
        wire = self.internet.connect(address, PORTS[scheme], self._left())
        if scheme == "http":
            return wire
        try:
            wire.settimeout(self._left())
            return self.internet.tls.wrap_socket(wire, server_hostname=host)
        except BaseException:
            wire.close()
            raise

    def _resolved(self, host: str, port: int) -> Address:
        addresses = _in_time(self._left(), self.internet.addresses, host, port)
        # A name of which only some addresses are public is meant to lead astray.
        if not addresses or not all(is_public(address) for address in addresses):
            raise _NoPicture("not of the public Internet")
        return min(addresses, key=lambda address: address.version)

    def _left(self) -> float:
        return _seconds_until(self.deadline)


class _Wire:
    """What HTTPResponse wants of a socket: a file to read, here one that knows how much time is left in all."""

    def __init__(self, wire: socket.socket, deadline: float) -> None:
        self._wire, self._deadline = wire, deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._wire, self._deadline))


class _Reading(io.RawIOBase):
    def __init__(self, wire: socket.socket, deadline: float) -> None:
        self._wire, self._deadline = wire, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._wire.settimeout(_seconds_until(self._deadline))
        return self._wire.recv_into(buffer)


def _request(host: str, parts: SplitResult) -> bytes:
    place = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    named = f"[{host}]" if ":" in host else host
    lines = (
        f"GET {quote(place, safe=LEFT_IN_PATHS)} HTTP/1.1",
        f"Host: {named}",
        "Accept: image/*",
        "Accept-Encoding: identity",
        "User-Agent: MachineLearningForKids",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _body(response: HTTPResponse) -> bytes:
    body = bytearray()
    said = response.length or 0
    while said <= BYTES_MOST and (part := response.read(BYTES_AT_ONCE)):
        body += part
        said = max(said, len(body))
    if said > BYTES_MOST:
        raise _problem(Code.TOO_LARGE, _("The picture at this address is too big. Please use a smaller one."))
    return bytes(body)


def _in_time(seconds: float, ask: Any, *about: Any) -> list[Address]:
    """What `ask` answers. It knows no limit, so a thread waits for it, which is left behind when it is late."""
    answer: Future[list[Address]] = Future()

    def wait() -> None:
        try:
            answer.set_result(ask(*about))
        except Exception as error:
            answer.set_exception(error)

    Thread(target=wait, daemon=True).start()
    return answer.result(timeout=seconds)


def _seconds_until(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("this takes too long")
    return left
