"""Models that have been checked and are ready to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from storage.values import Confidence, Field, Guess, ProjectKind
from training.core.dense import DenseHead
from training.core.ridge import Ridge
from training.core.softmax import Columns, Floats, NgramHead
from training.core.sums import LabelSums
from training.core.tree import Node, path_of


@dataclass(frozen=True, slots=True)
class LabelTree:
    """A decision tree that guesses a label. `shares` (labels) says how common each was among the examples."""

    fields: tuple[Field, ...]
    root: Node
    shares: Floats

    def confidences(self, cells: Sequence[float]) -> Floats:
        """The examples that ended in the same leaf, and one more of every label according to its share: a leaf with few
        examples is less sure, and equals go to the label that is more common."""
        _, leaf = path_of(self.root, self.fields, cells)
        return np.asarray((np.array(leaf.answer) + self.shares) / (leaf.rows + 1))


def shares_of(counts: Sequence[int] | Columns) -> Floats:
    """How common each label is, adding up to 1."""
    return np.asarray(counts, dtype=np.float64) / sum(counts)


@dataclass(frozen=True, slots=True)
class NumberTree:
    """A decision tree that guesses a number: the mean of the examples that ended in the same leaf."""

    fields: tuple[Field, ...]
    root: Node

    def number(self, cells: Sequence[float]) -> float:
        return path_of(self.root, self.fields, cells)[1].answer[0]


LabelHead = NgramHead | DenseHead | LabelTree | LabelSums
NumberHead = Ridge | NumberTree


@dataclass(frozen=True, slots=True)
class LabelModel:
    """`fields` are those that go in; `features` names what made rows of numbers of the examples."""

    id: UUID
    kind: ProjectKind
    labels: tuple[UUID, ...]
    fields: tuple[Field, ...]
    features: Mapping[str, object] | None
    head: LabelHead

    def guess(self, item: Any) -> Guess:
        """`item` is what the head takes: see `training/core/readers.py`."""
        confidences = self.head.confidences(item)
        order = np.argsort(-confidences, kind="stable")
        return Guess(self.id, tuple(Confidence(self.labels[i], float(confidences[i])) for i in order))


@dataclass(frozen=True, slots=True)
class NumberModel:
    """`fields` are those that go in."""

    id: UUID
    fields: tuple[Field, ...]
    head: NumberHead

    def guess(self, item: Sequence[float]) -> Guess:
        return Guess(self.id, (), self.head.number(item))


ParsedModel = LabelModel | NumberModel
