"""Crashes on purpose, and what must be true after each: see T10."""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.db.models import F

from storage.models import ObjectToDelete


def chance() -> random.Random:
    """Prints its seed, and takes one from the environment."""
    seed = int(os.environ.get("SEED", time.time_ns()))
    sys.stdout.write(f"SEED={seed}\n")
    return random.Random(seed)


class Crash(BaseException):
    """Like a kill, nothing that is written to handle errors sees it."""


@contextmanager
def crash(owner: Any, name: str, *, after: bool) -> Iterator[None]:
    """The next call of `owner.name` crashes before or after it has done its work."""
    real: Callable[..., Any] = getattr(owner, name)

    def crashing(*args: Any, **kwargs: Any) -> Any:
        if after:
            real(*args, **kwargs)
        raise Crash

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, crashing)
        with suppress(Crash):
            yield


def objects_of(project: UUID) -> set[str]:
    return {f"{project}/{name}" for name in default_storage.listdir(str(project))[1]}


def past_due() -> None:
    # The promises move instead of the clock: the object store refuses requests from the future.
    ObjectToDelete.objects.update(due_at=F("due_at") - timedelta(hours=2))
