"""Logs hold ids and route names: never a path, a class code, a name or what a child wrote."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
import structlog
from django.test import Client, RequestFactory

from mlforkids.logs import JsonFormatter
from mlforkids.middleware import MainAddressMiddleware
from tests.conftest import PASSWORD, Cast, client_of

SECRET = "Grace wrote this"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """What was logged so far, as the site writes it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
def test_a_request_is_logged_by_its_route_and_never_by_its_path(
    client: Client, lines: Callable[[], list[dict[str, object]]]
) -> None:
    for path in ("/join/KMTX4R7P/", "/no-such-page-KMTX4R7P"):
        client.get(path, headers={"host": "app.ml4k.localhost:8000"})
    assert "KMTX4R7P" not in json.dumps(lines())
    assert [line["route"] for line in lines() if line["event"] == "request"] == ["join", "none"]


def test_an_error_is_logged_by_its_type_and_place_and_never_by_its_words(
    lines: Callable[[], list[dict[str, object]]],
) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        structlog.stdlib.get_logger("test").exception("failed", run="some-id")
        logging.getLogger("elsewhere").exception("failed")
    assert SECRET not in json.dumps(lines())
    assert [line["exception"] for line in lines()] == ["ValueError", "ValueError"]
    assert all(str(line["at"]).startswith("['tests.mlforkids.test_logs:") for line in lines())


def test_other_names_of_the_machine_lead_to_the_main_address() -> None:
    request = RequestFactory().get("/join/?a=1", headers={"host": "localhost:8000"})
    answer = MainAddressMiddleware(lambda _request: pytest.fail("passed on"))(request)
    assert answer.status_code == 301
    assert answer.headers["Location"] == "http://app.ml4k.localhost:8000/join/?a=1"


def test_a_line_names_the_person_where_the_page_asked_for_them(
    cast: Cast, lines: Callable[[], list[dict[str, object]]]
) -> None:
    browser = client_of(cast.ada)
    for path in ("/api/v1/me", "/workshop/"):
        browser.get(path)
    assert [(line["route"], line["person"]) for line in lines() if line["event"] == "request"] == [
        ("me", str(cast.ada.pk)),
        ("workshop", None),
    ]
    browser.post("/sign-out/")
    client_of().post("/accounts/login/", {"login": "tess@school.example", "password": PASSWORD})
    assert [line["person"] for line in lines() if line["event"] == "request"][2:] == [None, str(cast.tess.pk)]
