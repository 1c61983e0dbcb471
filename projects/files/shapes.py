"""JSON of a project file as the values of the contract, as far as every place has the same rules."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from projects.files.content import Header
from projects.files.faults import damaged, too_large, unknown_kind
from projects.files.names import EXAMPLES, PROJECT, WORKS, model_name, work_name
from projects.files.reading import Json, take, take_count, take_id, take_maybe
from projects.policy import check_change
from storage.contracts import (
    PROJECT_KINDS,
    WORK_KINDS,
    Example,
    Guessed,
    Label,
    NewWork,
    ProjectChange,
    ProjectKind,
    SavedModel,
    Text,
)
from storage.limits import TEXT_LENGTH, WORK_NAME_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled

OPENED: Final[tuple[ProjectKind, ...]] = ("text",)


def known_kind(kind: str) -> ProjectKind:
    """Problem: `invalid`, with the kind that cannot be opened yet as its field."""
    if kind not in PROJECT_KINDS:
        raise damaged(PROJECT)
    if kind not in OPENED:
        raise unknown_kind(kind)
    return kind


def header_of(said: Any) -> Header:
    """Problems: `invalid`, `limit_reached` for too many labels."""
    kind = known_kind(take(said, "kind", str, PROJECT))
    take_count(said, "createdAt", PROJECT)
    if take(said, "fields", list, PROJECT):
        raise damaged(PROJECT)
    labels = [
        Label(take_id(label, "id", PROJECT), take(label, "name", str, PROJECT))
        for label in take(said, "labels", list, PROJECT)
    ]
    header = Header(
        kind=kind,
        name=take(said, "name", str, PROJECT),
        language=take(said, "language", str, PROJECT),
        labels=tuple(labels),
    )
    check_header(header)
    return header


def check_header(header: Header) -> None:
    try:
        check_change(ProjectChange(header.name, header.language, header.labels, ()), header.kind)
    except Problem as problem:
        if problem.code == Code.INVALID:
            raise damaged(PROJECT) from problem
        raise


def example_of(said: Any) -> Example:
    """Problems: `invalid`, `too_large` for a long text."""
    text = take(take(said, "data", dict, EXAMPLES), "text", str, EXAMPLES)
    _check_filled(text, TEXT_LENGTH, EXAMPLES, too_long=Code.TOO_LARGE)
    return Example(
        id=take_id(said, "id", EXAMPLES),
        label_id=take_id(said, "labelId", EXAMPLES),
        data=Text(text),
        group=take_maybe(said, "group", str, EXAMPLES),
        held_back=take(said, "heldBack", bool, EXAMPLES),
        source=take(said, "source", str, EXAMPLES),
        added_at=take_count(said, "addedAt", EXAMPLES),
    )


def model_of(said: Any, id: UUID, kind: ProjectKind) -> SavedModel:
    """The model store says whether the model can be used."""
    where = model_name(id)
    model: Json = take(said, "model", dict, where)
    if model.get("id") != str(id) or model.get("kind") != kind:
        raise damaged(where)
    lines = take(said, "report", list, where)
    return SavedModel(model, tuple(_guessed(line, where) for line in lines))


def _guessed(said: Any, where: str) -> Guessed:
    confidence = said.get("confidence") if isinstance(said, dict) else None
    if not isinstance(confidence, int | float) or isinstance(confidence, bool) or not 0 <= confidence <= 1:
        raise damaged(where)
    return Guessed(take_id(said, "exampleId", where), take_id(said, "guessedId", where), float(confidence))


def work_of(said: Any) -> NewWork:
    """Without its file, which is where its id and its kind say."""
    kind, name = take(said, "kind", str, WORKS), take(said, "name", str, WORKS)
    if kind not in WORK_KINDS:
        raise damaged(WORKS)
    _check_filled(name, WORK_NAME_LENGTH, WORKS)
    take_count(said, "revision", WORKS)
    id = take_id(said, "id", WORKS)
    if take(said, "file", str, WORKS) != work_name(id, kind):
        raise damaged(WORKS)
    return NewWork(id, kind, name, b"", take_count(said, "changedAt", WORKS))


def _check_filled(text: str, most: int, where: str, *, too_long: Code = Code.INVALID) -> None:
    try:
        check_filled(text, most, where, too_long=too_long)
    except Problem as problem:
        raise (too_large(where) if problem.code == Code.TOO_LARGE else damaged(where)) from problem
