"""The zips of the original Machine Learning for Kids."""

from __future__ import annotations

import pytest

from projects.files.opening import Opened
from storage.ids import new_id
from storage.routing import website
from storage.values import PageRequest, text_of
from tests.conftest import Cast
from tests.files.helpers import opened, refused
from tests.files.originals import original, row
from tests.files.zips import Part, zipped


def skipped(file: Opened) -> dict[str, int]:
    return {skip.what: skip.count for skip in file.skipped}


def test_a_text_project_opens_whole(cast: Cast) -> None:
    rows = [row(f"kind {n}") for n in range(12)] + [row(f"mean {n}", "mean_things") for n in range(7)]
    file = opened(cast.ada, original(rows))
    project = file.card.project
    assert (project.name, project.kind, project.language) == ("Make me happy", "text", "en")
    assert [label.name for label in project.labels] == ["kind_things", "mean_things"]
    kind, mean = (file.card.counts.labels[label.id] for label in project.labels)
    assert (kind.examples, kind.held_back, mean.examples, mean.held_back) == (12, 2, 7, 1)
    page = website(cast.ada).examples.page(project.id, PageRequest(limit=50))
    assert [text_of(example.data) for example in page.examples] == [line["textdata"] for line in rows]
    assert {example.source for example in page.examples} == {"file"}
    assert file.skipped == ()


def test_what_cannot_be_used_is_counted_and_named(cast: Cast) -> None:
    labels = ["cat", "Cat ", "", "x" * 31, "a\0b", 7, *(f"label {n}" for n in range(25))]
    rows = [
        row("it purrs", "cat"),
        row("it hisses", "CAT"),
        row("no label", "fish"),
        row("no label either", None),
        row("label that could not be used", "label 24"),
        row("", "cat"),
        row(None, "cat"),
        row("x" * 1025, "cat"),
        row("a\0b", "cat"),
    ]
    file = opened(cast.ada, original(rows, project={"labels": labels}, more={"testdata.csv": b"a,b\n"}))
    assert skipped(file) == {
        "label": 4 + 6,
        "same_label": 1,
        "unknown_label": 3,
        "empty": 2,
        "long": 1,
        "odd": 1,
        "test_data": 1,
    }
    assert file.card.counts.examples == 2
    assert len(file.card.project.labels) == 20


@pytest.mark.parametrize("type_", ["regression", "prediction"])
def test_predictions_are_refused_since_the_original_has_no_such_files(cast: Cast, type_: str) -> None:
    problem = refused(cast.ada, original([], project={"type": type_}))
    assert (problem.code, problem.field) == ("invalid", "prediction")
    assert "prediction" in problem.detail


@pytest.mark.parametrize(
    ("language", "kept"), [("zh-tw", "zh-tw"), ("", "en"), ("no language", "en"), (None, "en")]
)
def test_an_unknown_language_becomes_english(cast: Cast, language: object, kept: str) -> None:
    file = opened(cast.ada, original([], project={"language": language}))
    assert file.card.project.language == kept


def test_a_long_name_is_cut(cast: Cast) -> None:
    file = opened(cast.ada, original([], project={"name": "x" * 80}))
    assert file.card.project.name == "x" * 60


def test_the_same_file_for_the_same_project_is_the_same_project(cast: Cast) -> None:
    """However often it is sent, and after half of it was written."""
    id, content = new_id(), original([row(f"kind {n}") for n in range(30)])
    first = opened(cast.ada, content, id)
    again = opened(cast.ada, content, id)
    assert again == first
    stores = website(cast.ada)
    assert stores.projects.get(id).counts.examples == 30


def test_ids_follow_the_rows(cast: Cast) -> None:
    id = new_id()
    opened(cast.ada, original([row(f"kind {n}") for n in range(1000)]), id)
    ids = [example.id for example in website(cast.ada).examples.read(id)]
    assert ids == sorted(ids)
    assert {made.version for made in ids} == {7}
    assert {made.int >> 80 for made in ids} == {id.int >> 80}


@pytest.mark.parametrize(
    ("version", "field"),
    [(2, "version"), ("2", "version"), (1.5, "version"), (0, "damaged"), ([], "damaged")],
)
def test_another_version_is_refused(cast: Cast, version: object, field: str) -> None:
    problem = refused(cast.ada, original([], version=version))
    assert (problem.code, problem.field) == ("invalid", field)


@pytest.mark.parametrize(
    "training",
    [
        b"",
        b"{}",
        b"[",
        b"[1]",
        b'[{"label":"kind_things","textdata":"a"}',
        b'[{"label":"kind_things","textdata":"a"},]',
        b'[{"label":"kind_things","textdata":"a"}] []',
        b'[,{"label":"kind_things","textdata":"a"}]',
        b'[{"label":"kind_things","textdata":"a"} {"label":"kind_things","textdata":"b"}]',
        b'[{"label":"kind_things","textdata":NaN}]',
        b'[{"label":"kind_things","textdata":"\xff"}]',
        b"[" * 5000,
        b'[{"label":"kind_things","textdata":"' + b"x" * 200_000 + b'"}]',
    ],
)
def test_damaged_rows_are_refused(cast: Cast, training: bytes) -> None:
    problem = refused(cast.ada, original([], more={"training.json": training}))
    assert (problem.code, problem.field) == ("invalid", "damaged")


@pytest.mark.parametrize(
    "project",
    [{"type": 7}, {"type": "smells"}, {"name": None}, {"name": " "}, {"name": "a\0b"}, {"labels": "cat"}],
)
def test_a_damaged_project_is_refused(cast: Cast, project: dict[str, object]) -> None:
    assert refused(cast.ada, original([], project=project)).field == "damaged"


def test_rows_may_be_spread_over_lines_and_pieces(cast: Cast) -> None:
    rows = b",\n ".join(b'{"label": "kind_things", "textdata": "text %d"}' % n for n in range(999))
    file = opened(cast.ada, original([], more={"training.json": b" \r\n[ " + rows + b"\n] \n"}))
    assert file.card.counts.examples == 999
    empty = opened(cast.ada, original([], more={"training.json": b"[ ]"}))
    assert empty.card.counts.examples == 0


def test_a_part_that_no_project_of_ours_has_is_refused(cast: Cast) -> None:
    both = original([], more={f"models/{new_id()}.json": b"{}"})
    assert refused(cast.ada, both).field == "damaged"


def test_pictures_beside_texts_are_not_looked_at_but_must_be_sound(cast: Cast) -> None:
    assert opened(cast.ada, original([row("hello")], more={"images/1.png": b"no picture"})).skipped == ()
    broken = zipped([Part(b"manifest.json", b'{"formatversion":1}'), Part(b"images/1.png", b"x", crc=1)])
    assert refused(cast.ada, broken).code == "invalid"
