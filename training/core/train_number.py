"""Training a model that guesses a number."""

from __future__ import annotations

import math

import numpy as np

from storage.problems import Code, Problem
from storage.values import Predicted, SavedModel
from training.core.metrics import number_scores
from training.core.model_file import ModelParts, build
from training.core.order import Order
from training.core.parsed import NumberTree
from training.core.prediction import fit_number, mean_of
from training.core.readers import table_reader
from training.core.table import inputs_of


def train_number(order: Order) -> SavedModel:
    """Examples without the number that is to be predicted are left out."""
    inputs = inputs_of(order.project.fields)
    output = next((field for field in order.project.fields if field.role == "output"), None)
    if output is None:
        raise Problem(Code.INVALID, "Training needs a field that is to be predicted.")
    rows = [row for row in order.rows(table_reader((*inputs, output))) if not math.isnan(row.item[-1])]
    learned = [row.item for row in rows if not row.held_back]
    tested = [row for row in rows if row.held_back]
    if not learned:
        raise Problem(Code.INVALID, "Training needs examples that have what is to be predicted.")
    outputs = np.array([item[-1] for item in learned])
    head = fit_number(inputs, [item[:-1] for item in learned], outputs, order.fitting)
    report = [Predicted(row.id, head.number(row.item[:-1])) for row in tested]
    outcomes = [(row.item[-1], line.number) for row, line in zip(tested, report, strict=True)]
    parts = ModelParts(
        id=order.model_id,
        kind=order.project.kind,
        trained_at=order.trained_at,
        trainer="prediction-tree@1" if isinstance(head, NumberTree) else "prediction-ridge@1",
        labels=(),
        fields=(*inputs, output),
        features=None,
        head=head,
        counts={output.id: len(learned)},
        held_back=number_scores(outputs, mean_of(outputs), outcomes),
    )
    return SavedModel(build(parts), tuple(report))
