"""Training and guessing for projects that the website keeps; the training itself is done by a worker."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Final, cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from classroom.models import User
from projects.access import project_edit, project_read
from projects.cards import counts_of
from projects.fields import fields_of
from projects.models import Project
from projects.policy import can_train
from storage import limits
from storage.database import reading, writing
from storage.ids import id_after
from storage.objects import read_object
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.text import check_filled
from storage.times import to_milliseconds
from storage.values import Example, Explanation, Guess, Method, NewData, ProjectKind, Run, Text
from training.cloud.doorbell import ring
from training.cloud.features import KeptFeatures
from training.cloud.models import newest_model, newest_model_id
from training.cloud.runs import NotHeld, end_run, run_value
from training.core.answer import explain, guess
from training.core.extractors.known import features_for
from training.core.model_file import open_model
from training.core.nearest import nearest_texts
from training.core.parsed import ParsedModel
from training.core.remote import RemoteModel
from training.core.turns import looks_at
from training.models import TrainingRun
from training.policy import check_data, check_method
from training.watson.website import USUAL_SECONDS, guess_elsewhere, learns_elsewhere

MODELS_IN_MEMORY: Final = 32
READING: Final[Mapping[str, float]] = {
    "images-lite0": 0.008,
    "sounds-speech-embedding": 0.010,
    "text-use": 0.0005,
    "text-e5": 0.013,
}
"""Seconds that an extractor takes for an example, as measured on two cores."""


class CloudTrainer:
    """`storage.contracts.Trainer` for one person."""

    def __init__(self, person: User, stores: Stores) -> None:
        self.person = person
        self.stores = stores

    @writing()
    def start(self, project: UUID, method: Method = "usual", /) -> Run:
        row = project_edit(self.person, project, lock=True)
        check_method(_kind(row), method)
        run = TrainingRun.objects.active().filter(project=row).first()
        return run_value(run or self._queue(row, method))

    @reading()
    def run(self, project: UUID, id: UUID, /) -> Run:
        return run_value(_run(project_read(self.person, project), id))

    @writing()
    def cancel(self, project: UUID, id: UUID, /) -> Run:
        """A run that has ended stays as it is."""
        row = project_edit(self.person, project, lock=True)
        with suppress(NotHeld):
            end_run(TrainingRun.objects.active(), _run(row, id), TrainingRun.State.CANCELLED)
        return run_value(_run(row, id))

    @reading()
    def guess(self, project: UUID, data: Sequence[NewData], /) -> list[Guess]:
        row = project_read(self.person, project)
        _check_to_guess(row, data)
        model = _model_in_use(row)
        return guess_elsewhere(model, data) if isinstance(model, RemoteModel) else guess(model, data)

    @reading()
    def explain(self, project: UUID, data: NewData, /) -> Explanation:
        row = project_read(self.person, project)
        _check_to_guess(row, [data])
        newest = newest_model(row)
        learned = self._learned(project, to_milliseconds(newest.trained_at))
        model = _parsed(newest.file_key)
        if isinstance(model, RemoteModel):
            return Explanation(guess_elsewhere(model, [data])[0], nearest=nearest_texts(data, learned))
        return explain(model, data, learned, KeptFeatures(project))

    def _learned(self, project: UUID, trained_at: int) -> Iterator[Example]:
        """Those that are there still."""
        for example in self.stores.examples.read(project):
            if not example.held_back and example.added_at <= trained_at:
                yield example

    def _queue(self, project: Project, method: Method) -> TrainingRun:
        _check_enough(project)
        run = TrainingRun.objects.create(
            id=id_after(newest_model_id(project)),
            project=project,
            method=method,
            person=self.person,
            school_class_id=self.person.school_class_id,
            expected_seconds=_expected_seconds(self.person, project),
        )
        project.run_id = run.pk
        project.save(update_fields=["run_id"])
        transaction.on_commit(ring)
        return run


def _run(project: Project, id: UUID) -> TrainingRun:
    run = TrainingRun.objects.filter(project=project, pk=id).first()
    if run is None:
        raise Problem(Code.NOT_FOUND, _("There is no such training run."))
    return run


def _check_enough(project: Project) -> None:
    kind = _kind(project)
    if not can_train(kind, fields_of(project), counts_of(project, list(project.labels.live()))):
        raise Problem(Code.INVALID, _needed(kind))


def _needed(kind: ProjectKind) -> str:
    if kind == "prediction":
        sentence = _("Training needs %(rows)d rows, a field to learn from and a field to predict.")
        return sentence % {"rows": limits.ROWS_TO_TRAIN}
    examples = limits.SOUNDS_TO_TRAIN if kind == "sounds" else limits.EXAMPLES_TO_TRAIN
    wanted = {"labels": limits.LABELS_TO_TRAIN, "examples": examples}
    if kind == "numbers":
        sentence = _("Training needs a field, and %(labels)d labels with %(examples)d examples each.")
        return sentence % wanted
    return _("Training needs %(labels)d labels with %(examples)d examples each.") % wanted


def _kind(project: Project) -> ProjectKind:
    return cast(ProjectKind, project.kind)


def _expected_seconds(person: User, project: Project) -> float:
    """Waking a worker, reading what is new, training, for a second look too, and saving, as measured on two cores;
    another service has its own pace."""
    if learns_elsewhere(person, _kind(project)):
        return USUAL_SECONDS
    held_back = list(project.labels.live().values_list("held_back", flat=True)) or [project.held_back]
    looks = looks_at(project.examples - project.held_back, held_back)
    seconds = 0.3 + project.examples * 0.0005 * looks
    if features := features_for(_kind(project), project.language):
        new = project.examples - KeptFeatures(project.pk).count(features)
        seconds += max(0, new) * READING[features.name]
    return seconds


def _check_to_guess(project: Project, data: Sequence[NewData]) -> None:
    if len(data) > limits.GUESSES_AT_ONCE:
        sentence = _("Not more than %(most)d examples at once.") % {"most": limits.GUESSES_AT_ONCE}
        raise Problem(Code.TOO_LARGE, sentence, field="data")
    for item in data:
        check_data(item, _kind(project), fields_of(project))
        if isinstance(item, Text):
            check_filled(item.text, limits.TEXT_TO_GUESS_LENGTH, "text", too_long=Code.TOO_LARGE)


def _model_in_use(project: Project) -> ParsedModel | RemoteModel:
    # The row is read each time, so that a removed model is not used a moment longer.
    return _parsed(newest_model(project).file_key)


@lru_cache(maxsize=MODELS_IN_MEMORY)
def _parsed(file_key: str) -> ParsedModel | RemoteModel:
    """A key is never used for a second file, so what it holds never changes."""
    return open_model(json.loads(read_object(file_key)))
