"""A little web on 127.0.0.1: servers, names, and what was seen at the sockets."""

from __future__ import annotations

import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from training.fetching import Address, Internet

Answer = Callable[[socket.socket], None]
PUBLIC, OTHER_PUBLIC, PRIVATE = (ip_address(text) for text in ("93.184.216.34", "8.8.8.8", "10.0.0.7"))

_connects: list[list[object]] = []


def _note_connects(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        for connects in _connects:
            connects.append(arguments[1])


sys.addaudithook(_note_connects)


@contextmanager
def noted_connects() -> Iterator[list[object]]:
    """Where any socket of this process is opened to meanwhile, as the interpreter itself tells."""
    _connects.append([])
    try:
        yield _connects[-1]
    finally:
        _connects.pop()


@dataclass
class Server:
    port: int
    requests: list[bytes] = field(default_factory=list)
    """The head of each, in the order of their connections; empty until it has come."""
    failed: list[Exception] = field(default_factory=list)


@contextmanager
def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """`answer` is called for each connection, once the head of its request has come."""
    over = Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = Server(door.getsockname()[1])

        def serve(wire: socket.socket) -> None:
            place = len(server.requests)
            server.requests.append(b"")
            with wire, suppress(OSError):
                wire = tls.wrap_socket(wire, server_side=True) if tls else wire
                with wire:
                    while b"\r\n\r\n" not in server.requests[place]:
                        server.requests[place] += wire.recv(4096) or b"\r\n\r\n"
                    answer(wire)

        def listen() -> None:
            with suppress(OSError):
                while not over.is_set():
                    Thread(target=serve, args=(door.accept()[0],), daemon=True).start()

        Thread(target=listen, daemon=True).start()
        try:
            yield server
        finally:
            over.set()
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)


class StandIn(Internet):
    """Names and public addresses of which local servers stand in. Everything that is checked is the real thing."""

    def __init__(
        self,
        names: Mapping[str, list[list[Address]]],
        servers: Mapping[tuple[Address, int], Server],
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """`names` has an answer for each time that one asks; the last one holds from then on."""
        self.names = {name: list(answers) for name, answers in names.items()}
        self.servers = servers
        self.asked: list[str] = []
        self.opened: list[tuple[Address, int]] = []
        if tls:
            self.tls = tls

    def addresses(self, host: str, port: int) -> list[Address]:
        self.asked.append(host)
        if host not in self.names:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
            return [ip_address(str(place[0])) for *_other, place in found]
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: Address, port: int, seconds: float) -> socket.socket:
        self.opened.append((address, port))
        return socket.create_connection(("127.0.0.1", self.servers[address, port].port), timeout=seconds)


def saying(body: bytes, *headers: str, status: str = "200 OK", with_length: bool = True) -> Answer:
    length = [f"Content-Length: {len(body)}"] if with_length else []
    head = "\r\n".join([f"HTTP/1.1 {status}", *length, *headers]) + "\r\n\r\n"
    return lambda wire: wire.sendall(head.encode() + body)


def leading_to(*addresses: str) -> Answer:
    """Each connection is led to the next one."""
    left = list(addresses)
    return lambda wire: saying(b"", f"Location: {left.pop(0)}", status="302 Found")(wire)


def dripping(before: bytes, drop: bytes, seconds: float) -> Answer:
    def answer(wire: socket.socket) -> None:
        wire.sendall(before)
        while True:
            wire.sendall(drop)
            time.sleep(seconds)

    return answer


def certificates(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server called `name` has, and what somebody has who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return theirs, ssl.create_default_context(cafile=str(folder / "certificate.pem"))
