"""Storing many examples at once: deciding what is held back, and one COPY."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from django.db import connection

from projects.models import Label, Project
from storage.contracts import NewExample
from storage.times import from_milliseconds
from training.models import Example
from training.policy import holds_back_next, unit_of


class Row(NamedTuple):
    """What is stored of a new example, in the order of `_TYPES`."""

    project: UUID
    public_id: UUID
    label: int
    text: str
    group: str | None
    unit: UUID
    held_back: bool
    source: str
    contributor: UUID
    added_at: datetime


_TYPES: Final = ("uuid", "uuid", "int8", "text", "text", "uuid", "bool", "text", "uuid", "timestamptz")
_COPY: Final = """
    COPY training_example
        (project_id, public_id, label_id, text, "group", unit, held_back, source, contributor_id, added_at)
    FROM STDIN (FORMAT BINARY)
"""


def new_rows(
    project: Project,
    labels: Mapping[UUID | None, Label],
    examples: Sequence[NewExample],
    *,
    contributor: UUID,
    now: datetime,
) -> list[Row]:
    """Rows for examples that are not stored yet, in the order given. Counts them into the project and into the
    `labels` (by public id), which the caller saves."""
    marks = _marks_of_units(project, {unit_of(example) for example in examples if example.held_back is None})
    rows = []
    for example in examples:
        label, unit, held_back = labels[example.label_id], unit_of(example), example.held_back
        if held_back is None:
            held_back = marks[unit] if unit in marks else holds_back_next(label)
        marks.setdefault(unit, held_back)
        _count(project, label, held_back=held_back, size=len(example.data.text.encode()))
        rows.append(
            Row(
                project=project.id,
                public_id=example.id,
                label=label.pk,
                text=example.data.text,
                group=example.group,
                unit=unit,
                held_back=held_back,
                source=example.source,
                contributor=contributor,
                added_at=now if example.added_at is None else from_milliseconds(example.added_at),
            )
        )
    return rows


def store(rows: Iterable[Row]) -> None:
    """One statement, however many rows."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(_TYPES)
        for row in rows:
            copy.write_row(row)


def _marks_of_units(project: Project, units: set[UUID]) -> dict[UUID, bool]:
    """Whether the units that are there already are held back."""
    if not units:
        return {}
    members = Example.objects.live().filter(project=project, unit__any_of=units)
    first = members.order_by("unit", "public_id").distinct("unit")
    return dict(first.values_list("unit", "held_back"))


def _count(project: Project, label: Label, *, held_back: bool, size: int) -> None:
    project.examples += 1
    project.held_back += held_back
    project.bytes += size
    label.examples += 1
    label.held_back += held_back
    label.bytes += size
    label.ever_added += 1
