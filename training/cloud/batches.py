"""Storing many examples at once: what is there already, what is held back, and one COPY.

The statements are written out: thirty children add all the time, and half of the time of a request would go into
putting together the same few statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from projects.models import Label, Project
from storage.times import from_milliseconds, to_milliseconds
from storage.values import ProjectKind, Receipt
from training.cloud.contents import COLUMNS, Content
from training.policy import holds_back_next


class Row(NamedTuple):
    """What is stored of every new example, in the order of `_TYPES`; the columns of its kind come after."""

    project: UUID
    public_id: UUID
    label: int | None
    group: str | None
    unit: UUID
    held_back: bool
    source: str
    contributor: UUID
    added_at: datetime
    bytes: int


_COLUMNS: Final = """
    project_id, public_id, label_id, "group", unit, held_back, source, contributor_id, added_at, bytes
"""
_TYPES: Final = ("uuid", "uuid", "int8", "text", "uuid", "bool", "text", "uuid", "timestamptz", "int4")
_COPY: Final[Mapping[ProjectKind, str]] = {
    kind: f"COPY training_example ({', '.join((_COLUMNS, *columns.written))}) FROM STDIN (FORMAT BINARY)"
    for kind, columns in COLUMNS.items()
}

_RECEIPTS: Final = """
    SELECT example.public_id, example.held_back, example.added_at,
        example.removed_at IS NOT NULL OR label.removed_at IS NOT NULL
    FROM training_example example LEFT JOIN projects_label label ON label.id = example.label_id
    WHERE example.project_id = %s AND example.public_id = ANY(%s)
"""
_MARKS: Final = """
    SELECT DISTINCT ON (example.unit) example.unit, example.held_back
    FROM training_example example LEFT JOIN projects_label label ON label.id = example.label_id
    WHERE example.project_id = %s AND example.unit = ANY(%s)
        AND example.removed_at IS NULL AND label.removed_at IS NULL
    ORDER BY example.unit, example.public_id
"""


def new_rows(
    project: Project,
    labels: Mapping[UUID | None, Label],
    contents: Sequence[Content],
    *,
    contributor: UUID,
    now: datetime,
) -> list[Row]:
    """Rows for examples that are not stored yet, in the order given. Counts them into the project and into the
    `labels` (by public id), which the caller saves."""
    marks = _marks_of_units(project, {one.unit for one in contents if one.example.held_back is None})
    rows = []
    for example, unit, size, _columns in contents:
        label, held_back = labels.get(example.label_id), example.held_back
        if held_back is None:
            held_back = marks[unit] if unit in marks else holds_back_next(label or project)
        marks.setdefault(unit, held_back)
        _count(project, label, held_back=held_back, size=size)
        rows.append(
            Row(
                project=project.id,
                public_id=example.id,
                label=None if label is None else label.pk,
                group=example.group,
                unit=unit,
                held_back=held_back,
                source=example.source,
                contributor=contributor,
                added_at=now if example.added_at is None else from_milliseconds(example.added_at),
                bytes=size,
            )
        )
    return rows


def receipts_of(project: Project, ids: Sequence[UUID]) -> dict[UUID, Receipt]:
    """Of those that have been stored before, removed ones too."""
    return {
        id: Receipt(id, held_back, to_milliseconds(added_at), removed)
        for id, held_back, added_at, removed in _all(_RECEIPTS, (project.id, list(ids)))
    }


def store(kind: ProjectKind, rows: Sequence[Row], contents: Sequence[Content]) -> None:
    """One statement, however many rows; `contents` are those that the rows were made of."""
    # Django passes a COPY through to psycopg, and translates its errors only when asked.
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(_COPY[kind]) as copy:
        copy.set_types((*_TYPES, *COLUMNS[kind].written.values()))
        for row, content in zip(rows, contents, strict=True):
            copy.write_row((*row, *content.columns))


def _marks_of_units(project: Project, units: set[UUID]) -> dict[UUID, bool]:
    """Whether the units that are there already are held back."""
    return dict(_all(_MARKS, (project.id, list(units)))) if units else {}


def _all(statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _count(project: Project, label: Label | None, *, held_back: bool, size: int) -> None:
    project.examples += 1
    project.held_back += held_back
    project.bytes += size
    if label is None:
        project.ever_added += 1
        return
    label.examples += 1
    label.held_back += held_back
    label.bytes += size
    label.ever_added += 1
