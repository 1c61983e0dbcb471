"""Making the labels of a project as its person wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from projects.models import Label, Project
from storage import values
from storage.problems import Code, Problem
from storage.text import fold


def relabel(project: Project, wanted: Sequence[values.Label], *, room: int, now: datetime) -> None:
    """Rows of labels change here; of the locked `project` only the counts, which the caller saves.

    A label that is not wanted any more goes with its examples, one that is wanted again brings back its own.
    Problem: `limit_reached` when those are more than there is `room` for in the project.
    """
    known = {label.public_id: label for label in project.labels.all()}
    ids = {label.id for label in wanted}
    leaving = [label for id, label in known.items() if label.removed_at is None and id not in ids]
    returning = [label for id, label in known.items() if label.removed_at is not None and id in ids]
    _count(project, leaving, returning)
    if project.examples > room and any(label.examples for label in returning):
        raise Problem(Code.LIMIT_REACHED, "There is no room for the examples of that label.", field="labels")
    project.labels.filter(pk__in=[label.pk for label in leaving]).update(removed_at=now)
    _rename(project, known, wanted)
    Label.objects.bulk_create(new_labels(project, wanted, without=known))


def new_labels(
    project: Project, wanted: Sequence[values.Label], *, without: Iterable[UUID] = ()
) -> list[Label]:
    there = set(without)
    return [
        Label(
            project=project,
            public_id=label.id,
            name=label.name,
            folded_name=fold(label.name),
            position=position,
        )
        for position, label in enumerate(wanted)
        if label.id not in there
    ]


def _count(project: Project, leaving: Sequence[Label], returning: Sequence[Label]) -> None:
    for sign, labels in ((-1, leaving), (1, returning)):
        for label in labels:
            project.examples += sign * label.examples
            project.held_back += sign * label.held_back
            project.bytes += sign * label.bytes
    if leaving or returning:
        project.examples_revision += 1


def _rename(project: Project, known: Mapping[UUID, Label], wanted: Sequence[values.Label]) -> None:
    kept = [(known[label.id], label, position) for position, label in enumerate(wanted) if label.id in known]
    renamed = [row.pk for row, label, _ in kept if row.name != label.name]
    # Two labels may swap their names, and no name may be there twice in between. No name is as long as an id.
    project.labels.filter(pk__in=renamed).update(folded_name=Cast("public_id", CharField()))
    for row, label, position in kept:
        row.name, row.folded_name = label.name, fold(label.name)
        row.position, row.removed_at = position, None
    Label.objects.bulk_update([row for row, _, _ in kept], ("name", "folded_name", "position", "removed_at"))
