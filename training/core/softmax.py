"""The softmax head: for each label a weight a column and a bias; the confidences are the softmax of the sums."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from storage.contracts import Confidence, Guess
from training.core.features import BUCKETS, Extractor, Vector

Floats = NDArray[np.float64]
Columns = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Head:
    """`columns` (n, ascending buckets), `weights` (labels, n), `bias` (labels); numbers that a float32 holds."""

    columns: Columns
    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class ParsedModel:
    """A model that has been checked and is ready to guess. `rows[bucket]` are the weights of that bucket, one a
    label; a bucket that the model does not use has row 0, which is all zero."""

    id: UUID
    labels: tuple[UUID, ...]
    index: Columns
    rows: Floats
    bias: Floats

    @classmethod
    def of(cls, id: UUID, labels: tuple[UUID, ...], head: Head) -> ParsedModel:
        index = np.zeros(BUCKETS, dtype=np.intp)
        index[head.columns] = np.arange(1, len(head.columns) + 1)
        rows = np.vstack([np.zeros(len(labels)), head.weights.T])
        return cls(id, labels, index, rows, head.bias)

    def confidences(self, vector: Vector) -> Floats:
        """One a label, in label order, adding up to 1."""
        return softmax(self.bias + vector.values @ self.rows[self.index[vector.buckets]])

    def guess(self, vector: Vector) -> Guess:
        confidences = self.confidences(vector)
        order = np.argsort(-confidences, kind="stable")
        return Guess(self.id, tuple(Confidence(self.labels[i], float(confidences[i])) for i in order))


def guess_text(model: ParsedModel, texts: list[str]) -> list[Guess]:
    """One guess a text, in the order given."""
    extractor = Extractor()
    return [model.guess(extractor.vector(text)) for text in texts]


def as_kept(values: Floats) -> Floats:
    """As a model file keeps them: the nearest numbers that a float32 holds."""
    return values.astype(np.float32).astype(np.float64)


def softmax(sums: Floats) -> Floats:
    powers = np.exp(sums - sums.max())
    return np.asarray(powers / powers.sum())
