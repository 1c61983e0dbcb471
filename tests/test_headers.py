"""T24: the headers on every kind of answer, and the exact policy of each origin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.conftest import Cast, SiteClient, client_of, frame_client

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "frame-src": "http://scratch.ml4k.localhost:8000",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}

FRAME_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "img-src": "'self' data: blob:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": settings.SITE_ADDRESS,
}

ANSWERS: dict[str, tuple[int, Callable[[Cast], Any]]] = {
    "a page": (200, lambda cast: client_of().get("/")),
    "a page of a teacher": (200, lambda cast: client_of(cast.tess).get("/classes/")),
    "the workshop": (200, lambda cast: client_of(cast.ada).get("/workshop/")),
    "the API": (200, lambda cast: client_of(cast.ada).get("/api/v1/projects")),
    "a problem": (401, lambda cast: client_of().get("/api/v1/me")),
    "an unknown address of the API": (404, lambda cast: client_of().get("/api/v1/nothing")),
    "a static file": (200, lambda cast: client_of().get("/static/classroom/pictures/cat.svg")),
    "an unknown page": (404, lambda cast: client_of().get("/nothing/")),
    "a refused page": (403, lambda cast: client_of(cast.ada).get("/classes/")),
    "a refused form": (403, lambda cast: client_of(csrf=True).post("/sign-out/")),
    "a method that is not there": (405, lambda cast: client_of().get("/sign-out/")),
    "a redirect": (302, lambda cast: client_of().get("/classes/")),
    "a redirect to the main address": (301, lambda cast: Client(headers={"host": "localhost"}).get("/")),
    "the admin": (200, lambda cast: client_of(cast.olga).get("/admin/")),
    "a page of allauth": (200, lambda cast: client_of().get("/accounts/login/")),
    "a fault of ours": (500, lambda cast: _broken(SiteClient(raise_request_exception=False))),
}


def _broken(browser: SiteClient) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("classroom.views.join.class_of_code", lambda code: 1 / 0)
        return browser.get("/join/BCDFGHJK/")


def policy_of(answer: Any) -> dict[str, str]:
    directives = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in directives if name}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_has_every_header(cast: Cast, kind: str) -> None:
    status, request = ANSWERS[kind]
    answer = request(cast)
    assert answer.status_code == status
    assert policy_of(answer) == POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert "camera=(self)" in answer["Permissions-Policy"]
    assert "Server" not in answer.headers


def test_nothing_unsafe_is_allowed_but_web_assembly() -> None:
    sources = [source for value in POLICY.values() for source in value.split()]
    assert [source for source in sources if "unsafe" in source] == ["'wasm-unsafe-eval'"]
    foreign = [source for source in sources if "://" in source or source in ("*", "https:", "http:")]
    assert foreign == settings.FRAME_ORIGINS
    assert not [value for value in FRAME_POLICY.values() if "unsafe" in value]


def test_a_frame_has_a_policy_of_its_own() -> None:
    """Without the database: whoever is signed in elsewhere is not looked up."""
    browser = frame_client()
    browser.cookies["sessionid"] = "somebody"
    answer = browser.get("/frames/")
    assert answer.status_code == 200
    assert policy_of(answer) == FRAME_POLICY
    assert not answer.cookies
    assert "X-Frame-Options" not in answer
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in answer["Permissions-Policy"]


def test_without_origins_for_frames_they_are_at_the_main_address(settings: Any) -> None:
    assert client_of().get("/frames/").status_code == 404
    settings.FRAME_ORIGINS = []
    answer = client_of().get("/frames/")
    assert answer.status_code == 200
    assert policy_of(answer) == FRAME_POLICY
    assert "X-Frame-Options" not in answer


def test_cookies_are_for_this_site_alone(cast: Cast) -> None:
    browser = client_of()
    browser.get("/")
    browser.post("/accounts/login/", {"login": "tess@school.example", "password": "otters swim at dusk"})
    assert browser.cookies["sessionid"]["httponly"]
    for cookie in browser.cookies.values():
        assert cookie["samesite"] == "Lax"
        assert bool(cookie["secure"]) == settings.SECURE
        assert not cookie["domain"]


def test_nothing_of_the_api_is_kept_by_caches_between(cast: Cast) -> None:
    for address in ("/api/v1/me", "/api/v1/projects"):
        answer = client_of(cast.ada).get(address)
        assert "no-store" in answer.get("Cache-Control", "") or "Cookie" in answer["Vary"]
