"""The counts of a project and its labels, which are columns and equal to the rows at the end of every transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from django.db import connection
from django.db.models import Count, Q, Sum
from django.utils import timezone

from projects.models import Label, Project
from training.models import Example

Sums = Sequence[int]
"""Examples, those held back, and bytes."""

_SAVE: Final = """
    WITH saved AS (
        UPDATE projects_label label
        SET examples = new.examples, held_back = new.held_back, bytes = new.bytes, ever_added = new.ever_added
        FROM unnest(%s::int8[], %s::int4[], %s::int4[], %s::int8[], %s::int4[])
            AS new(id, examples, held_back, bytes, ever_added)
        WHERE label.id = new.id
    )
    UPDATE projects_project
    SET examples = %s, held_back = %s, bytes = %s, ever_added = %s, examples_revision = %s, changed_at = %s
    WHERE id = %s
"""


def save_counts(project: Project, labels: Collection[Label]) -> None:
    """Of a locked project in which examples have changed, so that its model has not seen them all."""
    project.examples_revision += 1
    project.changed_at = timezone.now()
    values = (
        [label.pk for label in labels],
        [label.examples for label in labels],
        [label.held_back for label in labels],
        [label.bytes for label in labels],
        [label.ever_added for label in labels],
        project.examples,
        project.held_back,
        project.bytes,
        project.ever_added,
        project.examples_revision,
        project.changed_at,
        project.pk,
    )
    with connection.cursor() as cursor:
        cursor.execute(_SAVE, values)


def recount(project: Project) -> None:
    """Of a locked project in which examples have changed, from its rows."""
    rows = Example.objects.live().filter(project=project)
    sums = rows.values("label_id").annotate(
        all=Count("pk"), kept_back=Count("pk", filter=Q(held_back=True)), size=Sum("bytes")
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
