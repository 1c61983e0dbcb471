"""The rows of training runs: their turn, how they end and what is said of them."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, cast
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects.models import Project
from storage.values import Run, RunState
from training.models import Lending, TrainingRun, TrainingRunQuerySet

TURN_OF: Final = Coalesce("school_class_id", "person_id")
"""Classes take turns with one another, and with people who have none."""


class NotHeld(Exception):
    """Somebody else has ended this run, or has claimed it since."""


def end_run(runs: TrainingRunQuerySet, run: TrainingRun, state: TrainingRun.State, **changes: Any) -> None:
    """End `run` and tell its project. Raises NotHeld, having changed nothing, when it is not among `runs`."""
    with transaction.atomic():
        # The project first, as everywhere, so that two who end a run never wait for each other.
        if run.project_id is not None:
            Project.objects.filter(pk=run.project_id, run_id=run.pk).update(run_id=None)
        changes |= {"state": state, "lease_until": None, "ended_at": timezone.now()}
        if not runs.filter(pk=run.pk).update(**changes):
            raise NotHeld
        if run.project_id is None:
            Lending.objects.filter(pk=run.pk).update(texts=None)


def run_value(run: TrainingRun) -> Run:
    """`expected_seconds` counts the runs that come before. A model has the id of the run that made it."""
    before = _seconds_before(run)
    return Run(
        id=run.pk,
        state=cast(RunState, run.state),
        progress=run.progress,
        place=len(before),
        expected_seconds=round(run.expected_seconds + sum(before), 1),
        model_id=run.pk if run.model_id is not None else None,
        problem=run.problem,
    )


def _seconds_before(run: TrainingRun) -> list[float]:
    """The expected seconds of each queued run that is claimed before this one, where classes take turns."""
    if run.state != TrainingRun.State.QUEUED:
        return []
    turns: Counter[UUID] = Counter()
    queue: list[tuple[int, int, UUID, float]] = []
    for pk, group, seconds in TrainingRun.objects.queued().values_list("pk", TURN_OF, "expected_seconds"):
        turns[group] += 1
        queue.append((turns[group], len(queue), pk, seconds))
    before: list[float] = []
    for _turn, _position, pk, seconds in sorted(queue):
        if pk == run.pk:
            return before
        before.append(seconds)
    return []
