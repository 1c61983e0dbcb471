"""What the sweeper does for training."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from projects.erasing import erase
from projects.models import Label, Project, ProjectOwner
from storage.limits import ARRIVING_SECONDS, UNDO_SECONDS
from storage.objects import release_object
from training.cloud.doorbell import ring, rings_waiting
from training.cloud.features import forget_features_of
from training.cloud.runs import NotHeld, end_run
from training.jobs.claims import MOST_CLAIMS
from training.models import Example, ExampleQuerySet, TrainingRun

PATIENCE: Final = timedelta(seconds=2)
MOST_RINGS: Final = 20
ARRIVING: Final = timedelta(seconds=ARRIVING_SECONDS)
RUNS_KEPT: Final = timedelta(days=1)
ROWS_AT_ONCE: Final = 2000
PROJECTS_AT_ONCE: Final = 10
LABELS_AT_ONCE: Final = 10


def ring_again() -> int:
    """Ring for runs that no worker has come for, whether the message or the worker was lost."""
    _give_up_hopeless()
    waiting = TrainingRun.objects.filter(_nobody_came(), token__lt=MOST_CLAIMS + F("waits"))[
        :MOST_RINGS
    ].count()
    return ring(max(0, waiting - rings_waiting())) if waiting else 0


def _nobody_came() -> Q:
    queued_long = Q(state=TrainingRun.State.QUEUED, created_at__lt=timezone.now() - PATIENCE)
    return queued_long | _worker_lost()


def _worker_lost() -> Q:
    return Q(state=TrainingRun.State.TRAINING, lease_until__lte=Now())


def _give_up_hopeless() -> None:
    for run in TrainingRun.objects.filter(_worker_lost(), token__gte=MOST_CLAIMS + F("waits"))[:MOST_RINGS]:
        try:
            end_run(TrainingRun.objects.held_by(run.token), run, TrainingRun.State.FAILED)
        except NotHeld:
            continue


def purge_removed() -> int:
    """Delete for good what was removed longer ago than it can be brought back, a little at a time."""
    before = timezone.now() - timedelta(seconds=UNDO_SECONDS)
    return _purge_projects(before) + _purge_labels(before) + _purge_examples(before) + _purge_runs()


# Rows that somebody has locked, perhaps to bring them back, are left for the next sweep.


def _purge_projects(before: datetime) -> int:
    """Also those of people who are gone, whom nobody could ever see again, and those that stopped arriving long ago."""
    owned = Exists(ProjectOwner.objects.filter(project=OuterRef("pk")))
    given_up = Q(moving=Project.Moving.ARRIVING, changed_at__lt=timezone.now() - ARRIVING)
    gone = Q(removed_at__lt=before) | Q(~owned, created_at__lt=before) | given_up
    with transaction.atomic():
        locked = Project.objects.filter(gone).select_for_update(skip_locked=True)
        ids = [project.pk for project in locked[:PROJECTS_AT_ONCE]]
        erase(ids)
    return len(ids)


def _purge_labels(before: datetime) -> int:
    """With their examples. A label comes back under the lock of its project, so that is locked too."""
    with transaction.atomic():
        removed = Label.objects.filter(removed_at__lt=before).select_related("project")
        locked = removed.select_for_update(skip_locked=True, of=("self", "project"))
        ids = [label.pk for label in locked[:LABELS_AT_ONCE]]
        _let_go(Example.objects.filter(label__in=ids))
        Label.objects.filter(pk__in=ids).delete()
    return len(ids)


def _purge_examples(before: datetime) -> int:
    with transaction.atomic():
        removed = Example.objects.filter(removed_at__lt=before).select_for_update(skip_locked=True)
        ids = list(removed.values_list("pk", flat=True)[:ROWS_AT_ONCE])
        gone = Example.objects.filter(pk__in=ids)
        _let_go(gone)
        gone.delete()
    return len(ids)


def _let_go(examples: ExampleQuerySet) -> None:
    """Of what is kept for them elsewhere, in the transaction that deletes them."""
    release_object(*examples.media_keys())
    forget_features_of(examples)


def _purge_runs() -> int:
    old = TrainingRun.objects.filter(ended_at__lt=timezone.now() - RUNS_KEPT)
    ids = list(old.values_list("pk", flat=True)[:ROWS_AT_ONCE])
    TrainingRun.objects.filter(pk__in=ids).delete()
    return len(ids)
