"""Training a model that guesses a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from storage.limits import LABELS_TO_TRAIN
from storage.problems import Code, Problem
from storage.values import Guessed, SavedModel
from training.core.learners import learner_of
from training.core.metrics import held_back_scores
from training.core.model_file import ModelParts, build
from training.core.order import Order, Row
from training.core.parsed import LabelModel


def train_label(order: Order) -> SavedModel:
    """Labels without an example to train on are left out of the model."""
    learner = learner_of(order.project, order.method)
    rows = order.rows(learner.reader)
    counts = Counter(row.label for row in rows if not row.held_back)
    labels = tuple(label for label in order.project.labels if counts[label.id])
    if len(labels) < LABELS_TO_TRAIN:
        raise Problem(Code.INVALID, "Training needs examples that are not held back in two labels.")
    number: dict[UUID | None, int] = {label.id: i for i, label in enumerate(labels)}
    learned = [row for row in rows if row.label in number and not row.held_back]
    tested = [row for row in rows if row.label in number and row.held_back]
    numbers = [number[row.label] for row in learned]
    head = learner.fit([row.item for row in learned], numbers, len(labels), order.fitting)
    ids = tuple(label.id for label in labels)
    model = LabelModel(order.model_id, order.project.kind, ids, learner.fields, learner.features, head)
    report = [_guessed(model, row, learner.asked) for row in tested]
    parts = ModelParts(
        id=order.model_id,
        kind=order.project.kind,
        trained_at=order.trained_at,
        trainer=learner.trainer,
        labels=labels,
        fields=learner.fields,
        features=learner.features,
        head=head,
        counts={id: counts[id] for id in ids},
        held_back=_scores(ids, tested, report),
    )
    return SavedModel(build(parts), tuple(report))


def _guessed(model: LabelModel, row: Row, asked: Callable[[Any], Any]) -> Guessed:
    best = model.guess(asked(row.item)).confidences[0]
    return Guessed(row.id, best.label_id, best.confidence)


def _scores(labels: Sequence[UUID], tested: Sequence[Row], report: Sequence[Guessed]) -> dict[str, object]:
    outcomes = ((str(row.label), str(line.guessed_id)) for row, line in zip(tested, report, strict=True))
    return held_back_scores([str(label) for label in labels], outcomes)
