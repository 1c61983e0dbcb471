"""JSON of a project file as the values of the contract, as far as every place has the same rules."""

from __future__ import annotations

from sys import float_info
from typing import Any, cast, get_args
from uuid import UUID

from projects.files.content import Header
from projects.files.faults import damaged
from projects.files.names import PROJECT, WORKS, model_name, work_name
from projects.files.reading import Json, take, take_count, take_id
from projects.policy import check_change
from storage.limits import WORK_NAME_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled
from storage.values import (
    PROJECT_KINDS,
    WORK_KINDS,
    Field,
    FieldRole,
    FieldType,
    Guessed,
    Label,
    NewWork,
    Predicted,
    ProjectChange,
    ProjectKind,
    SavedModel,
)


def known_kind(kind: str) -> ProjectKind:
    """Problem: `invalid`."""
    if kind not in PROJECT_KINDS:
        raise damaged(PROJECT)
    return kind


def header_of(said: Any) -> Header:
    """Problems: `invalid`, `limit_reached` for too many labels."""
    kind = known_kind(take(said, "kind", str, PROJECT))
    take_count(said, "createdAt", PROJECT)
    fields = [field_of(field) for field in take(said, "fields", list, PROJECT)]
    labels = [
        Label(take_id(label, "id", PROJECT), take(label, "name", str, PROJECT))
        for label in take(said, "labels", list, PROJECT)
    ]
    header = Header(
        kind=kind,
        name=take(said, "name", str, PROJECT),
        language=take(said, "language", str, PROJECT),
        labels=tuple(labels),
        fields=tuple(fields),
    )
    check_header(header)
    return header


def field_of(said: Any) -> Field:
    choices, role = take(said, "choices", list, PROJECT), take(said, "role", str, PROJECT)
    type_ = take(said, "type", str, PROJECT)
    known = type_ in get_args(FieldType) and role in get_args(FieldRole)
    if not known or not all(isinstance(choice, str) for choice in choices):
        raise damaged(PROJECT)
    return Field(
        take_id(said, "id", PROJECT),
        take(said, "name", str, PROJECT),
        cast(FieldType, type_),
        tuple(choices),
        cast(FieldRole, role),
    )


def check_header(header: Header) -> None:
    change = ProjectChange(header.name, header.language, header.labels, header.fields)
    try:
        check_change(change, header.kind)
    except Problem as problem:
        if problem.code == Code.INVALID:
            raise damaged(PROJECT) from problem
        raise


def model_of(said: Any, id: UUID, kind: ProjectKind) -> SavedModel:
    """The model store says whether the model can be used."""
    where = model_name(id)
    model: Json = take(said, "model", dict, where)
    if model.get("id") != str(id) or model.get("kind") != kind:
        raise damaged(where)
    lines = take(said, "report", list, where)
    return SavedModel(model, tuple(_report_line(line, where) for line in lines))


def _report_line(said: Any, where: str) -> Guessed | Predicted:
    example = take_id(said, "exampleId", where)
    if "number" in said:
        return Predicted(example, _number(said["number"], where))
    confidence = _number(said.get("confidence"), where)
    if not 0 <= confidence <= 1:
        raise damaged(where)
    return Guessed(example, take_id(said, "guessedId", where), confidence)


def _number(said: Any, where: str) -> float:
    if not isinstance(said, int | float) or isinstance(said, bool) or not abs(said) <= float_info.max:
        raise damaged(where)
    return float(said)


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


def _check_filled(text: str, most: int, where: str) -> None:
    try:
        check_filled(text, most, where)
    except Problem as problem:
        raise damaged(where) from problem
