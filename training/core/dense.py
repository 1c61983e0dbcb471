"""The softmax head on rows of numbers, such as what a network sees in a picture: every column has a weight.
`frontend/src/training/core/dense.ts` does the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.core.softmax import Floats, as_kept, softmax
from training.core.solver import solve

Rows = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class DenseHead:
    """`weights` (labels, columns), `bias` (labels); numbers that a float32 holds."""

    weights: Floats
    bias: Floats

    def confidences(self, row: Rows) -> Floats:
        """One a label, in label order, adding up to 1."""
        return softmax(self.bias + self.weights @ row)


def fit_dense(
    rows: Rows, labels: Sequence[int], label_count: int, *, c: float, standardise: bool = False
) -> DenseHead:
    """For `rows` (examples, columns). `standardise` learns as if every column had mean 0 and variance 1; the head takes
    rows as they are all the same. `labels` are numbers below `label_count`, each there at least once."""
    exact = rows.astype(np.float64)
    if not standardise:
        weights, bias = solve(exact, labels, label_count, c)
        return DenseHead(as_kept(weights), as_kept(bias))
    mean, scale = exact.mean(axis=0), exact.std(axis=0)
    scale[np.ptp(exact, axis=0) == 0] = 1
    weights, bias = solve((exact - mean) / scale, labels, label_count, c)
    weights = as_kept(weights / scale)
    return DenseHead(weights, as_kept(bias - weights @ mean))
