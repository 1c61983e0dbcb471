"""What the sweeper does for the models that Watson Assistants hold: they leave when their time is over, and when
nothing here belongs to them any more."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic
from typing import Final

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from classroom.models import WatsonCredentials
from projects.models import Grant, Project
from storage.problems import Code, Problem
from training.cloud.models import show_newest
from training.models import TrainedModel, TrainingRun, Workspace
from training.watson.client import Assistant, Busy
from training.watson.workspaces import watson_at

SECONDS_A_SWEEP: Final = 5.0
ANSWER_SECONDS: Final = 4.0
LONGEST_DELAY: Final = timedelta(hours=1)
GIVEN_UP_AFTER: Final = timedelta(days=7)
"""By then a key that is refused will not be taken any more: what is there is for the owner of the key to delete."""

log = structlog.stdlib.get_logger(__name__)


def delete_due_workspaces() -> int:
    """Each on its own: one that fails is tried again later and later."""
    _find_homeless()
    done, until = 0, monotonic() + SECONDS_A_SWEEP
    while monotonic() < until and (workspace := _take_due()) is not None:
        _model_is_over(workspace)
        if _is_deleted(workspace):
            Workspace.objects.filter(pk=workspace.pk).delete()
            done += 1
    return done


def _find_homeless() -> None:
    """Their project, grant, class or key has gone, or their model is not the one in use."""
    credentials = WatsonCredentials.objects.filter(pk=OuterRef("school_class"), address=OuterRef("address"))
    # One that was moved away cannot come back; one that was deleted can, for some minutes.
    moved = Q(removed_at__isnull=False, moving__isnull=False)
    project = Project.objects.filter(~moved, pk=OuterRef("project"))
    grant = Grant.objects.open().filter(pk=OuterRef("grant"))
    learning = TrainingRun.objects.active()
    models = TrainedModel.objects.filter(project=OuterRef("project"))
    newest = Q(Exists(models.filter(public_id=OuterRef("model")))) & ~Q(
        Exists(models.filter(public_id__gt=OuterRef("model")))
    )
    kept = Q(Exists(project)) & (newest | Q(Exists(learning.filter(project=OuterRef("project")))))
    lent = Q(Exists(grant)) & (
        Q(model__isnull=False) | Q(Exists(learning.filter(lending__grant=OuterRef("grant"))))
    )
    homeless = Workspace.objects.live().exclude(
        Q(Exists(credentials)) & (Q(grant__isnull=False) & lent | Q(grant__isnull=True) & kept)
    )
    now = timezone.now()
    homeless.update(due_at=now, try_at=now)


def _take_due() -> Workspace | None:
    """Written before the deleting, so that a sweeper that crashes after it tries again later."""
    now = timezone.now()
    with transaction.atomic():
        due = Workspace.objects.filter(due_at__lte=now, try_at__lte=now).order_by("try_at")
        workspace = due.select_for_update(skip_locked=True).first()
        if workspace is not None:
            workspace.tries += 1
            workspace.try_at = _next_try(now, workspace.tries)
            workspace.save(update_fields=["tries", "try_at"])
    return workspace


def _next_try(now: datetime, tries: int) -> datetime:
    return now + min(timedelta(seconds=10) * 2.0 ** min(tries, 10), LONGEST_DELAY)


def _is_deleted(workspace: Workspace) -> bool:
    try:
        assistant = Assistant(watson_at(workspace), ANSWER_SECONDS)
        there = workspace.workspace or assistant.find(str(workspace.pk))
        if there is not None:
            assistant.delete(there)
    except Busy as busy:
        log.info("workspace_not_deleted", workspace=str(workspace.pk), status=busy.status)
        return False
    except Problem as problem:
        if problem.code is Code.NOT_FOUND:
            return True
        given_up = workspace.due_at < timezone.now() - GIVEN_UP_AFTER
        log.warning("workspace_not_deleted", workspace=str(workspace.pk), given_up=given_up)
        return given_up
    return True


def _model_is_over(workspace: Workspace) -> None:
    """The card of its project says from now on that there is nothing to ask."""
    if workspace.grant is not None or workspace.model is None:
        return
    with transaction.atomic():
        project = Project.objects.locked().filter(pk=workspace.project).first()
        if project is not None:
            mine = TrainedModel.objects.filter(project=project, public_id=workspace.model)
            mine.filter(expires_at__gt=timezone.now()).update(expires_at=timezone.now())
            show_newest(project)
