"""T14: how much and how long; what goes along; and who is believed."""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from storage.problems import Code, Problem
from tests.training.fetching.web import (
    PUBLIC,
    Answer,
    Server,
    StandIn,
    certificates,
    dripping,
    leading_to,
    saying,
    serving,
)
from training import fetching
from training.fetching import BYTES_MOST, fetched

HOST = "pictures.example"
SECONDS = 5.0 if os.environ.get("PROOF") else 0.6


def web_of(server: Server, port: int = 80) -> StandIn:
    return StandIn({HOST: [[PUBLIC]]}, {(PUBLIC, port): server})


def problem_of(answer: Answer) -> Code:
    with serving(answer) as server, pytest.raises(Problem) as caught:
        fetched(f"http://{HOST}/cat.png", web_of(server))
    assert caught.value.field == "address"
    return caught.value.code


def got(answer: Answer) -> bytes:
    with serving(answer) as server:
        return fetched(f"http://{HOST}/cat.png", web_of(server))


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Less time than usual, and no fetch takes more."""
    monkeypatch.setattr(fetching, "SECONDS_MOST", SECONDS)
    started = time.monotonic()
    yield
    assert time.monotonic() - started < SECONDS + 0.5


def chunk(content: bytes) -> bytes:
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_what_is_there_is_given_however_it_is_sent() -> None:
    body = bytes(range(256)) * 1000
    assert got(saying(body)) == body
    assert got(saying(body, with_length=False)) == body
    assert (
        got(lambda wire: wire.sendall(CHUNKED + chunk(body[:1000]) + chunk(body[1000:]) + b"0\r\n\r\n"))
        == body
    )


def test_five_megabytes_and_not_a_byte_more() -> None:
    assert len(got(saying(bytes(BYTES_MOST)))) == BYTES_MOST
    assert problem_of(saying(bytes(BYTES_MOST + 1))) is Code.TOO_LARGE
    assert problem_of(saying(bytes(BYTES_MOST + 1), with_length=False)) is Code.TOO_LARGE
    assert (
        problem_of(lambda wire: wire.sendall(CHUNKED + chunk(bytes(BYTES_MOST + 1)) + b"0\r\n\r\n"))
        is Code.TOO_LARGE
    )


def test_a_body_that_says_how_long_it_is_is_not_read_when_it_is_too_long() -> None:
    started = time.monotonic()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {BYTES_MOST + 1}\r\n\r\n".encode()
    assert problem_of(dripping(head, b".", 0.1)) is Code.TOO_LARGE
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    "answer",
    [
        dripping(b"HTTP/1.1 200 OK\r\n\r\n", bytes(100_000), 0),
        dripping(CHUNKED, chunk(bytes(100_000)), 0),
    ],
    ids=["until-the-end", "chunks"],
)
def test_a_body_without_an_end_has_one_here(answer: Answer) -> None:
    assert problem_of(answer) is Code.TOO_LARGE


@pytest.mark.parametrize(
    "answer",
    [
        lambda _wire: time.sleep(SECONDS * 2),
        dripping(b"", b"H", 0.05),
        dripping(b"HTTP/1.1 200 OK\r\nX: ", b"x", 0.05),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01),
        dripping(b"HTTP/1.1 200 OK\r\n\r\n", b".", 0.05),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b".", 0.05),
        dripping(CHUNKED, chunk(b"."), 0.05),
        dripping(CHUNKED, b"0", 0.05),
    ],
    ids=["silent", "line", "header", "continue", "body", "length", "chunks", "size"],
)
@pytest.mark.usefixtures("hurried")
def test_a_slow_server_is_left(answer: Answer) -> None:
    assert problem_of(answer) is Code.INVALID


@pytest.mark.usefixtures("hurried")
def test_the_time_is_for_all_redirects_together() -> None:
    def slowly(wire: object) -> None:
        time.sleep(SECONDS * 0.4)
        leading_to("/on")(wire)  # type: ignore[arg-type]

    assert problem_of(slowly) is Code.INVALID


@pytest.mark.usefixtures("hurried")
def test_a_slow_name_is_left() -> None:
    class Slow(StandIn):
        def addresses(self, host: str, port: int) -> list[fetching.Address]:
            time.sleep(SECONDS * 2)
            return super().addresses(host, port)

    web = Slow({HOST: [[PUBLIC]]}, {})
    with pytest.raises(Problem):
        fetched(f"http://{HOST}/", web)
    assert web.opened == []


@pytest.mark.usefixtures("hurried")
def test_a_server_that_is_slow_to_be_certain_of_is_left() -> None:
    with serving(dripping(b"", b"\x16", 0.05)) as server, pytest.raises(Problem):
        fetched(f"https://{HOST}/", web_of(server, 443))


@pytest.mark.parametrize(
    "answer",
    [
        saying(b"", status="204 No Content"),
        saying(b"no", status="404 Not Found"),
        saying(b"no", status="500 Internal Server Error"),
        saying(b"part", status="206 Partial Content"),
        saying(b"", status="304 Not Modified"),
        saying(b"", status="302 Found"),
        lambda wire: wire.sendall(b"SSH-2.0-OpenSSH_9\r\n"),
        lambda wire: wire.sendall(b"\0" * 70_000),
        lambda wire: wire.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 1000 + b"\r\n"),
        lambda wire: wire.sendall(CHUNKED + b"zz\r\nno\r\n"),
        lambda wire: wire.sendall(CHUNKED + b"ff\r\nshort"),
        lambda wire: wire.close(),
    ],
)
def test_an_answer_that_is_none_is_a_problem_and_no_more(answer: Answer) -> None:
    assert problem_of(answer) is Code.INVALID


def test_nothing_of_the_person_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        serving(saying(b"", "Location: /b?c=d#e", "Set-Cookie: who=ada", status="302 Found")) as first,
        serving(saying(b"secret")) as proxy,
    ):
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        with pytest.raises(Problem):
            fetched(f"http://{HOST}/a b?q=é&%41#part", web_of(first))
        assert proxy.requests == []
        lines = [
            f"Host: {HOST}",
            "Accept: image/*",
            "Accept-Encoding: identity",
            "User-Agent: MachineLearningForKids",
            "Connection: close",
        ]
        assert [request.decode().rstrip().split("\r\n") for request in first.requests[:2]] == [
            ["GET /a%20b?q=%C3%A9&%41 HTTP/1.1", *lines],
            ["GET /b?c=d HTTP/1.1", *lines],
        ]


def test_an_address_brings_no_lines_of_its_own() -> None:
    with serving(saying(b"picture")) as server:
        web = web_of(server)
        fetched(f"http://{HOST}/x%0d%0aCookie:%20a\r\nCookie: b", web)
        assert b"\r\nCookie" not in server.requests[0]
        assert server.requests[0].startswith(b"GET /x%0d%0aCookie:%20aCookie:%20b HTTP/1.1\r\n")


def test_a_certificate_is_held_against_the_name(tmp_path: Path) -> None:
    theirs, trusting = certificates(tmp_path, HOST)
    with serving(saying(b"picture"), theirs) as server:
        names = {HOST: [[PUBLIC]], "other.example": [[PUBLIC]]}
        places = {(PUBLIC, 443): server}
        assert fetched(f"https://{HOST}/", StandIn(names, places, trusting)) == b"picture"
        for address, web in (
            ("https://other.example/", StandIn(names, places, trusting)),
            ("https://93.184.216.34/", StandIn(names, places, trusting)),
            (f"https://{HOST}/", StandIn(names, places)),
        ):
            with pytest.raises(Problem) as caught:
                fetched(address, web)
            assert caught.value.code is Code.INVALID
        assert server.requests[1:] == [b"", b"", b""]


def test_a_packed_answer_is_not_unpacked() -> None:
    packed = gzip.compress(bytes(10_000_000))
    assert got(saying(packed, "Content-Encoding: gzip")) == packed


def test_only_so_many_fetch_at_once_and_the_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SECONDS_MOST", 1.0)
    with serving(lambda _wire: time.sleep(1.5)) as server:
        web = web_of(server)

        def fetch() -> None:
            with pytest.raises(Problem):
                fetched(f"http://{HOST}/", web)

        threads = [Thread(target=fetch) for _ in range(fetching.AT_ONCE)]
        for thread in threads:
            thread.start()
        while len(server.requests) < fetching.AT_ONCE:
            time.sleep(0.01)
        with pytest.raises(Problem) as caught:
            fetched(f"http://{HOST}/", web)
        assert caught.value.code is Code.RATE_LIMITED
        for thread in threads:
            thread.join()
    assert got(saying(b"picture")) == b"picture"
