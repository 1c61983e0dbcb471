"""The rules that every place keeps for a project: what may be in one, and what comes next. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from classroom.policy import Policy
from storage.contracts import Field, Label, LabelCount, ModelState, NewProject, NextStep, ProjectChange
from storage.limits import EXAMPLES_TO_TRAIN, LABEL_LENGTH, LABELS, LABELS_TO_TRAIN, PROJECT_NAME_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled, fold

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGE_LENGTH = 12


def check_project(project: NewProject, policy: Policy, kind_of_storage: str) -> None:
    """Problems: `invalid`, `limit_reached` for too many labels, `not_allowed` where the class keeps no projects."""
    if project.kind not in policy.kinds:
        raise Problem(Code.INVALID, "There is no such kind of project.", field="kind")
    check_change(ProjectChange(project.name, project.language, project.labels, project.fields))
    if kind_of_storage not in policy.storages:
        raise Problem(Code.NOT_ALLOWED, "This class does not keep projects there.", field="storage")


def check_change(change: ProjectChange) -> None:
    """Problems: `invalid`, `limit_reached` for too many labels."""
    if change.name is not None:
        check_filled(change.name, PROJECT_NAME_LENGTH, "name")
    if change.language is not None:
        _check_language(change.language)
    if change.labels is not None:
        _check_labels(change.labels)
    if change.fields is not None:
        _check_fields(change.fields)


def _check_language(language: str) -> None:
    if len(language) > _LANGUAGE_LENGTH or not _LANGUAGE.fullmatch(language):
        raise Problem(Code.INVALID, "There is no such language.", field="language")


def _check_labels(labels: Sequence[Label]) -> None:
    if len(labels) > LABELS:
        raise Problem(Code.LIMIT_REACHED, f"A project has not more than {LABELS} labels.", field="labels")
    for label in labels:
        check_filled(label.name, LABEL_LENGTH, "labels")
    for said in ({fold(label.name) for label in labels}, {label.id for label in labels}):
        if len(said) < len(labels):
            raise Problem(Code.INVALID, "Two labels have the same name.", field="labels")


def _check_fields(fields: Sequence[Field]) -> None:
    if fields:
        raise Problem(Code.INVALID, "A project of this kind has no fields.", field="fields")


def can_train(labels: Iterable[LabelCount]) -> bool:
    return sum(label.examples >= EXAMPLES_TO_TRAIN for label in labels) >= LABELS_TO_TRAIN


def model_state_of(*, running: bool, model_revision: int | None, revision: int) -> ModelState:
    """`model_revision` is the revision of the examples that the newest model has seen, None without a model."""
    if running:
        return "training"
    if model_revision is None:
        return "none"
    return "ready" if model_revision == revision else "changed"


def next_step_of(labels: Sequence[LabelCount], state: ModelState) -> NextStep:
    if len(labels) < LABELS_TO_TRAIN:
        return "label"
    if not can_train(labels):
        return "collect"
    if state == "ready":
        return "test"
    return "train_again" if state == "changed" else "train"


def examples_limit(policy: Policy) -> int:
    """How many examples the website keeps for one project."""
    return policy.texts
