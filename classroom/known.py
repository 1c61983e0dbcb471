"""Which students signed in in this browser before: a signed cookie that scripts cannot read."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from classroom.models import User

COOKIE: Final = "known"
SALT: Final = "classroom.known"
LASTS: Final = 400 * 24 * 60 * 60
"""In seconds; browsers keep no cookie longer."""

STUDENTS: Final = 40
"""The newest ones of a shared computer, which fit into one cookie."""


def is_known(request: HttpRequest, student: User) -> bool:
    return _read(request).get(student.pk.hex) == student.sign_in_version


def remember(request: HttpRequest, response: HttpResponse, student: User) -> None:
    others = [item for item in _read(request).items() if item[0] != student.pk.hex]
    known = dict([*others, (student.pk.hex, student.sign_in_version)][-STUDENTS:])
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=SALT, compress=True),
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, int]:
    try:
        known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return known if isinstance(known, dict) else {}
