"""A worker and a clock: a run that waits is looked at again as soon as it may be."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models.functions import Now

from classroom.models import User
from storage.routing import website
from storage.values import Run
from training.jobs.work import work_one
from training.models import TrainingRun


def step() -> bool:
    """What a worker does now, and the pause after it over."""
    done = work_one()
    TrainingRun.objects.active().filter(lease_until__gt=Now()).update(
        lease_until=Now() - timedelta(seconds=1)
    )
    return done


def work(most: int = 30) -> int:
    """Until nothing waits. Answers the steps that it took."""
    steps = 0
    while steps < most and step():
        steps += 1
    return steps


def train(person: User, project: UUID) -> Run:
    run = website(person).trainer.start(project)
    work()
    return website(person).trainer.run(project, run.id)
