"""Pages that run in frames of the workshop, at origins of their own; `docs/frames.md` says why and how."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe


@require_safe
def lead_home(_request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{settings.SITE_ADDRESS}/workshop/")


@require_safe
@xframe_options_exempt
@cache_control(public=True, no_cache=True)
def frame(_request: HttpRequest) -> HttpResponse:
    """The same bytes for everyone. The workshop alone may have it in a frame."""
    page = render_to_string("frame.html", {"main_origin": settings.SITE_ADDRESS})
    response = HttpResponse(page)
    response.headers["Content-Security-Policy"] = _policy()
    return response


def frame_here(request: HttpRequest) -> HttpResponse:
    """At the site's own address, where frames have none of their own."""
    if settings.FRAME_ORIGINS:
        raise Http404
    return frame(request)


def _policy() -> str:
    own = ("script-src", "style-src", "font-src", "connect-src", "worker-src")
    return "; ".join(
        (
            "default-src 'none'",
            *(f"{directive} 'self'" for directive in own),
            "img-src 'self' data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {settings.SITE_ADDRESS}",
        )
    )
