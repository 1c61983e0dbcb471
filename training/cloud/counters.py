"""The counts of a project and its labels, which are columns and equal to the rows at the end of every transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Count, Func, IntegerField, Q, Sum
from django.utils import timezone

from projects.models import Label, Project
from training.models import Example

_SIZE: Final = Func("text", function="octet_length", output_field=IntegerField())
Sums = Sequence[int]
"""Examples, those held back, and bytes."""

_COLUMNS: Final = ("examples", "held_back", "bytes", "examples_revision", "changed_at")


def save_counts(project: Project, labels: Iterable[Label]) -> None:
    """Of a locked project in which examples have changed, so that its model has not seen them all."""
    for label in labels:
        label.save(update_fields=("examples", "held_back", "bytes", "ever_added"))
    project.examples_revision += 1
    project.changed_at = timezone.now()
    project.save(update_fields=_COLUMNS)


def recount(project: Project) -> None:
    """Of a locked project in which examples have changed, from its rows."""
    rows = Example.objects.live().filter(project=project)
    sums = rows.values("label_id").annotate(
        all=Count("pk"), kept_back=Count("pk", filter=Q(held_back=True)), size=Sum(_SIZE)
    )
    counted = sums.values_list("label_id", "all", "kept_back", "size")
    found: dict[int | None, Sums] = {label: counts for label, *counts in counted}
    labels = list(project.labels.live())
    for label in labels:
        _set(label, found.get(label.pk, (0, 0, 0)))
    _set(project, [sum(column) for column in zip((0, 0, 0), *found.values(), strict=True)])
    save_counts(project, labels)


def _set(row: Project | Label, counts: Sums) -> None:
    row.examples, row.held_back, row.bytes = counts
