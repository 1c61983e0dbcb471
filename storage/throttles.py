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
        window, self._elapsed = divmod(time.time(), self.seconds)
        key = f"throttle:{self.name}:{request.user.pk}:{int(window)}"
        try:
            return self._count(key) <= self.requests
        except Exception:  # whatever is wrong with the cache, the lesson goes on
            return True

    def wait(self) -> float:
        return self.seconds - self._elapsed

    def _count(self, key: str) -> int:
        """This request among those of the window. A cache that is down says nothing, which counts as none."""
        try:
            return cache.incr(key) or 0
        except ValueError:  # the first one, unless another was first meanwhile
            return 1 if cache.add(key, 1, timeout=self.seconds * 2) else cache.incr(key)
