"""A body that may be large, onto the disk: never more than was allowed, and nothing of it in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO, Final

import structlog
from django.conf import settings
from django.http import HttpRequest

from projects.files.faults import not_arrived, too_large
from storage.database import let_go
from storage.problems import Code, Problem

PIECE: Final = 262_144

log = structlog.stdlib.get_logger(__name__)


@contextmanager
def received(request: HttpRequest) -> Iterator[BinaryIO]:
    """The body as a file that is gone afterwards. Problems: `too_large`, before anything is read where the length is
    said; `invalid` for a body that breaks off; `storage_unavailable` when the disk is full."""
    most = settings.PROJECT_FILE_BYTES
    said = int(request.META.get("CONTENT_LENGTH") or 0)
    if said > most:
        raise too_large("the file")
    # A slow line takes minutes, in which others need the connection.
    let_go()
    with TemporaryFile() as file:
        if _copy(request, file, most) != said:
            raise not_arrived()
        file.seek(0)
        yield file


def _copy(request: HttpRequest, file: BinaryIO, most: int) -> int:
    there = 0
    while piece := request.read(PIECE):
        there += len(piece)
        if there > most:
            raise too_large("the file")
        try:
            file.write(piece)
        except OSError as error:
            log.warning("no_room_for_file", error=type(error).__name__)
            raise Problem(Code.STORAGE_UNAVAILABLE) from error
    return there
