from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was opened before somebody else signed in on this computer, most often."""
    return render(request, "403_csrf.html", status=403)
