"""How fast one person may ask. Per person and never per address: thirty children share their school's."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

if TYPE_CHECKING:  # the views themselves ask for their throttles
    from rest_framework.views import APIView


class PersonThrottle(BaseThrottle):
    """At most `requests` in each window of `seconds`, counted in the cache under `name`. When the cache is
    down, nobody is held up. Who is signed out is refused before this."""

    name: ClassVar[str] = "any"
    requests: ClassVar[int] = 3000
    seconds: ClassVar[int] = 60

    def allow_request(self, request: Request, _view: APIView) -> bool:
        asked, self._elapsed = count_in_window(f"{self.name}:{request.user.pk}", self.seconds)
        return asked <= self.most(request)

    def most(self, _request: Request) -> int:
        return self.requests

    def wait(self) -> float:
        return self.seconds - self._elapsed


def count_in_window(what: str, seconds: int) -> tuple[int, float]:
    """Counts one more of `what`; how many that makes in the present window of so many seconds, and how many of these
    have gone by. None, when the cache is down: the lesson goes on."""
    window, elapsed = divmod(time.time(), seconds)
    try:
        return _count(f"throttle:{what}:{int(window)}", seconds), elapsed
    except Exception:  # whatever is wrong with the cache
        return 0, elapsed


def _count(key: str, seconds: int) -> int:
    """A cache that is down says nothing, which counts as none."""
    try:
        return cache.incr(key) or 0
    except ValueError:  # the first one, unless another was first meanwhile
        return 1 if cache.add(key, 1, timeout=seconds * 2) else cache.incr(key)
