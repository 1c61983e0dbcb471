"""A picture by its web address, as a page asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings

from classroom.models import ClassPolicy
from tests.conftest import Cast, SiteClient, client_of
from tests.training.fetching.web import PRIVATE, PUBLIC, Answer, StandIn, saying, serving
from tests.training.media.material import corners, quarters, read, written
from training import fetching
from training.throttles import FetchThrottle

pytestmark = pytest.mark.django_db

Fetch = Callable[[Answer], Any]

NOWHERE: list[fetching.Address] = []


@pytest.fixture
def ada(cast: Cast) -> SiteClient:
    """In a class that gets pictures from the web."""
    ClassPolicy.objects.update_or_create(school_class=cast.otters, defaults={"web_addresses": True})
    return client_of(cast.ada)


def ask(browser: SiteClient, address: object = "http://pictures.example/cat.png") -> Any:
    body = {} if address is None else {"address": address}
    return browser.post("/api/v1/pictures/from-address", body, content_type="application/json")


@pytest.fixture
def fetch(ada: SiteClient, monkeypatch: pytest.MonkeyPatch) -> Fetch:
    def answer_to(answer: Answer) -> Any:
        with serving(answer) as server:
            web = StandIn({"pictures.example": [[PUBLIC]]}, {(PUBLIC, 80): server})
            monkeypatch.setattr(fetching, "Internet", lambda: web)
            return ask(ada)

    return answer_to


def test_a_picture_comes_as_it_will_be_kept(fetch: Fetch) -> None:
    answer = fetch(saying(written(quarters(800, 600), "GIF"), "Content-Type: text/html"))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "private" in answer["Cache-Control"]
    assert corners(answer.content) == [0, 1, 2, 3]
    assert read(answer.content).size == (512, 384)


def test_one_that_is_canonical_comes_byte_for_byte(fetch: Fetch) -> None:
    picture = written(quarters())
    answer = fetch(saying(picture))
    assert (answer["Content-Type"], answer.content) == ("image/png", picture)


@pytest.mark.parametrize(
    "body",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>a cat</html>", b"", written(quarters())[:60]],
)
def test_what_is_no_picture_is_not_handed_on(body: bytes, fetch: Fetch) -> None:
    answer = fetch(saying(body, "Content-Type: image/png"))
    assert answer.status_code == 400
    assert (answer.json()["code"], answer.json()["field"]) == ("invalid", "address")


def test_one_that_is_too_big_is_said_to_be(fetch: Fetch) -> None:
    answer = fetch(saying(bytes(6_000_000)))
    assert answer.status_code == 413
    assert (answer.json()["code"], answer.json()["field"]) == ("too_large", "address")


def test_all_that_leads_nowhere_gets_the_same_answer(
    ada: SiteClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So nobody learns from us what our own network looks like."""
    with serving(saying(b"secret")) as trap, serving(saying(b"", status="404 Not Found")) as public:
        names = {"inner.example": [[PRIVATE]], "outer.example": [[PUBLIC]], "none.example": [NOWHERE]}
        web = StandIn(names, {(PRIVATE, 80): trap, (PUBLIC, 80): public})
        monkeypatch.setattr(fetching, "Internet", lambda: web)
        answers = [ask(ada, f"http://{name}/") for name in (*names, "127.0.0.1", "[::1]", "169.254.169.254")]
        assert {(answer.status_code, answer.content) for answer in answers} == {(400, answers[0].content)}
        assert web.opened == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "address", [None, 7, ["http://pictures.example/"], "", "cat.png", "ftp://pictures.example/"]
)
def test_what_is_no_address_is_invalid(ada: SiteClient, address: object) -> None:
    answer = ask(ada, address)
    assert answer.status_code == 400
    assert answer.json()["field"] == "address"


def test_only_where_the_class_and_the_operator_want_it(
    cast: Cast, ada: SiteClient, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = StandIn({"pictures.example": [[PUBLIC]]}, {})
    monkeypatch.setattr(fetching, "Internet", lambda: web)
    for person in (cast.cleo, cast.tess, cast.gus, cast.olga):
        assert ask(client_of(person)).status_code == 403
    settings.PICTURES_FROM_WEB_ADDRESSES = False
    answer = ask(ada)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")
    assert web.asked == []


def test_nobody_fetches_without_end(ada: SiteClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FetchThrottle, "requests", 2)
    assert [ask(ada, "cat.png").status_code for _ in range(3)] == [400, 400, 429]
