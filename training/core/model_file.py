"""The model file: built, checked and read. `frontend/src/training/core/modelFile.ts` refuses the same files.

A file comes from a browser or from a zip, so nothing in it is believed before `check` has seen it, and nothing in it
is ever run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from storage.camel import to_json
from storage.digest import item_digest
from storage.values import Field, Label, ModelFile, ProjectKind
from training.core.heads import read_label_head, read_number_head, write_head
from training.core.model_shape import check_shape
from training.core.parsed import LabelHead, LabelModel, NumberHead, NumberModel, ParsedModel
from training.core.remote import RemoteHead, RemoteModel
from training.core.shape_parts import demand, refusal
from training.core.table import inputs_of

FORMAT = "mlforkids-model"
VERSION = 1
SEED = 0


@dataclass(frozen=True, slots=True)
class ModelParts:
    """What differs between two models. `features` names what made rows of numbers of the examples, `held_back` is what
    a function of `metrics` answers, and so is `cross_validated` where there is a second look."""

    id: UUID
    kind: ProjectKind
    trained_at: int
    trainer: str
    labels: tuple[Label, ...]
    fields: tuple[Field, ...]
    features: Mapping[str, object] | None
    head: LabelHead | NumberHead | RemoteHead
    counts: Mapping[UUID, int]
    held_back: Mapping[str, object]
    cross_validated: Mapping[str, object] | None = None


def build(parts: ModelParts) -> dict[str, Any]:
    file: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "id": str(parts.id),
        "kind": parts.kind,
        "trainedAt": parts.trained_at,
        "trainer": parts.trainer,
        "labels": [{"id": str(label.id), "name": label.name} for label in parts.labels],
        "fields": [to_json(field) for field in parts.fields],
        "features": None if parts.features is None else dict(parts.features),
        "head": write_head(parts.head, inputs_of(parts.fields)),
        "counts": {str(id): count for id, count in parts.counts.items()},
        "seed": SEED,
        "scores": {"heldBack": dict(parts.held_back), "crossValidated": parts.cross_validated},
    }
    return file | {"digest": item_digest(file).hex()}


def check(file: object) -> ModelFile:
    """The same file, if it is one that can be used. Problem: `invalid`, with what is wrong."""
    open_model(file)
    return cast("ModelFile", file)


def parse_model(file: object) -> ParsedModel:
    """A model that is ready to guess. Problem: `invalid`, with what is wrong."""
    model = open_model(file)
    if isinstance(model, RemoteModel):
        raise refusal("it is kept elsewhere")
    return model


def open_model(file: object) -> ParsedModel | RemoteModel:
    """As `parse_model`; a remote one says who is to be asked."""
    shaped = check_shape(file)
    model = _parsed(shaped)
    content = {key: value for key, value in shaped.items() if key != "digest"}
    demand(item_digest(content).hex() == shaped["digest"], "its digest does not fit")
    return model


def _parsed(shaped: dict[str, Any]) -> ParsedModel | RemoteModel:
    id, kind = UUID(shaped["id"]), shaped["kind"]
    fields = inputs_of([_field(said) for said in shaped["fields"]])
    if kind == "prediction":
        return NumberModel(id, fields, read_number_head(shaped["head"], fields))
    labels = tuple(UUID(label["id"]) for label in shaped["labels"])
    if (head := shaped["head"])["type"] == "remote":
        remote = RemoteHead(head["service"], UUID(head["workspace"]), head["expiresAt"])
        return RemoteModel(id, labels, remote)
    counts = [shaped["counts"][str(label)] for label in labels]
    return LabelModel(
        id, kind, labels, fields, shaped["features"], read_label_head(shaped["head"], fields, counts)
    )


def _field(said: dict[str, Any]) -> Field:
    return Field(UUID(said["id"]), said["name"], said["type"], tuple(said["choices"]), said["role"])
