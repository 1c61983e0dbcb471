"""The softmax head: for each label a weight a column and a bias; the confidences are the softmax of the sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.core.features import Vector

Floats = NDArray[np.float64]
Columns = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class NgramHead:
    """`columns` (n, ascending buckets), `weights` (labels, n), `bias` (labels); numbers that a float32 holds."""

    columns: Columns
    weights: Floats
    bias: Floats

    def confidences(self, vector: Vector) -> Floats:
        """One a label, in label order, adding up to 1."""
        there = np.isin(vector.buckets, self.columns, assume_unique=True)
        places = np.searchsorted(self.columns, vector.buckets[there])
        return softmax(self.bias + self.weights[:, places] @ vector.values[there])


def as_kept(values: Floats) -> Floats:
    """As a model file keeps them: the nearest numbers that a float32 holds."""
    return values.astype(np.float32).astype(np.float64)


def softmax(sums: Floats) -> Floats:
    powers = np.exp(sums - sums.max())
    return np.asarray(powers / powers.sum())
