"""Asking a model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from storage.values import Areas, Example, Explanation, Guess, NewData, text_of, values_of
from training.core.dense import DenseHead
from training.core.explain import (
    explain_label_sums,
    explain_parts,
    explain_sum,
    explain_tree,
    explain_words,
)
from training.core.extractors.images import AREAS
from training.core.nearest import learned_from, nearest
from training.core.order import NOTHING_KEPT, Kept
from training.core.parsed import LabelTree, NumberTree, ParsedModel
from training.core.readers import reader_of
from training.core.ridge import Ridge
from training.core.softmax import NgramHead
from training.core.sums import LabelSums


def guess(model: ParsedModel, data: Sequence[NewData]) -> list[Guess]:
    """One each, in the order given."""
    return [model.guess(item) for item in reader_of(model).vectors(data)]


def explain(
    model: ParsedModel, data: NewData, learned: Iterable[Example] = (), kept: Kept = NOTHING_KEPT
) -> Explanation:
    """`learned` is what the model learned from, to look for the nearest in."""
    reader = reader_of(model)
    (item,) = reader.vectors([data])
    explanation = Explanation(
        model.guess(item), nearest=nearest(model, item, learned_from(learned, reader, kept))
    )
    match model.head:
        case LabelTree() | NumberTree() as tree:
            return replace(explanation, path=explain_tree(tree, values_of(data)))
        case Ridge() as ridge:
            return replace(explanation, fields=explain_sum(model.fields, ridge, values_of(data)))
        case LabelSums() as sums:
            return replace(explanation, fields=explain_label_sums(sums, values_of(data)))
        case NgramHead() as ngrams:
            return replace(explanation, words=explain_words(ngrams, reader, text_of(data)))
        case DenseHead() as dense if model.kind == "text":
            return replace(explanation, words=explain_words(dense, reader, text_of(data)))
        case DenseHead() as dense:
            effects = explain_parts(dense, item, reader.vectors_without(data))
            if model.kind == "images":
                return replace(explanation, areas=Areas(AREAS, AREAS, effects))
            return replace(explanation, moments=effects)
