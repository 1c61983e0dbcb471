"""Files on the disk for as long as they arrive or leave. A slow line takes minutes: meanwhile nothing of them is in
memory, and nobody else waits for a connection to the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from threading import Lock
from typing import BinaryIO, Final

import structlog
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from projects.files.faults import not_arrived, too_large
from storage.database import let_go
from storage.problems import Code, Problem

PIECE: Final = 262_144
AT_ONCE: Final = 32
AT_ONCE_A_PERSON: Final = 2

log = structlog.stdlib.get_logger(__name__)

_arriving: Counter[object] = Counter()
_lock = Lock()


@contextmanager
def received(request: HttpRequest) -> Iterator[BinaryIO]:
    """The body as a file that is gone afterwards. Problems: `too_large`, before anything is read where the length is
    said; `invalid` for a body that breaks off; `rate_limited` when too many arrive at once; `storage_unavailable` when
    the disk is full."""
    most = settings.PROJECT_FILE_BYTES
    said = int(request.META.get("CONTENT_LENGTH") or 0)
    if said > most:
        raise too_large("the file")
    with TemporaryFile() as file:
        with _one_of_few(request.user.pk):
            let_go()
            if _write(file, _pieces(request, most)) != said:
                raise not_arrived()
        file.seek(0)
        yield file


def ready_to_leave(pieces: Iterable[bytes]) -> BinaryIO:
    """All of the pieces as a file, which whoever sends it closes: what goes wrong is known before the first byte is on
    its way. Problem: `storage_unavailable` when the disk is full."""
    file = TemporaryFile()  # noqa: SIM115
    try:
        _write(file, pieces)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    let_go()
    return file


@contextmanager
def _one_of_few(person: object) -> Iterator[None]:
    """A body that arrives holds a thread of this process: some must be left for everybody else."""
    with _lock:
        if _arriving.total() >= AT_ONCE or _arriving[person] >= AT_ONCE_A_PERSON:
            raise Problem(Code.RATE_LIMITED, _("Other files are being opened. Try again in a moment."))
        _arriving[person] += 1
    try:
        yield
    finally:
        with _lock:
            _arriving[person] -= 1
            if not _arriving[person]:
                del _arriving[person]


def _pieces(request: HttpRequest, most: int) -> Iterator[bytes]:
    there = 0
    while piece := request.read(PIECE):
        there += len(piece)
        if there > most:
            raise too_large("the file")
        yield piece


def _write(file: BinaryIO, pieces: Iterable[bytes]) -> int:
    """How many bytes there were."""
    there = 0
    for piece in pieces:
        there += len(piece)
        try:
            file.write(piece)
        except OSError as error:
            log.warning("no_room_for_file", error=type(error).__name__)
            raise Problem(Code.STORAGE_UNAVAILABLE) from error
    return there
