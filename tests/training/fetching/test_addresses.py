"""T14: no address leads to what is not of the public Internet, and what is checked is what is connected to."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from storage.problems import Code, Problem
from tests.training.fetching.web import (
    OTHER_PUBLIC,
    PRIVATE,
    PUBLIC,
    StandIn,
    leading_to,
    noted_connects,
    saying,
    serving,
)
from training import fetching
from training.fetching import Address, fetched, is_public

LOOPBACK = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "017700000001",
    "0x7f000001",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "localhost",
    "LOCALHOST",
    "127.0.0.1.",
    "0",
    "0.0.0.0",  # noqa: S104
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "１２７.０.０.１",
]


def refused(address: str, internet: StandIn | None = None) -> None:
    with pytest.raises(Problem) as caught:
        fetched(address, internet)
    assert (caught.value.code, caught.value.field) == (Code.INVALID, "address")


@pytest.mark.parametrize("host", LOOPBACK)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_our_own_computer_is_never_connected_to(
    host: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(saying(b"secret")) as trap, noted_connects() as connects:
        monkeypatch.setattr(fetching, "PORTS", {"http": trap.port, "https": trap.port})
        refused(f"{scheme}://{host}/")
        refused(f"{scheme}://{host}:{trap.port}/")
        assert connects == []
        assert trap.requests == []


def test_these_addresses_would_lead_there_if_nobody_looked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above relies on; not every machine has the other Internet protocol, though."""
    monkeypatch.setattr(fetching, "is_public", lambda _address: True)
    with serving(saying(b"secret")) as trap, noted_connects() as connects:
        monkeypatch.setattr(fetching, "PORTS", {"http": trap.port})
        hosts = [host for host in LOOPBACK if ":" not in host]
        for host in hosts:
            assert fetched(f"http://{host}/") == b"secret"
        assert len(connects) == len(hosts)


@pytest.mark.parametrize(
    "text",
    [
        *("0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255"),  # noqa: S104
        *(
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
        ),
        *("192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1"),
        *("203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *(
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b::808:808",
        ),
        *(
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:7f00:1::",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::",
        ),
        *(
            "3fff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fe80::1%eth0",
            "fec0::1",
            "ff02::1",
        ),
        *("2606:4700::1%eth0",),
    ],
)
def test_what_is_not_of_the_public_internet(text: str) -> None:
    assert not is_public(ip_address(text))
    with noted_connects() as connects:
        refused(f"http://[{text}]/" if ":" in text else f"http://{text}/")
    assert connects == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
        ),
        *("128.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255"),
        *("2606:4700::1111", "2001:200::1", "2a00:1450:4001::1", "2003::1"),
    ],
)
def test_what_is_of_the_public_internet(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "answer",
    [
        [PRIVATE],
        [PUBLIC, PRIVATE],
        [PRIVATE, PUBLIC],
        [PUBLIC, ip_address("::1")],
        [ip_address("::ffff:93.184.216.34")],
        [],
    ],
)
def test_a_name_of_which_any_address_is_not_public_is_refused(answer: list[Address]) -> None:
    with serving(saying(b"secret")) as trap, noted_connects() as connects:
        places = {(address, 80): trap for address in answer}
        refused("http://pictures.example/cat.png", StandIn({"pictures.example": [answer]}, places))
        assert connects == []
        assert trap.requests == []


def test_a_name_is_asked_for_once_and_what_it_says_is_connected_to() -> None:
    """A name that means something else the second time it is asked for."""
    with serving(saying(b"picture")) as good, serving(saying(b"secret")) as trap:
        places = {(PUBLIC, 80): good, (PRIVATE, 80): trap}
        web = StandIn({"turning.example": [[PUBLIC], [PRIVATE]]}, places)
        with noted_connects() as connects:
            assert fetched("http://turning.example/cat.png", web) == b"picture"
        assert web.asked == ["turning.example"]
        assert web.opened == [(PUBLIC, 80)]
        assert connects == [("127.0.0.1", good.port)]
        refused("http://turning.example/cat.png", web)
        assert trap.requests == []


def test_a_redirect_is_checked_as_an_address_is() -> None:
    with serving(saying(b"secret")) as trap:
        for leads_to in (
            "http://10.0.0.7/",
            "http://inner.example/",
            "https://inner.example/",
            "//10.0.0.7/",
            "http://turning.example/",
            "http://167772167/",
            "http://[::ffff:10.0.0.7]/",
            f"http://93.184.216.34:{trap.port}/",
            "http://93.184.216.34:22/",
            "https://93.184.216.34:80/",
            "http://me:secret@93.184.216.34/",
            "file:///etc/passwd",
            "ftp://93.184.216.34/",
            "gopher://93.184.216.34/",
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
            "http://",
            "http://[::1/",
        ):
            with serving(leading_to(leads_to)) as first:
                names = {"turning.example": [[PUBLIC], [PRIVATE]], "inner.example": [[PRIVATE]]}
                places = {(PUBLIC, 80): first, (PRIVATE, 80): trap, (PRIVATE, 443): trap}
                web = StandIn(names, places)
                with noted_connects() as connects:
                    refused("http://turning.example/", web)
                assert connects == [("127.0.0.1", first.port)]
                assert web.opened == [(PUBLIC, 80)]
        assert trap.requests == []


def test_three_redirects_are_followed_and_no_fourth() -> None:
    with (
        serving(leading_to("http://b.example/1", "http://b.example/2")) as one,
        serving(leading_to("http://a.example/2")) as other,
        serving(saying(b"picture")) as last,
    ):
        names = {"a.example": [[PUBLIC]], "b.example": [[OTHER_PUBLIC], [ip_address("9.9.9.9")]]}
        web = StandIn(
            names, {(PUBLIC, 80): one, (OTHER_PUBLIC, 80): other, (ip_address("9.9.9.9"), 80): last}
        )
        assert fetched("http://a.example/", web) == b"picture"
        assert web.asked == ["a.example", "b.example", "a.example", "b.example"]
    with serving(leading_to(*[f"/{hop}" for hop in range(9)])) as endless:
        web = StandIn({"a.example": [[PUBLIC]]}, {(PUBLIC, 80): endless})
        refused("http://a.example/", web)
        assert len(endless.requests) == 4


@pytest.mark.parametrize(
    "address",
    [
        *("", "cat.png", "/cat.png", "http:/cat.png", "http:cat.png", "https://", "http:///cat.png"),
        *(
            "file:///etc/passwd",
            "ftp://pictures.example/",
            "data:image/png;base64,AAAA",
            "javascript:alert(1)",
        ),
        *("http://pictures.example:8080/", "http://pictures.example:443/", "https://pictures.example:80/"),
        *("http://pictures.example:99999/", "http://pictures.example:-1/", "http://pictures.example:x/"),
        *("http://ada@pictures.example/", "http://ada:secret@pictures.example/", "http://@pictures.example/"),
        *(
            "http://[::1/",
            "http://pictures..example/",
            "http://.example/",
            "http://" + "a" * 64 + ".example/",
        ),
        *("http://pictures.example/" + "a" * 2048, "http://pictures\0.example/", "http://[v1.x]/"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    with serving(saying(b"secret")) as trap, noted_connects() as connects:
        web = StandIn({"pictures.example": [[PUBLIC]]}, {(PUBLIC, 80): trap, (PUBLIC, 443): trap})
        refused(address, web)
        assert connects == []
