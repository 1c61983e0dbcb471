"""The workshop's page: one shell, the same bytes for everyone; persons and projects come over the API."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@cache
def _shell() -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        context = {"frame_origins": " ".join(settings.FRAME_ORIGINS)}
        return render_to_string("projects/workshop.html", context).encode()


@require_safe
@cache_control(public=True, no_cache=True)
def workshop(_request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Every address of the workshop; the page reads from its own address what it has to show."""
    return HttpResponse(_shell())


@cache
def _service_worker() -> bytes:
    """With the digest of the shell that goes with it: a browser keeps both or neither."""
    built = (Path(settings.FRONTEND_BUILD) / "sw.js").read_bytes()
    digest = hashlib.sha256(_shell()).hexdigest().encode()
    return built.replace(b"SHA-256 of the shell", digest)


@require_safe
@cache_control(public=True, no_cache=True)
def service_worker(_request: HttpRequest) -> HttpResponse:
    """Allowed over the whole site, since a browser asks by its own address who answers for a training worker."""
    response = HttpResponse(_service_worker(), content_type="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    return response
