from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.functional import LazyObject

from mlforkids.logs import route_of

log = structlog.get_logger("access")

Next = Callable[[HttpRequest], HttpResponse]


class MainAddressMiddleware:
    """Lead every other name of this machine to the site's own address: what a browser keeps belongs to one origin,
    so a child who types another name would find no projects."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        main = urlsplit(settings.SITE_ADDRESS)
        if request.method in ("GET", "HEAD") and request.get_host().split(":")[0] != main.hostname:
            return HttpResponsePermanentRedirect(settings.SITE_ADDRESS + request.get_full_path())
        return self.get_response(request)


class PermissionsPolicyMiddleware:
    """Nothing that a page does not need: the workshop asks for the camera and the microphone, nobody for more."""

    POLICY = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()"

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Permissions-Policy"] = self.POLICY
        return response


class AccessLogMiddleware:
    """One line a request with the name of its route, since a path could carry a key or a class code, and with the id
    of the person if the page asked who that is."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        log.info(
            "request",
            method=request.method,
            route=route_of(request),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
            person=_person_id(request),
        )
        return response


def _person_id(request: HttpRequest) -> str | None:
    """Of who is asking, where the page had to know; a line in a log is not worth a query."""
    person = getattr(request, "user", None)
    if isinstance(person, LazyObject):
        person = getattr(request, "_cached_user", None)
    return str(person.pk) if person is not None and person.pk else None
