"""How a number is learned: by a ridge sum, or by a tree where that is clearly better.
`frontend/src/training/core/prediction.ts` decides the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storage.values import Field
from training.core.order import OnProgress
from training.core.parsed import NumberHead, NumberTree
from training.core.ridge import Ridge, fit_ridge
from training.core.softmax import Floats
from training.core.table import bounded, columns_of
from training.core.tree import Limits, grow, telling

TREE_LIMITS = Limits(depth=4, rows=5)

_FOLDS = 5
_CLEARLY = 0.95
"""Of two that are nearly as good the sum is taken, which says more about numbers that were never seen."""
_CHOSEN = 0.8


Cells = Sequence[Sequence[float]]


def fit_number(
    fields: tuple[Field, ...], rows: Cells, outputs: Floats, on_progress: OnProgress
) -> NumberHead:
    """`rows` (examples) have one cell a field, `outputs` is what is to be predicted; there is at least one example."""
    sums = trees = 0.0
    for fold in range(_FOLDS if len(rows) >= _FOLDS else 0):
        rest, tested = _fold(len(rows), fold)
        learned = [rows[i] for i in rest]
        sums += _error(_sum(fields, learned, outputs[rest]), rows, outputs, tested)
        trees += _error(_tree(fields, learned, outputs[rest], _ignore), rows, outputs, tested)
        on_progress(_CHOSEN * (fold + 1) / _FOLDS)
    if trees < _CLEARLY * sums:
        return _tree(fields, rows, outputs, lambda part: on_progress(_CHOSEN + (1 - _CHOSEN) * part))
    return _sum(fields, rows, outputs)


def _fold(count: int, fold: int) -> tuple[list[int], list[int]]:
    """Every fifth example is tested, by turns."""
    tested = range(fold, count, _FOLDS)
    return [i for i in range(count) if i % _FOLDS != fold], list(tested)


def _error(head: NumberHead, rows: Cells, outputs: Floats, tested: Sequence[int]) -> float:
    """How far off in sum."""
    return sum(abs(head.number(rows[i]) - float(outputs[i])) for i in tested)


def _sum(fields: tuple[Field, ...], rows: Cells, outputs: Floats) -> Ridge:
    return fit_ridge(columns_of(fields, rows), outputs)


def _tree(fields: tuple[Field, ...], rows: Cells, outputs: Floats, on_progress: OnProgress) -> NumberTree:
    middle = mean_of(outputs)

    def finish(count: int, totals: Floats) -> tuple[float, ...]:
        return (bounded(middle + float(totals[0]) / count),)

    targets = (outputs - middle)[:, np.newaxis]
    root = grow(columns_of(fields, rows), targets, TREE_LIMITS, telling(len(rows), on_progress, finish))
    return NumberTree(fields, root)


def mean_of(numbers: Floats) -> float:
    """Added one after the other, as the browser does: a tree may hang on the last bit."""
    return float(np.cumsum(numbers)[-1]) / len(numbers)


def _ignore(_: float) -> None:
    """Only the last tree is told of."""
