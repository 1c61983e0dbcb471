from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from csp.constants import HEADER as CONTENT_POLICY
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
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
        ours = (urlsplit(settings.SITE_ADDRESS).hostname, *settings.FRAME_HOSTS)
        if request.method in ("GET", "HEAD") and _host_of(request) not in ours:
            return HttpResponsePermanentRedirect(settings.SITE_ADDRESS + request.get_full_path())
        return self.get_response(request)


class FrameOriginMiddleware:
    """The addresses of frames have URLs of their own and nothing else: nobody is signed in there, no cookie is read or
    set, and there is no API, since no other middleware and no other URL is ever asked."""

    URLS = "mlforkids.frames_urls"

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _host_of(request) not in settings.FRAME_HOSTS:
            return self.get_response(request)
        try:
            request.resolver_match = match = resolve(request.path_info, self.URLS)
        except Resolver404:
            return HttpResponseNotFound("There is nothing here.", content_type="text/plain")
        view: Next = match.func
        return view(request)


class ContentPolicyMiddleware:
    """The same for every page, except for those that set their own; it is put together once, where django-csp's own
    middleware does it twice for each answer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(CONTENT_POLICY, self._policy)
        return response


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


def _host_of(request: HttpRequest) -> str:
    return request.get_host().split(":")[0]


def _person_id(request: HttpRequest) -> str | None:
    """Of who is asking, where the page had to know; a line in a log is not worth a query."""
    person = getattr(request, "user", None)
    if isinstance(person, LazyObject):
        person = getattr(request, "_cached_user", None)
    return str(person.pk) if person is not None and person.pk else None
