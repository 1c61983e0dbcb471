"""T11, where files are made canonical: no hostile one is kept as it is, and none takes much memory or time."""

from __future__ import annotations

import time

from storage.problems import Code, Problem
from tests.crashes import chance
from tests.memory import most_memory
from tests.training.media.hostile import UPLOADS, hostile_uploads
from tests.training.media.hostile_parts import MARK, Hostile
from training.media.canonical import CanonicalMedia
from training.media.pictures import canonical_picture
from training.media.sounds import canonical_sound

MEMORY = 64_000_000
SECONDS = 30


def kept(hostile: Hostile) -> CanonicalMedia | Code:
    canonical = canonical_picture if hostile.kind == "images" else canonical_sound
    try:
        return canonical(hostile.file)
    except Problem as problem:
        return problem.code


def test_of_hostile_files_nothing_hostile_is_kept() -> None:
    uploads = list(hostile_uploads(chance()))
    assert len(uploads) == UPLOADS
    with most_memory() as most:
        for hostile in uploads:
            started = time.monotonic()
            media = kept(hostile)
            assert time.monotonic() - started < SECONDS, hostile.name
            if isinstance(media, Code):
                assert media in (Code.INVALID, Code.TOO_LARGE), hostile.name
                continue
            assert hostile.at_best != "refused", hostile.name
            assert MARK not in media.file, hostile.name
            assert media.file != hostile.file or hostile.at_best == "kept", hostile.name
    assert most() < MEMORY
