"""Training a model that guesses a label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from storage.limits import LABELS_TO_TRAIN
from storage.problems import Code, Problem
from storage.values import Guessed, SavedModel
from training.core.learners import Learner, learner_of
from training.core.metrics import held_back_scores
from training.core.model_file import ModelParts, build
from training.core.order import OnProgress, Order, Row
from training.core.parsed import LabelHead, LabelModel
from training.core.turns import Turn, part_of, turns_of

Numbers = dict[UUID | None, int]
"""The place of each label."""


def train_label(order: Order) -> SavedModel:
    """Labels without an example to train on are left out of the model."""
    learner = learner_of(order.project, order.method)
    rows = order.rows(learner.reader)
    counts = Counter(row.label for row in rows if not row.held_back)
    labels = tuple(label for label in order.project.labels if counts[label.id])
    if len(labels) < LABELS_TO_TRAIN:
        raise Problem(Code.INVALID, "Training needs examples that are not held back in two labels.")
    number: Numbers = {label.id: i for i, label in enumerate(labels)}
    known = [row for row in rows if row.label in number]
    tested = [row for row in known if row.held_back]
    held_back = Counter(row.label for row in tested)
    turns = turns_of(known, [held_back[label.id] for label in labels])
    fitting = [part_of(order.fitting, place, 1 + len(turns)) for place in range(1 + len(turns))]
    head = _fit(learner, [row for row in known if not row.held_back], number, fitting[0])
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
        cross_validated=_second_look(learner, turns, number, fitting[1:]),
    )
    return SavedModel(build(parts), tuple(report))


def _fit(learner: Learner, rows: Sequence[Row], number: Numbers, on_progress: OnProgress) -> LabelHead:
    numbers = [number[row.label] for row in rows]
    return learner.fit([row.item for row in rows], numbers, len(number), on_progress)


def _second_look(
    learner: Learner, turns: Sequence[Turn], number: Numbers, fitting: Sequence[OnProgress]
) -> dict[str, object] | None:
    ids = [str(id) for id in number]
    outcomes: list[tuple[str, str]] = []
    for turn, on_progress in zip(turns, fitting, strict=True):
        on_progress(0)
        head = _fit(learner, turn.learned, number, on_progress)
        for row in turn.tested:
            guessed = int(np.argmax(head.confidences(learner.asked(row.item))))
            outcomes += [(str(row.label), ids[guessed])]
    return held_back_scores(ids, outcomes) if turns else None


def _guessed(model: LabelModel, row: Row, asked: Callable[[Any], Any]) -> Guessed:
    best = model.guess(asked(row.item)).confidences[0]
    return Guessed(row.id, best.label_id, best.confidence)


def _scores(labels: Sequence[UUID], tested: Sequence[Row], report: Sequence[Guessed]) -> dict[str, object]:
    outcomes = ((str(row.label), str(line.guessed_id)) for row, line in zip(tested, report, strict=True))
    return held_back_scores([str(label) for label in labels], outcomes)
