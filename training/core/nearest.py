"""Which examples are most like what was guessed, to the model; `frontend/src/training/core/nearest.ts` finds the same.

Rows of features, and n-grams, are as like as the cosine of the angle between them. Cells of a table are 1 / (1 + d)
alike. There d is the root of the mean of the squared differences: of numbers in standard deviations of their column, of
choices 1 when they differ; a missing value is 1 from any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

import numpy as np

from storage.values import Example, Field, Neighbour, NewData
from training.core.features import BUCKETS, Vector
from training.core.order import NOTHING_KEPT, Kept, digest_of
from training.core.parsed import ParsedModel
from training.core.readers import Reader, ngram_reader
from training.core.softmax import Floats
from training.core.table import columns_of

NEIGHBOURS: Final = 3
_DIGITS: Final = 6
"""Of examples that are alike to so many digits the first one wins, wherever it is calculated."""


class Learned(NamedTuple):
    """An example that the model learned from; `item` is what its head takes."""

    id: UUID
    label: UUID | None
    item: Any


def learned_from(examples: Iterable[Example], reader: Reader, kept: Kept) -> list[Learned]:
    """Where there is an extractor, of those examples that it has read before: to read all of them anew would take
    long."""
    if reader.features is None:
        found = list(examples)
        items = reader.vectors(example.data for example in found)
        return [
            Learned(example.id, example.label_id, item) for example, item in zip(found, items, strict=True)
        ]
    known = kept.load(reader.features)
    named = ((example, known.get(digest_of(example.data))) for example in examples)
    return [Learned(example.id, example.label_id, rows[0]) for example, rows in named if rows is not None]


def nearest_texts(data: NewData, learned: Iterable[Example]) -> tuple[Neighbour, ...]:
    """By the words and letters that they share, whoever has learned them."""
    reader = ngram_reader()
    (item,) = reader.vectors([data])
    return _nearest((), item, learned_from(learned, reader, NOTHING_KEPT))


def nearest(model: ParsedModel, item: Any, learned: Sequence[Learned]) -> tuple[Neighbour, ...]:
    """The most like first; what has nothing in common is none."""
    return _nearest(model.fields, item, learned)


def _nearest(fields: Sequence[Field], item: Any, learned: Sequence[Learned]) -> tuple[Neighbour, ...]:
    if not learned:
        return ()
    likeness = np.round(_likeness(fields, item, [one.item for one in learned]), _DIGITS)
    best = np.argsort(-likeness, kind="stable")[:NEIGHBOURS]
    return tuple(
        Neighbour(learned[place].id, learned[place].label, float(likeness[place]))
        for place in best
        if likeness[place] > 0
    )


def _likeness(fields: Sequence[Field], item: Any, others: Sequence[Any]) -> Floats:
    """0 to 1 for each of the others."""
    if fields:
        return _of_cells(fields, item, others)
    if isinstance(item, Vector):
        return _of_ngrams(item, others)
    return _of_rows(item, np.stack(others))


def _of_ngrams(vector: Vector, others: Sequence[Vector]) -> Floats:
    whole = np.zeros(BUCKETS)
    whole[vector.buckets] = vector.values
    return np.array([whole[other.buckets] @ other.values for other in others])


def _of_rows(row: Floats, others: Floats) -> Floats:
    lengths = np.linalg.norm(others, axis=1) * np.linalg.norm(row)
    cosines = (others @ row) / np.maximum(lengths, np.finfo(np.float32).tiny)
    return np.asarray(np.clip(cosines, 0, 1), dtype=np.float64)


def _of_cells(fields: Sequence[Field], cells: Sequence[float], others: Sequence[Sequence[float]]) -> Floats:
    squares = np.zeros(len(others))
    for column, cell in zip(columns_of(fields, others), cells, strict=True):
        there = ~np.isnan(column.cells)
        if np.isnan(cell):
            squares += there
            continue
        apart = column.cells - cell
        if column.field.type == "choice":
            apart = (apart != 0).astype(np.float64)
        else:
            apart /= _spread(column.cells[there])
        squares += np.where(there, apart * apart, 1)
    return 1 / (1 + np.sqrt(squares / len(fields)))


def _spread(known: Floats) -> float:
    """Where all are the same, 1 is far away. Rounding gives equal numbers a spread, and very small ones none."""
    if not len(known) or not np.ptp(known):
        return 1.0
    return float(known.std()) or 1.0
