"""Training a model that guesses a number."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from storage.problems import Code, Problem
from storage.values import Field, Predicted, SavedModel
from training.core.metrics import Outcome, number_scores
from training.core.model_file import ModelParts, build
from training.core.order import OnProgress, Order, Row
from training.core.parsed import NumberHead, NumberTree
from training.core.prediction import fit_number, mean_of
from training.core.readers import table_reader
from training.core.softmax import Floats
from training.core.table import inputs_of
from training.core.turns import Turn, part_of, turns_of


def train_number(order: Order) -> SavedModel:
    """Examples without the number that is to be predicted are left out."""
    inputs = inputs_of(order.project.fields)
    output = next((field for field in order.project.fields if field.role == "output"), None)
    if output is None:
        raise Problem(Code.INVALID, "Training needs a field that is to be predicted.")
    rows = [row for row in order.rows(table_reader((*inputs, output))) if not math.isnan(row.item[-1])]
    learned = [row for row in rows if not row.held_back]
    tested = [row for row in rows if row.held_back]
    if not learned:
        raise Problem(Code.INVALID, "Training needs examples that have what is to be predicted.")
    turns = turns_of(rows, [len(tested)])
    fitting = [part_of(order.fitting, place, 1 + len(turns)) for place in range(1 + len(turns))]
    head = _fit(inputs, learned, fitting[0])
    report = [Predicted(row.id, head.number(row.item[:-1])) for row in tested]
    outputs = _outputs(learned)
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
        held_back=number_scores(outputs, _outcomes(head, learned, tested)),
        cross_validated=_second_look(inputs, outputs, turns, fitting[1:]),
    )
    return SavedModel(build(parts), tuple(report))


def _fit(inputs: tuple[Field, ...], rows: Sequence[Row], on_progress: OnProgress) -> NumberHead:
    return fit_number(inputs, [row.item[:-1] for row in rows], _outputs(rows), on_progress)


def _outputs(rows: Sequence[Row]) -> Floats:
    return np.array([row.item[-1] for row in rows])


def _outcomes(head: NumberHead, learned: Sequence[Row], tested: Sequence[Row]) -> list[Outcome]:
    usual = mean_of(_outputs(learned))
    return [Outcome(row.item[-1], head.number(row.item[:-1]), usual) for row in tested]


def _second_look(
    inputs: tuple[Field, ...], outputs: Floats, turns: Sequence[Turn], fitting: Sequence[OnProgress]
) -> dict[str, object] | None:
    """`outputs` are those that the model has learned, which say what is near."""
    outcomes: list[Outcome] = []
    for turn, on_progress in zip(turns, fitting, strict=True):
        outcomes += _outcomes(_fit(inputs, turn.learned, on_progress), turn.learned, turn.tested)
    return number_scores(outputs, outcomes) if turns else None
