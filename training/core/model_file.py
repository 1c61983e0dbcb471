"""The model file: built, checked and read. `frontend/src/training/core/modelFile.ts` refuses the same files.

A file comes from a browser or from a zip, so nothing in it is believed before `check` has seen it, and nothing in it
is ever run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import numpy as np

from storage.contracts import Label, ModelFile
from storage.digest import item_digest
from training.core import features
from training.core.arrays import read_columns, read_floats, write_columns, write_floats
from training.core.model_shape import check_shape, demand
from training.core.softmax import Head, ParsedModel

FORMAT = "mlforkids-model"
VERSION = 1
TRAINER = "text-softmax@1"
SEED = 0


@dataclass(frozen=True, slots=True)
class ModelParts:
    """What differs between two text models. `held_back` is what `metrics.held_back_scores` answers."""

    id: UUID
    trained_at: int
    labels: tuple[Label, ...]
    head: Head
    counts: Mapping[UUID, int]
    held_back: Mapping[str, object]


def build(parts: ModelParts) -> dict[str, Any]:
    file: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "id": str(parts.id),
        "kind": "text",
        "trainedAt": parts.trained_at,
        "trainer": TRAINER,
        "labels": [{"id": str(label.id), "name": label.name} for label in parts.labels],
        "fields": [],
        "features": {"name": features.NAME, "version": features.VERSION, "sha256": None},
        "head": {
            "type": "softmax",
            "columns": write_columns(parts.head.columns),
            "weights": write_floats(parts.head.weights),
            "bias": write_floats(parts.head.bias),
        },
        "counts": {str(label): count for label, count in parts.counts.items()},
        "seed": SEED,
        "scores": {"heldBack": dict(parts.held_back), "crossValidated": None},
    }
    return file | {"digest": item_digest(file).hex()}


def check(file: object) -> ModelFile:
    """The same file, if it is one that can be used. Problem: `invalid`, with what is wrong."""
    parse_model(file)
    return cast("ModelFile", file)


def parse_model(file: object) -> ParsedModel:
    """A model that is ready to guess. Problem: `invalid`, with what is wrong."""
    shaped = check_shape(file)
    head = _head(shaped["head"], len(shaped["labels"]))
    content = {key: value for key, value in shaped.items() if key != "digest"}
    demand(item_digest(content).hex() == shaped["digest"], "its digest does not fit")
    labels = tuple(UUID(label["id"]) for label in shaped["labels"])
    return ParsedModel.of(UUID(shaped["id"]), labels, head)


def _head(said: dict[str, str], labels: int) -> Head:
    columns = read_columns(said["columns"])
    weights = read_floats(said["weights"], labels * len(columns))
    return Head(columns, np.reshape(weights, (labels, len(columns))), read_floats(said["bias"], labels))
