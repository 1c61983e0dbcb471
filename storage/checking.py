"""Whether rows and objects belong together: no row without its object, and no object without its row or a promise that
it will be deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from heapq import merge
from itertools import groupby
from operator import attrgetter

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import Storage, default_storage
from django.db.models import QuerySet
from django.db.models.functions import Collate
from django.utils import timezone

from storage.models import ObjectToDelete
from storage.objects import delete_due_objects
from storage.owners import READ_AT_ONCE, ObjectOwner, object_owners
from storage.places.listing import stored_objects

PATIENCE = timedelta(minutes=1)
"""A promise may be due for this long before somebody ought to have kept it: the sweeper comes every five seconds."""


class State(StrEnum):
    KEPT = "kept"
    """A row and its object."""
    PROMISED = "promised"
    """An object that is being written or will be deleted."""
    LOST = "lost"
    """A row without its object."""
    LEFT = "left"
    """An object without a row or a promise."""
    OVERDUE = "overdue"
    """An object that should have been deleted by now."""


WRONG = (State.LOST, State.LEFT, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Finding:
    """`owner` is where the row is, None for an object without one."""

    state: State
    key: str
    owner: ObjectOwner | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A key that a row names, or, without `owner`, a promise."""

    key: str
    owner: ObjectOwner | None


def compare() -> Iterator[Finding]:
    """Every row that names an object and every object, in constant memory.

    Both sides are read in the order of their keys, side by side. Pages go on meanwhile, so what seems wrong is
    looked at once more by itself; for this reason a place that keeps to another order costs only time.
    """
    known = groupby(_known(), key=attrgetter("key"))
    expected = next(known, None)
    for stored in stored_objects(default_storage):
        while expected is not None and expected[0] < stored.key:
            yield from _without_object(*expected)
            expected = next(known, None)
        if expected is not None and expected[0] == stored.key:
            yield _with_object(*expected)
            expected = next(known, None)
        else:
            yield from _unexpected(stored.key)
    while expected is not None:
        yield from _without_object(*expected)
        expected = next(known, None)


def mend(finding: Finding) -> None:
    """A row that has lost its object goes; objects that should not be there are left to `sweep_up`."""
    if finding.state is State.LOST and finding.owner is not None:
        with suppress(ObjectDoesNotExist):  # it has just been deleted
            finding.owner.forget(finding.key)
    elif finding.state is State.LEFT:
        ObjectToDelete.objects.create(key=finding.key, due_at=timezone.now())


def sweep_up() -> None:
    """Delete what is due; what cannot be deleted now is tried again by the sweeper."""
    while delete_due_objects():
        pass


def _known() -> Iterator[_Known]:
    promises = ObjectToDelete.objects.order_by(Collate("key", "C")).values_list("key", flat=True)
    sides = [_side(owner.keys_in_order(), owner) for owner in object_owners()]
    return merge(*sides, _side(promises.iterator(chunk_size=READ_AT_ONCE), None), key=attrgetter("key"))


def _side(keys: Iterator[str], owner: ObjectOwner | None) -> Iterator[_Known]:
    return (_Known(key, owner) for key in keys)


def _with_object(key: str, known: Iterator[_Known]) -> Finding:
    owners = [owner for item in known if (owner := item.owner) is not None]
    if owners:
        return Finding(State.KEPT, key, owners[0])
    overdue = _promises(key).filter(due_at__lt=timezone.now() - PATIENCE).exists()
    return Finding(State.OVERDUE if overdue else State.PROMISED, key)


def _without_object(key: str, known: Iterator[_Known]) -> Iterator[Finding]:
    for item in known:
        if item.owner is None:
            continue
        # Whoever deletes deletes the row first.
        place: Storage = default_storage
        if place.exists(key):
            yield Finding(State.KEPT, key, item.owner)
        elif item.owner.rows_with(key).exists():
            yield Finding(State.LOST, key, item.owner)


def _unexpected(key: str) -> Iterator[Finding]:
    # One statement sees one moment, in which whatever is being written has a promise or a row.
    rows = [owner.rows_with(key) for owner in object_owners()]
    if not _promises(key).values_list("key", flat=True).union(*rows).exists():
        yield Finding(State.LEFT, key)


def _promises(key: str) -> QuerySet[ObjectToDelete]:
    return ObjectToDelete.objects.filter(key=key)
