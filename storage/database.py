"""No error of the database leaves a store, and many ids go in as one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, UUIDField
from django.db.models.sql.compiler import SQLCompiler

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


def one_at_a_time(what: str) -> None:
    """Whoever says the same word waits here until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [what])


def let_go() -> None:
    """Give the connection to others for as long as nothing is asked of it; the next query takes one again."""
    if not connection.in_atomic_block:
        connection.close()


@UUIDField.register_lookup
class AnyOf(Lookup):
    """`id__any_of=ids` says the same as `id__in=ids` with one parameter instead of a thousand."""

    lookup_name = "any_of"

    def get_prep_lookup(self) -> list[UUID]:
        return list(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} = ANY(%s)", (*params, self.rhs)
