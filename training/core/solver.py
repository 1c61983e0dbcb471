"""Softmax regression with a quadratic penalty: it has one best answer, so that scikit-learn here and our own search in
the browser (`frontend/src/training/core/solver.ts`) find the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from training.core.softmax import Floats

_TOLERANCE = 1e-8
_ITERATIONS = 1_000


def solve(
    rows: Floats | csr_array, labels: Sequence[int], label_count: int, c: float
) -> tuple[Floats, Floats]:
    """Weights (labels, columns) and bias (labels), which adds up to 0, for rows (examples, columns). The larger `c`,
    the closer to the examples. `labels` are numbers below `label_count`, each there at least once; `label_count` is at
    least 2."""
    # Takes two seconds to import, which commands and web pages need not wait for.
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    solver = LogisticRegression(C=c, solver="newton-cg", tol=_TOLERANCE, max_iter=_ITERATIONS)
    solver.fit(rows, np.asarray(labels))
    weights, bias = solver.coef_, solver.intercept_
    if label_count == 2:
        weights, bias = np.vstack([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return weights, bias - bias.mean()
