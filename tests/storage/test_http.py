"""Whatever goes wrong, the API says it in one form, with a sentence, and never with a fault of ours."""

from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import Http404
from rest_framework import exceptions

from storage.http import PROBLEM_STATUS, PROBLEM_TYPE, problem_response
from storage.problems import Code, Problem
from storage.throttles import PersonThrottle
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.helpers import make_project


def said(answer: Any) -> tuple[int, str]:
    """The status and code of a problem, after a look at its form."""
    assert answer.headers["Content-Type"] == PROBLEM_TYPE
    problem = json.loads(answer.content)
    assert problem["type"] == "about:blank"
    assert problem["status"] == answer.status_code
    assert problem["title"]
    assert problem["detail"].endswith(".")
    return answer.status_code, problem["code"]


def test_every_code_has_a_status_and_a_sentence() -> None:
    for code in Code:
        answer = problem_response(Problem(code), {})
        assert answer is not None
        assert answer.status_code == PROBLEM_STATUS[code]
        assert answer.data["detail"].endswith(".")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Http404(), 404, "not_found"),
        (PermissionDenied(), 403, "not_allowed"),
        (RequestDataTooBig(), 413, "too_large"),
        (SuspiciousOperation(), 400, "invalid"),
        (OperationalError(), 503, "storage_unavailable"),
        (InterfaceError(), 503, "storage_unavailable"),
        (exceptions.NotFound(), 404, "not_found"),
        (exceptions.AuthenticationFailed(), 401, "sign_in"),
        (exceptions.ParseError(), 400, "invalid"),
        (exceptions.MethodNotAllowed("PUT"), 405, "invalid"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "invalid"),
        (exceptions.Throttled(3), 429, "rate_limited"),
        (exceptions.ValidationError({"a": [{}, {"b": ["Wrong."]}]}), 400, "invalid"),
    ],
)
def test_errors_of_the_frameworks_become_problems(error: Exception, status: int, code: str) -> None:
    answer = problem_response(error, {})
    assert answer is not None
    assert (answer.status_code, answer.data["code"]) == (status, code)


@pytest.mark.parametrize("error", [ValueError(), ProgrammingError(), exceptions.APIException()])
def test_faults_of_ours_go_to_the_log(error: Exception) -> None:
    assert problem_response(error, {}) is None


def test_a_validation_error_names_the_field_and_repeats_nothing_unprintable() -> None:
    answer = problem_response(
        exceptions.ValidationError({"labels": [{}, {"name": ["\ud800 is wrong."]}]}), {}
    )
    assert answer is not None
    assert answer.data["field"] == "labels.1.name"
    assert answer.data["detail"] == "? is wrong."


def test_who_is_signed_out_is_asked_to_sign_in(anonymous: SiteClient) -> None:
    answer = anonymous.get("/api/v1/projects")
    assert said(answer) == (401, "sign_in")
    assert answer.headers["WWW-Authenticate"] == "Session"


def test_a_change_without_the_csrf_token_is_refused(cast: Cast) -> None:
    client = client_of(cast.ada, csrf=True)
    answer = client.post("/api/v1/projects", {}, content_type="application/json")
    assert said(answer) == (403, "not_allowed")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"1",
        b'"\\ud800"',
        b"\xff\xfe",
        b'{"id": NaN}',
        b'{"id": Infinity}',
        b"[" * 200_000,
        b'{"kind": "\\ud800"}',
        b'{"id": "' + b"9" * 5000 + b'"}',
        b"9" * 5000,
    ],
)
def test_a_body_that_cannot_be_understood_is_invalid(cast: Cast, body: bytes) -> None:
    client = client_of(cast.ada)
    assert said(client.post("/api/v1/projects", body, content_type="application/json")) == (400, "invalid")


