"""How a label is learned, for every kind of project that has labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from storage.problems import Code, Problem
from storage.values import Field, Method, Project, ProjectKind
from training.core import features
from training.core.dense import DenseHead, fit_dense
from training.core.extractors.known import Features, features_for
from training.core.fit import fit
from training.core.order import OnProgress
from training.core.parsed import LabelHead, LabelTree, shares_of
from training.core.readers import Reader, ngram_reader, reader_with, table_reader
from training.core.softmax import Floats
from training.core.sums import LabelSums, fit_sums
from training.core.table import columns_of, inputs_of
from training.core.tree import Limits, grow, telling

TREE_LIMITS = Limits(depth=8, rows=2)


@dataclass(frozen=True, slots=True)
class Learner:
    """`trainer` and `features` are what the model file says of it. `fields` go in. `fit` takes what `reader` answers to
    train, the number of each one's label and how many labels there are, and tells 0 to 1 how far it is. `asked` is the
    part of it that the head takes when it guesses."""

    trainer: str
    features: dict[str, Any] | None
    fields: tuple[Field, ...]
    reader: Reader
    fit: Callable[[Sequence[Any], Sequence[int], int, OnProgress], LabelHead]
    asked: Callable[[Any], Any] = lambda item: item


def learner_of(project: Project, method: Method) -> Learner:
    """Problem: `invalid` for a kind that is not learned here."""
    if (known := features_for(project.kind, project.language)) is not None:
        return _dense(project.kind, known)
    if project.kind == "numbers":
        fields = inputs_of(project.fields)
        return _sums(fields) if method == "neural" else _tree(fields)
    if project.kind == "text":
        return _ngrams()
    raise Problem(Code.INVALID, "Projects of this kind cannot be trained here.")


def _ngrams() -> Learner:
    name = {"name": features.NAME, "version": features.VERSION, "sha256": None}
    return Learner(
        "text-softmax@1", name, (), ngram_reader(), lambda items, labels, count, _: fit(items, labels, count)
    )


def _dense(kind: ProjectKind, known: Features) -> Learner:
    """On what an extractor makes of pictures, sounds or texts."""

    def learn(items: Sequence[Any], labels: Sequence[int], label_count: int, _: OnProgress) -> DenseHead:
        owners = np.repeat(labels, [len(item) for item in items]).tolist()
        rows = np.concatenate(items)
        return fit_dense(rows, owners, label_count, c=known.c, standardise=known.standardise)

    return Learner(f"{kind}-softmax@1", known.said, (), reader_with(known), learn, asked=lambda item: item[0])


def _tree(fields: tuple[Field, ...]) -> Learner:
    def learn(
        rows: Sequence[Any], labels: Sequence[int], label_count: int, on_progress: OnProgress
    ) -> LabelTree:
        def finish(_: int, totals: Floats) -> tuple[float, ...]:
            return tuple(totals.tolist())

        targets = np.eye(label_count)[list(labels)]
        root = grow(columns_of(fields, rows), targets, TREE_LIMITS, telling(len(rows), on_progress, finish))
        return LabelTree(fields, root, shares_of(np.bincount(labels, minlength=label_count)))

    return Learner("numbers-tree@1", None, fields, table_reader(fields), learn)


def _sums(fields: tuple[Field, ...]) -> Learner:
    def learn(rows: Sequence[Any], labels: Sequence[int], label_count: int, _: OnProgress) -> LabelSums:
        return fit_sums(fields, rows, labels, label_count)

    return Learner("numbers-softmax@1", None, fields, table_reader(fields), learn)
