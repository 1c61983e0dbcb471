"""Ids: UUIDv7, made by whoever creates the thing, in time order within a process (RFC 9562)."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

_REST_BITS = 80
_LAST_MILLISECOND = 2**48 - 1


def new_id() -> UUID:
    return uuid7()


def id_after(other: UUID | None) -> UUID:
    """A new id that sorts after `other`, which may come from a computer whose clock is ahead."""
    id = new_id()
    if other is None or id > other:
        return id
    millisecond = min((other.int >> _REST_BITS) + 1, _LAST_MILLISECOND)
    return UUID(int=millisecond << _REST_BITS | id.int % 2**_REST_BITS)
