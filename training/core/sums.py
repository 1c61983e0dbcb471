"""A label is guessed by a sum for each: every field speaks for some labels and against others, and the softmax of the
sums says how sure the guess is. `frontend/src/training/core/sums.ts` finds the same.

Fields are brought to mean 0 and variance 1, choices as a 0 or 1 each, and what is missing counts as the mean: see
`training/core/ridge.py`. It is a neural network of one layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storage.values import Field
from training.core.ridge import Ridge, standardised, terms_of
from training.core.softmax import Floats, softmax
from training.core.solver import solve
from training.core.table import bounded, columns_of

C = 1.0


@dataclass(frozen=True, slots=True)
class LabelSums:
    """`sums` has one for each label, over the same `fields`."""

    fields: tuple[Field, ...]
    sums: tuple[Ridge, ...]

    def confidences(self, cells: Sequence[float]) -> Floats:
        """One a label, in label order, adding up to 1."""
        return softmax(np.array([one.number(cells) for one in self.sums]))


def fit_sums(
    fields: tuple[Field, ...], rows: Sequence[Sequence[float]], labels: Sequence[int], label_count: int
) -> LabelSums:
    """`rows` (examples) have one cell a field; `labels` are numbers below `label_count`, each there at least once."""
    columns = columns_of(fields, rows)
    table, scales = standardised(columns, len(rows))
    weights, bias = solve(table, labels, label_count, C)
    bases = (bounded(base) for base in bias.tolist())
    return LabelSums(
        fields,
        tuple(Ridge(base, terms_of(columns, scales, own)) for base, own in zip(bases, weights, strict=True)),
    )
