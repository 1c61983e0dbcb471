"""The counts of a project and its labels, which are columns and equal to the rows at the end of every transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Count, Func, IntegerField, Q, Sum

from projects.models import Label, Project
from training.models import Example

_SIZE: Final = Func("text", function="octet_length", output_field=IntegerField())
_COLUMNS: Final = ("examples", "held_back", "bytes", "examples_revision")


def save_counts(project: Project, labels: Iterable[Label]) -> None:
    """Of a locked project in which examples have changed, so that its model has not seen them all."""
    Label.objects.bulk_update(labels, ("examples", "held_back", "bytes", "ever_added"))
    project.examples_revision += 1
    project.save(update_fields=_COLUMNS)


def recount(project: Project) -> None:
    """Of a locked project in which examples have changed, from its rows."""
    rows = Example.objects.live().filter(project=project)
    sums = rows.values("label_id").annotate(
        examples=Count("pk"), held_back=Count("pk", filter=Q(held_back=True)), bytes=Sum(_SIZE)
    )
    by_label = {found["label_id"]: found for found in sums}
    nothing = {"examples": 0, "held_back": 0, "bytes": 0}
    labels = list(project.labels.live())
    for label in labels:
        _set(label, by_label.get(label.pk, nothing))
    _set(project, {name: sum(found[name] for found in by_label.values()) for name in nothing})
    save_counts(project, labels)


def _set(row: Project | Label, counts: dict[str, int]) -> None:
    row.examples, row.held_back, row.bytes = counts["examples"], counts["held_back"], counts["bytes"]