def test_a_body_that_is_too_large_is_not_read(cast: Cast, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client_of(cast.ada).post("/api/v1/projects", b'"' + b"x" * 100, content_type="application/json")
    assert said(answer) == (413, "too_large")


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_only_json_is_taken(cast: Cast, content_type: str) -> None:
    answer = client_of(cast.ada).post("/api/v1/projects", b"name=x", content_type=content_type)
    assert said(answer) == (415, "invalid")


@pytest.mark.parametrize("method", ["put", "delete", "options", "trace"])
def test_other_methods_are_refused(cast: Cast, method: str) -> None:
    assert said(getattr(client_of(cast.ada), method)("/api/v1/projects")) == (405, "invalid")


@pytest.mark.parametrize(
    "address",
    [
        "nowhere",
        "projects/7",
        "projects/01a2071a-4f2c-71b9-9b16-94d402b672c9/nothing",
        "projects/",
        "a%0Ab",
        "",
    ],
)
def test_an_unknown_address_is_not_found(cast: Cast, address: str) -> None:
    client = client_of(cast.ada)
    assert said(client.get(f"/api/v1/{address}")) == (404, "not_found")
    assert said(client.post(f"/api/v1/{address}")) == (404, "not_found")


def test_whatever_an_accept_header_asks_for_the_answer_is_json(cast: Cast) -> None:
    answer = client_of(cast.ada).get("/api/v1/projects?format=xml", headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert answer.json() == {"projects": []}


def test_an_unchanged_answer_is_not_sent_again(cast: Cast) -> None:
    made = make_project(cast.ada)
    client = client_of(cast.ada)
    first = client.get(f"/api/v1/projects/{made.id}")
    again = client.get(f"/api/v1/projects/{made.id}", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


class TestThrottle:
    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(PersonThrottle, "requests", 2)

    def test_counts_each_person_apart_behind_one_address(self, cast: Cast) -> None:
        ada, ben = client_of(cast.ada), client_of(cast.ben)
        with patch("storage.throttles.time.time", return_value=1_000_000.5):
            assert [ada.get("/api/v1/projects").status_code for _ in range(3)] == [200, 200, 429]
            assert ben.get("/api/v1/projects").status_code == 200
            refused = ada.get("/api/v1/projects")
        assert said(refused) == (429, "rate_limited")
        assert refused.headers["Retry-After"] == "20"

    def test_forgets_after_a_while(self, cast: Cast) -> None:
        ada = client_of(cast.ada)
        for moment in (1_000_000, 1_000_100, 1_000_200):
            with patch("storage.throttles.time.time", return_value=moment):
                assert [ada.get("/api/v1/projects").status_code for _ in range(2)] == [200, 200]

    def test_counts_those_that_come_first_together(self, cast: Cast) -> None:
        ada = client_of(cast.ada)
        real, heard = cache.incr, iter([ValueError(), None, ValueError(), None])

        def incr(key: str) -> int:
            fault = next(heard, None)
            if fault is not None:
                raise fault
            return real(key)

        with (
            patch("storage.throttles.time.time", return_value=1_000_000.5),
            patch.object(cache, "incr", side_effect=incr),
        ):
            # The third comes as if it did not see the two before.
            assert ada.get("/api/v1/projects").status_code == 200
            assert ada.get("/api/v1/projects").status_code == 200
            assert ada.get("/api/v1/projects").status_code == 429

    @pytest.mark.parametrize("fault", [ConnectionError(), ValueError()])
    def test_holds_nobody_up_when_the_cache_is_down(self, cast: Cast, fault: Exception) -> None:
        with patch.object(cache, "incr", side_effect=fault):
            assert [client_of(cast.ada).get("/api/v1/projects").status_code for _ in range(4)] == [200] * 4

    def test_holds_nobody_up_when_the_cache_says_nothing(self, cast: Cast) -> None:
        with patch.object(cache, "incr", return_value=None):
            assert [client_of(cast.ada).get("/api/v1/projects").status_code for _ in range(4)] == [200] * 4
