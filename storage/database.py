"""No error of the database leaves a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, transaction

from storage.problems import Code, Problem


@contextmanager
def reading() -> Iterator[None]:
    """Problem: `storage_unavailable` when the database is away or gives up."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Problem(Code.STORAGE_UNAVAILABLE) from error


@contextmanager
def writing() -> Iterator[None]:
    """All or nothing; otherwise as `reading`."""
    with reading(), transaction.atomic():
        yield
