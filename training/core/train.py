"""From examples to a model file and its report; `frontend/src/training/core/train.ts` does the same."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from storage.values import Example, Method, Project, SavedModel
from training.core.order import NOTHING_KEPT, FileOf, Kept, OnProgress, Order
from training.core.train_label import train_label
from training.core.train_number import train_number


def train(
    project: Project,
    examples: Iterable[Example],
    *,
    model_id: UUID,
    trained_at: int,
    on_progress: OnProgress,
    file: FileOf = lambda _: None,
    kept: Kept = NOTHING_KEPT,
    method: Method = "usual",
) -> SavedModel:
    """Trains on the examples that are not held back and scores on those that are. Problem: `invalid` when there is too
    little to learn from."""
    order = Order(project, examples, model_id, trained_at, on_progress, file, kept, method)
    saved = (train_number if project.kind == "prediction" else train_label)(order)
    on_progress(1)
    return saved
