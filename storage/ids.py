"""Ids: UUIDv7, made by whoever creates the thing, in time order within a process (RFC 9562)."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    return uuid7()
