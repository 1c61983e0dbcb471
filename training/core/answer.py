"""Asking a model."""

from __future__ import annotations

from collections.abc import Sequence

from storage.values import Explanation, Guess, NewData, text_of, values_of
from training.core.explain import explain_label_sums, explain_sum, explain_tree, explain_words
from training.core.parsed import LabelTree, NumberTree, ParsedModel
from training.core.readers import reader_of
from training.core.ridge import Ridge
from training.core.softmax import NgramHead
from training.core.sums import LabelSums


def guess(model: ParsedModel, data: Sequence[NewData]) -> list[Guess]:
    """One each, in the order given."""
    return [model.guess(item) for item in reader_of(model).vectors(data)]


def explain(model: ParsedModel, data: NewData) -> Explanation:
    answered = guess(model, [data])[0]
    match model.head:
        case LabelTree() | NumberTree() as tree:
            return Explanation(answered, path=explain_tree(tree, values_of(data)))
        case Ridge() as ridge:
            return Explanation(answered, fields=explain_sum(model.fields, ridge, values_of(data)))
        case LabelSums() as sums:
            return Explanation(answered, fields=explain_label_sums(sums, values_of(data)))
        case NgramHead() as ngrams:
            return Explanation(answered, words=explain_words(ngrams, text_of(data)))
        case _:
            return Explanation(answered)
