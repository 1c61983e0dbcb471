"""The file that every version must open. The browser's half is `frontend/tests/files/example.test.ts`."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

from storage.contracts import text_of
from storage.routing import website
from tests.conftest import Cast
from tests.files.example import DIGEST, PATH, TEXTS, example
from tests.files.helpers import opened, saved


def test_the_example_is_what_the_code_makes() -> None:
    with ZipFile(PATH) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(entries.pop("manifest.json"))
    assert entries == dict(example().entries)
    assert manifest == json.loads(example().manifest())
    assert manifest["digest"] == DIGEST


def test_the_example_opens(cast: Cast) -> None:
    card = opened(cast.ada, PATH.read_bytes()).card
    stores = website(cast.ada)
    assert stores.projects.digest(card.project.id) == DIGEST
    assert [text_of(example.data) for example in stores.examples.read(card.project.id)] == list(TEXTS)
    assert card.project.name == "Animals 🦊 حيوانات"


def test_saved_again_it_has_the_same_content(cast: Cast) -> None:
    card = opened(cast.ada, PATH.read_bytes()).card
    with ZipFile(PATH) as file, ZipFile(BytesIO(saved(cast.ada, card.project.id))) as again:
        same = sorted(set(file.namelist()) - {"manifest.json", "project.json", "works.json"})
        assert [again.read(name) for name in same] == [file.read(name) for name in same]
        assert sorted(again.namelist()) == sorted(file.namelist())
