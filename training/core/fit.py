"""Finding the head for n-grams: which columns to use, and what each weighs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from training.core.features import BUCKETS, Vector
from training.core.softmax import Columns, Floats, NgramHead, as_kept
from training.core.solver import solve

C = 30.0
COLUMNS = 6_000
"""As many as a model file of 5 labels can hold below 200 kB."""


def fit(vectors: Sequence[Vector], labels: Sequence[int], label_count: int) -> NgramHead:
    """`labels` are numbers below `label_count`, each there at least once; `label_count` is at least 2."""
    frequency = np.bincount(np.concatenate([vector.buckets for vector in vectors]), minlength=BUCKETS)
    columns = choose_columns(frequency)
    if not len(columns):
        return _without_columns(labels, label_count)
    scale = rarity(frequency[columns], len(vectors))
    weights, bias = solve(_matrix(vectors, columns, scale), labels, label_count, C)
    return _rounded(columns, weights * scale, bias)


def choose_columns(frequency: Columns) -> Columns:
    """The buckets that most examples use, ascending; of equals the lower one."""
    used = np.flatnonzero(frequency)
    return np.sort(used[np.argsort(-frequency[used], kind="stable")[:COLUMNS]])


def rarity(frequency: Columns, examples: int) -> Floats:
    """How much each column counts: one that few examples use says more about them."""
    return np.asarray(np.log((1 + examples) / (1 + frequency)) + 1)


def _matrix(vectors: Sequence[Vector], columns: Columns, scale: Floats) -> csr_array:
    buckets = np.concatenate([vector.buckets for vector in vectors])
    values = np.concatenate([vector.values for vector in vectors])
    starts = np.concatenate([[0], np.cumsum([len(vector.buckets) for vector in vectors])])
    whole = csr_array((values, buckets, starts), shape=(len(vectors), BUCKETS))
    return csr_array(whole[:, columns].multiply(scale))


def _without_columns(labels: Sequence[int], label_count: int) -> NgramHead:
    """No example has a word: all that can be learned is how common each label is."""
    common = np.log(np.bincount(labels, minlength=label_count))
    return _rounded(np.empty(0, dtype=np.intp), np.empty((label_count, 0)), common - common.mean())


def _rounded(columns: Columns, weights: Floats, bias: Floats) -> NgramHead:
    """A model answers alike before and after it is saved."""
    return NgramHead(columns, as_kept(weights), as_kept(bias))
