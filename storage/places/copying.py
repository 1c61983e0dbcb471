"""Objects from one place to another, each by itself, compared byte for byte when it is there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from django.core.files.base import File
from django.core.files.storage import Storage

from storage.places.listing import StoredObject

AT_ONCE: Final = 4
PIECE: Final = 65_536
IN_MEMORY: Final = 1_000_000


class NotTheSame(Exception):
    """What came out of a place is not what should be there."""


class Outcome(StrEnum):
    COPIED = "copied"
    THERE = "there"
    """The same was there before."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Copied:
    """`error` is there for what failed."""

    key: str
    outcome: Outcome
    error: Exception | None = None


def copy_all(source: Storage, target: Storage, objects: Iterable[StoredObject]) -> Iterator[Copied]:
    """Some at a time, in constant memory, in the order of `objects`. One that fails does not stop the others."""
    waiting: deque[Future[Copied]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for stored in objects:
            waiting.append(threads.submit(_copy_alone, source, target, stored))
            if len(waiting) > AT_ONCE * 4:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _copy_alone(source: Storage, target: Storage, stored: StoredObject) -> Copied:
    try:
        return Copied(stored.key, copy_object(source, target, stored))
    except Exception as error:  # whatever the two places may raise
        return Copied(stored.key, Outcome.FAILED, error)


def copy_object(source: Storage, target: Storage, stored: StoredObject) -> Outcome:
    """What is at the target already stays if it is the same, and is replaced if it is not, as half a file is. Raises
    NotTheSame, and whatever the places raise."""
    with SpooledTemporaryFile(IN_MEMORY) as content:
        checksum = _take(source, stored, content)
        if target.exists(stored.key):
            if target.size(stored.key) == stored.bytes and _checksum(target, stored.key) == checksum:
                return Outcome.THERE
            target.delete(stored.key)
        content.seek(0)
        name = target.save(stored.key, File(content))
        if name != stored.key:
            target.delete(name)
            raise NotTheSame(f"it would be called {name} there")
    if _checksum(target, stored.key) != checksum:
        target.delete(stored.key)
        raise NotTheSame("it arrived with other bytes")
    return Outcome.COPIED


def _take(source: Storage, stored: StoredObject, content: IO[bytes]) -> bytes:
    """Into `content`; the sha-256."""
    checksum, size = sha256(), 0
    with source.open(stored.key) as file:
        while piece := file.read(PIECE):
            checksum.update(piece)
            content.write(piece)
            size += len(piece)
    if size != stored.bytes:
        raise NotTheSame(f"{size:,} bytes of {stored.bytes:,} could be read")
    return checksum.digest()


def _checksum(place: Storage, key: str) -> bytes:
    checksum = sha256()
    with place.open(key) as file:
        while piece := file.read(PIECE):
            checksum.update(piece)
    return checksum.digest()
