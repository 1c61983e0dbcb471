"""Deleting many objects from a place, whichever Django storage it is."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any, Final

import structlog
from django.core.files.storage import Storage
from storages.backends.s3 import S3Storage

MANY: Final = 100
"""From here on an S3 store is asked for all at once, in requests of as many as it takes."""

AT_ONCE: Final = 1000

log = structlog.stdlib.get_logger(__name__)


def delete_keys(place: Storage, keys: Sequence[str]) -> set[str]:
    """Gives those that could not be deleted; one that cannot does not hold up the others. What is gone already counts
    as deleted."""
    if isinstance(place, S3Storage) and len(keys) >= MANY:
        parts = [keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE)]
        return {key for part in parts for key in _delete_together(place, part)}
    return {key for key in keys if not _delete(place, key)}


def _delete(place: Storage, key: str) -> bool:
    try:
        place.delete(key)
    except Exception as error:
        log.warning("object_not_deleted", error=type(error).__name__)
        return False
    return True


def _delete_together(place: Any, keys: Sequence[str]) -> set[str]:
    named = {posixpath.join(place.location.strip("/"), key): key for key in keys}
    wish = {"Objects": [{"Key": name} for name in named], "Quiet": True}
    try:
        failed = place.bucket.delete_objects(Delete=wish).get("Errors", ())
    except Exception as error:
        log.warning("objects_not_deleted", count=len(keys), error=type(error).__name__)
        return set(keys)
    for fault in failed:
        log.warning("object_not_deleted", error=fault.get("Code"))
    return {named[fault["Key"]] for fault in failed}
