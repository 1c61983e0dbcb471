"""T13: a file that was made to do harm is refused before anything is written."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from tempfile import TemporaryFile
from typing import BinaryIO

import pytest

from projects.files.opening import read_content
from projects.models import Project
from storage.ids import new_id
from storage.problems import Problem
from tests.conftest import Cast, client_of
from tests.files.drafts import draft
from tests.files.helpers import opened
from tests.files.hostile import hostile_files
from tests.files.refused import Hostile
from tests.projects.helpers import set_rules

FILES = list(hostile_files())
MEMORY = 64_000_000

SAID_BY_A_STORE = {
    "example: a group that is too long",
    "example: a source that is too long",
    "model: another digest",
    "model: a later version",
    "media: a sound that is too long",
    "media: a text",
    "media: a page",
    "media: half a picture",
    "media: something behind its end",
    "media: a picture with a comment in it",
    "media: nothing",
    "media: a sound",
}
"""What only the stores know is found while the project arrives; it never does."""


def test_the_draft_that_they_all_come_from_is_sound(cast: Cast) -> None:
    card = opened(cast.ada, draft().zip()).card
    assert (card.counts.examples, card.project.name, card.moving) == (10, "Animals", None)


@pytest.mark.parametrize("hostile", [file for file in FILES if not file.large], ids=lambda file: file.name)
def test_a_hostile_file_is_refused_and_nothing_is_written(cast: Cast, hostile: Hostile) -> None:
    set_rules(cast.otters, media_on_website=True)
    browser = client_of(cast.ada)
    address = f"/api/v1/project-files?project={new_id()}"
    answer = browser.post(address, hostile.content(), content_type="application/octet-stream")
    assert answer.status_code == {"invalid": 400, "too_large": 413, "limit_reached": 409}[hostile.code]
    assert answer.json()["code"] == hostile.code
    assert browser.get("/api/v1/projects").json() == {"projects": []}
    assert Project.objects.exists() == (hostile.name in SAID_BY_A_STORE)


@pytest.mark.parametrize("hostile", FILES, ids=lambda file: file.name)
def test_refusing_takes_little_memory(hostile: Hostile) -> None:
    with TemporaryFile() as file:
        file.writelines(hostile.pieces())
        tracemalloc.start()
        try:
            code = _read(file)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert code == ("" if hostile.name in SAID_BY_A_STORE else hostile.code)
    assert peak < MEMORY


def _read(file: BinaryIO) -> str:
    try:
        content = read_content(file, new_id())
        content.check()
    except Problem as problem:
        return problem.code
    return ""


def test_no_byte_of_a_file_can_be_changed() -> None:
    """But for what stands for nothing: times, versions and hints about packing."""
    sound = draft().zip()
    changed = 0
    for at in range(0, len(sound), 7):
        other = sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :]
        code = _read(BytesIO(other))
        assert code in ("", "invalid", "too_large")
        changed += code != ""
    assert changed > len(sound) / 7 * 0.75
