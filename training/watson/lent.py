"""Text projects in browsers that are lent to the Watson Assistant of the class: their texts are here for one run.

What stays is said in the grant: the project's id, owner and kind, its language and the names of its labels, and in the
row of its workspace where it is. The texts are encrypted while they wait, and gone when the run ends.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from classroom.models import User
from classroom.sealing import seal, unseal
from projects.access import lock_person
from projects.models import Grant
from projects.services.grants import GRANTS_A_PERSON
from storage.database import reading, writing
from storage.limits import LABEL_LENGTH, LABELS, LABELS_TO_TRAIN, TEXT_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled
from storage.times import to_milliseconds
from storage.values import Run
from training.cloud.doorbell import ring
from training.cloud.runs import NotHeld, end_run, run_value
from training.core.order import OnProgress
from training.core.remote import shared_out
from training.models import Lending, TrainingRun, TrainingRunQuerySet, Workspace
from training.watson.learning import Lesson, learn
from training.watson.website import USUAL_SECONDS, sure_of, watson_for
from training.watson.workspaces import Home, lasting, live_workspace, settle_workspace

TEXTS_MOST: Final = 5000
WHILE_IT_LEARNS: Final = timedelta(hours=1)
"""The longest that texts wait here, whatever happens."""


@dataclass(frozen=True, slots=True)
class LentText:
    """`label` is the place of its label."""

    label: int
    held_back: bool
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lent:
    """All that travels of a project."""

    language: str
    labels: tuple[str, ...]
    texts: tuple[LentText, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LentModel:
    """`heard` has one confidence a label, adding up to 1, for each text that was held back. `expires_at` is in UTC
    milliseconds."""

    workspace: UUID
    expires_at: int
    heard: list[list[float]]


@dataclass(frozen=True, slots=True)
class LentRun:
    run: Run
    model: LentModel | None


@writing()
def lend(*, person: User, project: UUID, id: UUID, lent: Lent) -> LentRun:
    """Queue a training; what was under way for this project is given up. The same id again answers the run that is
    there. Problems: `not_allowed`, `invalid`, `too_large`, `limit_reached`."""
    watson_for(person)
    _check(lent)
    lock_person(person)
    there = _runs(person, project).filter(pk=id).first()
    if there is not None:
        return LentRun(run_value(there), None)
    if TrainingRun.objects.filter(pk=id).exists():
        raise Problem(Code.INVALID, "This id is taken.", field="id")
    for run in _runs(person, project).active():
        _end(run, TrainingRun.State.CANCELLED)
    grant = _grant(person, project, lent)
    run = TrainingRun.objects.create(
        id=id,
        person=person,
        school_class_id=person.school_class_id,
        expected_seconds=USUAL_SECONDS,
    )
    texts = [[each.label, each.held_back, each.text] for each in lent.texts]
    Lending.objects.create(run=run, grant=grant, texts=seal(json.dumps(texts)))
    transaction.on_commit(ring)
    return LentRun(run_value(run), None)


@reading()
def lent_run(*, person: User, project: UUID, id: UUID) -> LentRun:
    """Problem: `not_found`, also when the grant is withdrawn."""
    run = _runs(person, project).filter(pk=id).select_related("lending").first()
    if run is None:
        raise Problem(Code.NOT_FOUND, _("There is no such training run."))
    return LentRun(run_value(run), _model_of(run))


@writing()
def cancel_lent(*, person: User, project: UUID, id: UUID) -> LentRun:
    """A run that has ended stays as it is. Problem: `not_found`."""
    run = _runs(person, project).filter(pk=id).first()
    if run is not None:
        _end(run, TrainingRun.State.CANCELLED)
    return lent_run(person=person, project=project, id=id)


@reading()
def guess_lent(*, person: User, project: UUID, model: UUID, texts: Sequence[str]) -> list[list[float]]:
    """One confidence a label, in the order in which they were lent, for each text. Problems: `not_trained` when the
    model is not there any more, `rate_limited`, `storage_unavailable`."""
    grant = Grant.objects.of(person).filter(project=project, kind=Grant.Kind.LEND).first()
    workspace = grant and Workspace.objects.live().filter(grant=grant.pk, model=model).first()
    labels = len(grant.told["labels"]) if grant else 0
    return [shared_out(sure).tolist() for sure in sure_of(workspace or None, texts, labels)]


def learn_lent(run: TrainingRun, on_progress: OnProgress) -> None:
    """The next step of a run. Raises as `learn`; NotHeld when the grant is withdrawn."""
    lending = Lending.objects.select_related("grant").filter(pk=run.pk).first()
    if lending is None or lending.texts is None or lending.grant.project is None:
        _end(run, TrainingRun.State.CANCELLED)
        raise NotHeld
    watson, class_id = watson_for(run.person), run.person.own_class().pk
    grant, project = lending.grant, lending.grant.project
    workspace = live_workspace(Home(class_id, project, grant.pk), watson)
    heard = learn(run, workspace, watson, _lesson(grant, lending.texts), on_progress)
    workspace.due_at = timezone.now() + lasting(class_id)
    with transaction.atomic():
        end_run(TrainingRun.objects.held_by(run.token), run, TrainingRun.State.READY, progress=1)
        Lending.objects.filter(pk=run.pk).update(heard=[shared_out(sure).tolist() for sure in heard])
        Grant.objects.filter(pk=grant.pk).update(expires_at=workspace.due_at, changed_at=timezone.now())
        settle_workspace(workspace, run.pk)


def end_forgotten_lendings() -> int:
    """For the sweeper: no text waits here for longer than it may."""
    late = timezone.now() - WHILE_IT_LEARNS
    forgotten = TrainingRun.objects.active().filter(project=None, created_at__lt=late)
    ended = 0
    for run in forgotten:
        ended += _end(run, TrainingRun.State.FAILED, problem=Code.STORAGE_UNAVAILABLE)
    return ended


def _runs(person: User, project: UUID) -> TrainingRunQuerySet:
    mine = Grant.objects.filter(owner=person, project=project, kind=Grant.Kind.LEND)
    return TrainingRun.objects.filter(person=person, project=None, lending__grant__in=mine)


def _end(run: TrainingRun, state: TrainingRun.State, **changes: Any) -> bool:
    with suppress(NotHeld):
        end_run(TrainingRun.objects.active(), run, state, **changes)
        return True
    return False


def _grant(person: User, project: UUID, lent: Lent) -> Grant:
    """The same grant for each training of a project; it ends with the model."""
    now = timezone.now()
    told = {"kind": "text", "language": lent.language, "labels": list(lent.labels)}
    changes = {"told": told, "changed_at": now}
    grant, _made = Grant.objects.update_or_create(
        owner=person,
        project=project,
        kind=Grant.Kind.LEND,
        defaults=changes,
        create_defaults={**changes, "made_at": now, "expires_at": now + WHILE_IT_LEARNS},
    )
    if Grant.objects.of(person).count() > GRANTS_A_PERSON:
        raise Problem(
            Code.LIMIT_REACHED, _("The website has been told a lot already. Withdraw something first.")
        )
    if grant.expires_at < now + WHILE_IT_LEARNS:
        grant.expires_at = now + WHILE_IT_LEARNS
        grant.save(update_fields=["expires_at"])
    return grant


def _lesson(grant: Grant, texts: bytes | memoryview) -> Lesson:
    said: list[tuple[int, bool, str]] = json.loads(unseal(texts))
    return Lesson(
        language=grant.told["language"],
        labels=grant.told["labels"],
        texts=[(label, text) for label, held_back, text in said if not held_back],
        held_back=[text for _label, held_back, text in said if held_back],
        note={},
    )


def _model_of(run: TrainingRun) -> LentModel | None:
    if run.state != TrainingRun.State.READY or run.lending.heard is None:
        return None
    workspace = Workspace.objects.live().filter(grant=run.lending.grant_id, model=run.pk).first()
    if workspace is None:
        return None
    return LentModel(workspace.pk, to_milliseconds(workspace.due_at), run.lending.heard)


def _check(lent: Lent) -> None:
    if not LABELS_TO_TRAIN <= len(lent.labels) <= LABELS:
        raise Problem(Code.INVALID, f"Lend {LABELS_TO_TRAIN} to {LABELS} labels.", field="labels")
    for name in lent.labels:
        check_filled(name, LABEL_LENGTH, "labels")
    if len(lent.texts) > TEXTS_MOST:
        raise Problem(Code.TOO_LARGE, f"Not more than {TEXTS_MOST:,} texts at once.", field="texts")
    learned = [0] * len(lent.labels)
    for each in lent.texts:
        check_filled(each.text, TEXT_LENGTH, "texts", too_long=Code.TOO_LARGE)
        if each.label >= len(lent.labels):
            raise Problem(Code.INVALID, "A text has a label that is not there.", field="texts")
        learned[each.label] += not each.held_back
    if not all(learned):
        raise Problem(Code.INVALID, "Each label needs a text that is not held back.", field="texts")
