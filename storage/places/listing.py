"""What is in a place for objects, whichever Django storage it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from django.core.files.storage import Storage
from storages.backends.s3 import S3Storage


class StoredObject(NamedTuple):
    key: str
    bytes: int


def stored_objects(place: Storage) -> Iterator[StoredObject]:
    """All of them, by the bytes of their keys as far as the place keeps to that; in memory is one answer of S3, or the
    names of one folder and of those around it."""
    return _in_bucket(place) if isinstance(place, S3Storage) else _in_folder(place, "")


def _in_bucket(place: Any) -> Iterator[StoredObject]:
    start = f"{place.location.strip('/')}/".lstrip("/")
    for found in place.bucket.objects.filter(Prefix=start):
        if not found.key.endswith("/"):  # what some programs put for an empty folder
            yield StoredObject(found.key.removeprefix(start), found.size)


def _in_folder(place: Storage, folder: str) -> Iterator[StoredObject]:
    """What goes while it is being listed, or is a folder that nothing was ever put into, is not there."""
    with suppress(FileNotFoundError):
        folders, files = place.listdir(folder)
        # With its slash, as it stands in the keys of what is in it.
        for name in sorted([*files, *(f"{name}/" for name in folders)]):
            yield from _under(place, posixpath.join(folder, name))


def _under(place: Storage, key: str) -> Iterator[StoredObject]:
    if key.endswith("/"):
        yield from _in_folder(place, key.rstrip("/"))
    else:
        with suppress(FileNotFoundError):
            size = place.size(key)
            yield StoredObject(key, size)
