"""Why a model guessed what it did."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from storage.values import Field, FieldEffect, PathStep, Text, WordEffect
from training.core.dense import DenseHead, Rows
from training.core.parsed import LabelTree, NumberTree
from training.core.readers import Reader
from training.core.ridge import Ridge
from training.core.softmax import NgramHead
from training.core.sums import LabelSums
from training.core.table import Row, cells_of, fitting
from training.core.tree import Split, path_of
from training.core.words import pieces_of

WORDS_READ = 2048
"""A text is read once for each of its parts. One of many words is looked at in parts of several, so that no more words
than these are read and an answer never takes long, but always in some parts."""
FEWEST_PARTS = 8


def explain_words(head: NgramHead | DenseHead, reader: Reader, text: str) -> tuple[WordEffect, ...]:
    """Each word is left out in turn, and the confidence is looked at again: an effect for each word in the order of the
    text; below zero, the word spoke against the guessed label."""
    parts = _parts(pieces_of(text))
    texts = [text, *(text[:start] + text[end:] for start, end in parts)]
    whole, *others = (head.confidences(item) for item in reader.vectors(map(Text, texts)))
    guessed = int(np.argmax(whole))
    return tuple(
        WordEffect(start, end, float(whole[guessed] - other[guessed]))
        for (start, end), other in zip(parts, others, strict=True)
    )


def explain_parts(head: DenseHead, whole: Rows, others: Iterable[Rows]) -> tuple[float, ...]:
    """`whole` is the row of a picture or sound, and each of the others that of the same without a part: how much the
    confidence falls without it."""
    confidences = head.confidences(whole)
    guessed = int(np.argmax(confidences))
    return tuple(float(confidences[guessed] - head.confidences(other)[guessed]) for other in others)


def explain_tree(tree: LabelTree | NumberTree, row: Row) -> tuple[PathStep, ...]:
    """The questions on the way of the row."""
    path, _ = path_of(tree.root, tree.fields, cells_of(tree.fields, row))
    return tuple(_step(tree.fields[split.column], split, says, row) for split, says in path)


def explain_sum(fields: Sequence[Field], ridge: Ridge, row: Row) -> tuple[FieldEffect, ...]:
    """One a field, in the order of the project."""
    effects = zip(fields, ridge.effects(cells_of(fields, row)), strict=True)
    return tuple(FieldEffect(field.id, fitting(field, row), effect) for field, effect in effects)


def explain_label_sums(head: LabelSums, row: Row) -> tuple[FieldEffect, ...]:
    """Each value is left out in turn, as the words of a text are; one a field, in the order of the project."""
    cells = cells_of(head.fields, row)
    confidences = head.confidences(cells)
    guessed = int(np.argmax(confidences))
    effects = []
    for place, field in enumerate(head.fields):
        without = head.confidences([*cells[:place], math.nan, *cells[place + 1 :]])
        effect = float(confidences[guessed] - without[guessed])
        effects.append(FieldEffect(field.id, fitting(field, row), effect))
    return tuple(effects)


def _step(field: Field, split: Split, says: bool, row: Row) -> PathStep:
    value = fitting(field, row)
    if field.type == "choice":
        return PathStep(field.id, "is" if says else "is_not", field.choices[int(split.than)], value)
    return PathStep(field.id, "at_most" if says else "more_than", split.than, value)


def _parts(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    most = max(FEWEST_PARTS, WORDS_READ // max(1, len(pieces)))
    size = -(-len(pieces) // most) or 1
    groups = [pieces[at : at + size] for at in range(0, len(pieces), size)]
    return [(group[0][0], group[-1][1]) for group in groups]
