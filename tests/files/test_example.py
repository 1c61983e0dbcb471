"""The files that every version must open. The browser's half is `frontend/tests/files/example.test.ts`."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pytest

from storage.routing import website
from storage.values import text_of
from tests.conftest import Cast
from tests.files.example import EXAMPLES, PATH, TEXTS
from tests.files.helpers import opened, saved


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_example_is_what_the_code_makes(kind: str) -> None:
    path, digest, make = EXAMPLES[kind]
    with ZipFile(path) as file:
        entries = {name: file.read(name) for name in file.namelist()}
    manifest = json.loads(entries.pop("manifest.json"))
    assert entries == dict(make().entries)
    assert manifest == json.loads(make().manifest())
    assert manifest["digest"] == digest


@pytest.mark.parametrize("kind", EXAMPLES)
def test_an_example_opens(cast: Cast, kind: str) -> None:
    path, digest, _make = EXAMPLES[kind]
    card = opened(cast.tess, path.read_bytes()).card
    assert card.project.kind == kind
    assert website(cast.tess).projects.digest(card.project.id) == digest


def test_the_texts_of_an_example_are_as_they_were(cast: Cast) -> None:
    card = opened(cast.ada, PATH.read_bytes()).card
    examples = website(cast.ada).examples.read(card.project.id)
    assert [text_of(example.data) for example in examples] == list(TEXTS)
    assert card.project.name == "Animals 🦊 حيوانات"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_saved_again_it_has_the_same_content(cast: Cast, kind: str) -> None:
    path, _digest, _make = EXAMPLES[kind]
    card = opened(cast.tess, path.read_bytes()).card
    with ZipFile(path) as file, ZipFile(BytesIO(saved(cast.tess, card.project.id))) as again:
        same = sorted(
            set(file.namelist()) - {"manifest.json", "project.json", "works.json", "examples.jsonl"}
        )
        assert [again.read(name) for name in same] == [file.read(name) for name in same]
        assert sorted(again.namelist()) == sorted(file.namelist())
        lines = [json.loads(line) for line in file.read("examples.jsonl").splitlines()]
        assert [json.loads(line) for line in again.read("examples.jsonl").splitlines()] == lines
