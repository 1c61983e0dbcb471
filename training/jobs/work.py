"""What a worker does with a training run."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Final, cast
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from projects.access import project_edit, project_read
from storage.problems import Code, Problem
from storage.routing import website
from storage.times import to_milliseconds
from storage.values import Method, SavedModel
from training.cloud.features import KeptFeatures, file_of_example, forget_other_features
from training.cloud.models import insert_model, put_model
from training.cloud.runs import NotHeld, end_run
from training.core.extractors.known import features_for
from training.core.train import train
from training.jobs.claims import Lease, claim_next
from training.models import TrainingRun, Workspace
from training.watson.learning import Wait
from training.watson.lent import learn_lent
from training.watson.website import learns_elsewhere, train_elsewhere
from training.watson.workspaces import settle_workspace

log = structlog.stdlib.get_logger(__name__)

MOST_TRIES: Final = 3
"""For a fault of ours or of the storage. The sweeper rings for each, so there are seconds between them."""


def work_one() -> bool:
    """Claim and train one run; False when nothing waits."""
    run = claim_next()
    if run is None:
        return False
    train_claimed(run)
    return True


def train_claimed(run: TrainingRun) -> None:
    """Train a claimed run as its owner, and leave its row saying how it went."""
    try:
        with Lease(run) as lease:
            _train(run, lease)
    except NotHeld:
        log.info("run_let_go", run=str(run.pk))
    except Wait as wait:
        _look_again(run, wait.seconds)
    except Problem as problem:
        log.info("run_failed", run=str(run.pk), problem=problem.code)
        _settle(run, problem.code, try_again=problem.code is Code.STORAGE_UNAVAILABLE)
    except Exception:
        log.exception("run_broke", run=str(run.pk))
        _settle(run, None, try_again=True)


def _train(run: TrainingRun, lease: Lease) -> None:
    if run.project_id is None:
        learn_lent(run, lease.report)
    else:
        _train_project(run, run.project_id, lease)


def _train_project(run: TrainingRun, id: UUID, lease: Lease) -> None:
    # Read before the examples, so a model can only be taken for older than it is, never for newer.
    examples_revision = project_read(run.person, id).examples_revision
    stores = website(run.person)
    project = stores.projects.get(id).project
    if learns_elsewhere(run.person, project.kind):
        saved, revision, workspace = train_elsewhere(run, project, examples_revision, stores, lease.report)
        _save(run, id, saved, revision, workspace)
        return
    saved = train(
        project,
        list(stores.examples.read(id)),
        model_id=run.pk,
        trained_at=to_milliseconds(timezone.now()),
        on_progress=lease.report,
        file=partial(file_of_example, stores, id),
        kept=KeptFeatures(id),
        method=cast(Method, run.method),
    )
    forget_other_features(id, features_for(project.kind, project.language))
    _save(run, id, saved, examples_revision)


def _save(
    run: TrainingRun, id: UUID, saved: SavedModel, examples_revision: int, workspace: Workspace | None = None
) -> None:
    """`workspace` is where a model is that another service has learned."""
    file = put_model(id, saved.model)
    with transaction.atomic():
        project = project_edit(run.person, id, lock=True)
        model = insert_model(project, file, saved.report, examples_revision)
        held = TrainingRun.objects.held_by(run.token)
        end_run(held, run, TrainingRun.State.READY, model=model, progress=1)
        if workspace is not None:
            settle_workspace(workspace, run.pk)


def _look_again(run: TrainingRun, seconds: float) -> None:
    """Another service is busy with it: until then it has a lease and no worker."""
    held = TrainingRun.objects.held_by(run.token).filter(pk=run.pk)
    held.update(lease_until=Now() + timedelta(seconds=seconds), waits=F("waits") + 1)


def _settle(run: TrainingRun, problem: Code | None, *, try_again: bool) -> None:
    """Say in the row what happened; where that is impossible too, the lease runs out by itself."""
    close_old_connections()
    try:
        if try_again and run.token - run.waits < MOST_TRIES:
            held = TrainingRun.objects.held_by(run.token).filter(pk=run.pk)
            held.update(state=TrainingRun.State.QUEUED, lease_until=None)
        else:
            end_run(TrainingRun.objects.held_by(run.token), run, TrainingRun.State.FAILED, problem=problem)
    except NotHeld:
        log.info("run_let_go", run=str(run.pk))
    except (OperationalError, InterfaceError) as error:
        log.warning("run_left_alone", run=str(run.pk), error=type(error).__name__)
