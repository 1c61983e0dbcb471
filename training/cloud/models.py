"""Trained models of projects that the website keeps: a row each, and the model file as an object."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast
from uuid import UUID

from django.utils import timezone

from classroom.models import User
from projects.access import project_edit, project_read
from projects.cards import score_of
from projects.models import Project
from storage import limits
from storage.camel import to_json
from storage.database import reading, writing
from storage.objects import claim_object, put_object, read_object, release_object
from storage.owners import ObjectOwner
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.statements import Statement
from storage.times import from_milliseconds, to_milliseconds
from storage.values import Guessed, ModelFile, ModelSummary, Predicted, Report, SavedModel, is_portable
from training.core.model_file import check
from training.core.remote import demand_portable
from training.models import TrainedModel
from training.policy import LAST_MOMENT

MOST_SCORED = 2**31 - 1

_newest: Final = Statement(
    TrainedModel, "WHERE project_id = %s ORDER BY public_id DESC LIMIT 1", without=("report",)
)


class CloudModelStore:
    """`storage.contracts.ModelStore` for one person."""

    def __init__(self, person: User, stores: Stores) -> None:
        self.person = person
        self.stores = stores

    @reading()
    def all(self, project: UUID, /) -> list[ModelSummary]:
        row = project_read(self.person, project)
        return [_summary(model) for model in TrainedModel.objects.of(row.pk).defer("report")]

    @reading()
    def latest(self, project: UUID, /) -> SavedModel:
        row = project_read(self.person, project)
        return _open(newest_model(row))

    @reading()
    def save(self, project: UUID, model: ModelFile, report: Report, /) -> None:
        row = project_edit(self.person, project)
        _check(row, model)
        demand_portable(model)
        if TrainedModel.objects.of(row.pk).filter(public_id=UUID(str(model["id"]))).exists():
            return
        file = put_model(row.pk, model)
        with writing():
            row = project_edit(self.person, project, lock=True)
            insert_model(row, file, report, row.examples_revision)

    @reading()
    def load(self, project: UUID, id: UUID, /) -> SavedModel:
        row = project_read(self.person, project)
        return _open(_model(row, id))

    @writing()
    def remove(self, project: UUID, id: UUID, /) -> None:
        row = project_edit(self.person, project, lock=True)
        _delete(_model(row, id))
        show_newest(row)


@dataclass(frozen=True, slots=True)
class ModelObject:
    """A model file that is in the object store and that no row has claimed yet."""

    model: dict[str, Any]
    key: str
    bytes: int


def _forget(key: str) -> None:
    with writing():
        lost = TrainedModel.objects.filter(file_key=key)
        project = Project.objects.locked().get(pk__in=lost.values("project"))
        lost.delete()
        show_newest(project)


MODEL_FILES: Final = ObjectOwner(TrainedModel, "file_key", _forget)


def put_model(project: UUID, model: ModelFile) -> ModelObject:
    """Problems: `too_large`, `storage_unavailable`."""
    content = json.dumps(model, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    if len(content) > limits.MODEL_BYTES:
        raise Problem(Code.TOO_LARGE, "This model is too large to keep.")
    return ModelObject(dict(model), put_object(str(project), content), len(content))


def insert_model(project: Project, file: ModelObject, report: Report, examples_revision: int) -> TrainedModel:
    """Claim the file for a row, in the transaction that has `project` locked; the oldest models over ten go. An id
    that is there already stays as it is. Problem: `storage_unavailable`."""
    held_back = file.model["scores"]["heldBack"]
    model, made = TrainedModel.objects.get_or_create(
        project=project,
        public_id=UUID(file.model["id"]),
        defaults={
            "trained_at": from_milliseconds(file.model["trainedAt"]),
            "file_key": file.key,
            "bytes": file.bytes,
            "digest": file.model["digest"],
            "counts": file.model["counts"],
            "score_right": held_back["right"],
            "score_of": held_back["of"],
            "report": to_json(report),
            "examples_revision": examples_revision,
            "expires_at": _expires_at(file.model),
        },
    )
    if made:
        claim_object(file.key)
        for old in TrainedModel.objects.of(project.pk).defer("report")[limits.MODELS_KEPT :]:
            _delete(old)
        show_newest(project)
    return model


def newest_model(project: Project) -> TrainedModel:
    """Its report, which can be long, is read only when it is asked for. Problem: `not_trained`, also when another
    service had it and has it no more."""
    model = _newest.first(project.pk)
    if model is None:
        raise Problem(Code.NOT_TRAINED, "Train a model first.")
    if _is_over(model):
        raise Problem(Code.NOT_TRAINED, "The time of this model is over. Train a new one.")
    return model


def _is_over(model: TrainedModel) -> bool:
    return model.expires_at is not None and model.expires_at <= timezone.now()


def _expires_at(model: ModelFile) -> datetime | None:
    head = cast(dict[str, Any], model["head"])
    return None if is_portable(model) else from_milliseconds(head["expiresAt"])


def newest_model_id(project: Project) -> UUID | None:
    return TrainedModel.objects.of(project.pk).values_list("public_id", flat=True).first()


def _check(project: Project, model: ModelFile) -> None:
    """Problem: `invalid` for what cannot be a model of this project, or has numbers that no column holds."""
    file: dict[str, Any] = {**check(model)}
    score = file["scores"]["heldBack"]
    if file["kind"] != project.kind or file["trainedAt"] > LAST_MOMENT or score["of"] > MOST_SCORED:
        raise Problem(Code.INVALID, "This is not a model of this project.", field="model")


def _model(project: Project, id: UUID) -> TrainedModel:
    model = TrainedModel.objects.of(project.pk).filter(public_id=id).first()
    if model is None:
        raise Problem(Code.NOT_FOUND, "There is no such model.")
    return model


def _open(model: TrainedModel) -> SavedModel:
    file = cast(dict[str, object], json.loads(read_object(model.file_key)))
    return SavedModel(file, tuple(map(_line, model.report)))


def _line(said: dict[str, Any]) -> Guessed | Predicted:
    example = UUID(said["exampleId"])
    if "number" in said:
        return Predicted(example, said["number"])
    return Guessed(example, UUID(said["guessedId"]), said["confidence"])


def _delete(model: TrainedModel) -> None:
    release_object(model.file_key)
    model.delete()


def show_newest(project: Project) -> None:
    """On the card of a locked project, unless its time is over."""
    newest = TrainedModel.objects.of(project.pk).defer("report").first()
    if newest is not None and _is_over(newest):
        newest = None
    project.model_examples_revision = newest.examples_revision if newest else None
    project.score_right = newest.score_right if newest else None
    project.score_of = newest.score_of if newest else None
    project.save(update_fields=["model_examples_revision", "score_right", "score_of"])


def _summary(model: TrainedModel) -> ModelSummary:
    return ModelSummary(
        id=model.public_id,
        trained_at=to_milliseconds(model.trained_at),
        counts={UUID(label): count for label, count in model.counts.items()},
        score=score_of(model.score_right, model.score_of),
    )
