"""The rules that every place keeps for a project: what may be in one, and what comes next. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from classroom.policy import Policy
from storage.limits import (
    CHOICE_LENGTH,
    CHOICES,
    CHOICES_LEAST,
    EXAMPLES_TO_TRAIN,
    FIELD_NAME_LENGTH,
    FIELDS,
    LABEL_LENGTH,
    LABELS,
    LABELS_TO_TRAIN,
    PROJECT_NAME_LENGTH,
    ROWS_TO_TRAIN,
    SOUNDS_TO_TRAIN,
)
from storage.problems import Code, Problem
from storage.text import check_filled, fold, trim
from storage.values import Counts, Field, Label, ModelState, NewProject, NextStep, ProjectChange, ProjectKind

WITH_FIELDS: tuple[ProjectKind, ...] = ("numbers", "prediction")

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGE_LENGTH = 12


def check_project(project: NewProject, policy: Policy, kind_of_storage: str) -> None:
    """Problems: `invalid`, `limit_reached` for too many labels or fields, `not_allowed` where the class keeps no
    projects of this kind."""
    if project.kind not in policy.kinds:
        raise Problem(Code.INVALID, "There is no such kind of project.", field="kind")
    change = ProjectChange(project.name, project.language, project.labels, project.fields)
    check_change(change, project.kind)
    if kind_of_storage not in policy.storages_for(project.kind):
        raise Problem(Code.NOT_ALLOWED, "This class does not keep projects there.", field="storage")


def check_change(change: ProjectChange, kind: ProjectKind) -> None:
    """Problems: `invalid`, `limit_reached` for too many labels or fields."""
    if change.name is not None:
        check_filled(change.name, PROJECT_NAME_LENGTH, "name")
    if change.language is not None:
        _check_language(change.language)
    if change.labels is not None:
        _check_labels(change.labels, kind)
    if change.fields is not None:
        _check_fields(change.fields, kind)


def _check_language(language: str) -> None:
    if len(language) > _LANGUAGE_LENGTH or not _LANGUAGE.fullmatch(language):
        raise Problem(Code.INVALID, "There is no such language.", field="language")


def _check_labels(labels: Sequence[Label], kind: ProjectKind) -> None:
    if labels and kind == "prediction":
        raise Problem(Code.INVALID, "A project of this kind has no labels.", field="labels")
    if len(labels) > LABELS:
        raise Problem(Code.LIMIT_REACHED, f"A project has not more than {LABELS} labels.", field="labels")
    for label in labels:
        check_filled(label.name, LABEL_LENGTH, "labels")
    for said in ({fold(label.name) for label in labels}, {label.id for label in labels}):
        if len(said) < len(labels):
            raise Problem(Code.INVALID, "Two labels have the same name.", field="labels")


def _check_fields(fields: Sequence[Field], kind: ProjectKind) -> None:
    if fields and kind not in WITH_FIELDS:
        raise Problem(Code.INVALID, "A project of this kind has no fields.", field="fields")
    if len(fields) > FIELDS:
        raise Problem(Code.LIMIT_REACHED, f"A project has not more than {FIELDS} fields.", field="fields")
    for field in fields:
        check_filled(field.name, FIELD_NAME_LENGTH, "fields")
        _check_choices(field)
    for said in ({fold(field.name) for field in fields}, {field.id for field in fields}):
        if len(said) < len(fields):
            raise Problem(Code.INVALID, "Two fields have the same name.", field="fields")
    outputs = [field for field in fields if field.role == "output"]
    if len(outputs) > (kind == "prediction") or any(field.type != "number" for field in outputs):
        sentence = "Only a prediction project has an output: one field, and a number."
        raise Problem(Code.INVALID, sentence, field="fields")


def _check_choices(field: Field) -> None:
    if field.type == "number":
        if field.choices:
            raise Problem(Code.INVALID, f"{field.name} is a number and has no choices.", field="fields")
        return
    if not CHOICES_LEAST <= len(field.choices) <= CHOICES:
        sentence = f"{field.name} needs {CHOICES_LEAST} to {CHOICES} choices."
        raise Problem(Code.INVALID, sentence, field="fields")
    for choice in field.choices:
        check_filled(choice, CHOICE_LENGTH, "fields")
    if len({trim(choice) for choice in field.choices}) < len(field.choices):
        raise Problem(Code.INVALID, f"{field.name} has the same choice twice.", field="fields")


def can_train(kind: ProjectKind, fields: Iterable[Field], counts: Counts) -> bool:
    if not can_collect(kind, fields):
        return False
    if kind == "prediction":
        return counts.examples >= ROWS_TO_TRAIN
    least = SOUNDS_TO_TRAIN if kind == "sounds" else EXAMPLES_TO_TRAIN
    return sum(label.examples >= least for label in counts.labels.values()) >= LABELS_TO_TRAIN


def can_collect(kind: ProjectKind, fields: Iterable[Field]) -> bool:
    """Whether the fields say what a row is: something that goes in, and for a prediction what comes out."""
    roles = {field.role for field in fields}
    return kind not in WITH_FIELDS or ({"input", "output"} if kind == "prediction" else {"input"}) <= roles


def model_state_of(*, running: bool, model_revision: int | None, revision: int) -> ModelState:
    """`model_revision` is the revision of the examples that the newest model has seen, None without a model."""
    if running:
        return "training"
    if model_revision is None:
        return "none"
    return "ready" if model_revision == revision else "changed"


def next_step_of(kind: ProjectKind, fields: Sequence[Field], counts: Counts, state: ModelState) -> NextStep:
    if kind != "prediction" and len(counts.labels) < LABELS_TO_TRAIN:
        return "label"
    if not can_collect(kind, fields):
        return "fields"
    if not can_train(kind, fields, counts):
        return "collect"
    if state == "ready":
        return "test"
    return "train_again" if state == "changed" else "train"


def examples_limit(policy: Policy, kind: ProjectKind) -> int:
    """How many examples the website keeps for one project."""
    limits: Mapping[ProjectKind, int] = {
        "text": policy.texts,
        "numbers": policy.rows,
        "prediction": policy.rows,
        "images": policy.pictures,
        "sounds": policy.sounds,
    }
    return limits[kind]
