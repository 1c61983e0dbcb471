"""Ridge regression: a number as a base and an effect of every field, found in one step.
`frontend/src/training/core/ridge.ts` finds the same.

Every number, and every choice as a 0 or 1, is brought to mean 0 and variance 1 over the examples that have it; what is
missing counts as the mean. The squared errors plus the squared weights are as small as they can be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.core.softmax import Floats
from training.core.table import Column, bounded


@dataclass(frozen=True, slots=True)
class NumberTerm:
    """The effect of a number is `weight` for every 1 that it is above `mean`."""

    mean: float
    weight: float

    def effect(self, cell: float) -> float:
        return 0.0 if math.isnan(cell) else bounded(self.weight * (cell - self.mean))


@dataclass(frozen=True, slots=True)
class ChoiceTerm:
    """One effect a choice of the field; 0 for one that no example has."""

    effects: tuple[float, ...]

    def effect(self, cell: float) -> float:
        return 0.0 if math.isnan(cell) else self.effects[int(cell)]


Term = NumberTerm | ChoiceTerm


@dataclass(frozen=True, slots=True)
class Ridge:
    """`terms` has one for each field."""

    base: float
    terms: tuple[Term, ...]

    def number(self, cells: Sequence[float]) -> float:
        return bounded(self.base + sum(self.effects(cells)))

    def effects(self, cells: Sequence[float]) -> list[float]:
        return [term.effect(cell) for term, cell in zip(self.terms, cells, strict=True)]


@dataclass(frozen=True, slots=True)
class Scale:
    """One mean and one spread for a number, or for each choice. What never changes has an endless spread, so that it
    is 0 and weighs 0."""

    means: Floats
    spreads: Floats


def fit_ridge(columns: Sequence[Column], outputs: Floats) -> Ridge:
    """`outputs` (examples) is what is to be predicted; there is at least one example."""
    base = float(outputs.mean())
    rows, scales = standardised(columns, len(outputs))
    weights = np.linalg.solve(rows.T @ rows + np.eye(rows.shape[1]), rows.T @ (outputs - base))
    return Ridge(base, terms_of(columns, scales, np.asarray(weights, dtype=np.float64)))


def standardised(columns: Sequence[Column], examples: int) -> tuple[Floats, list[Scale]]:
    """(examples, any number) with mean 0 and variance 1, and for each column how it was brought there."""
    raw = [_raw(column) for column in columns]
    scales = [_scale(values) for values in raw]
    parts = [(values - scale.means) / scale.spreads for values, scale in zip(raw, scales, strict=True)]
    rows: Floats = np.nan_to_num(np.hstack([np.empty((examples, 0)), *parts]))
    return rows, scales


def terms_of(columns: Sequence[Column], scales: Sequence[Scale], weights: Floats) -> tuple[Term, ...]:
    """`weights` are for what `standardised` answers."""
    ends = np.cumsum([len(scale.means) for scale in scales])
    pieces = np.split(weights, ends)[: len(columns)]
    return tuple(map(_term, columns, scales, pieces))


def _raw(column: Column) -> Floats:
    """(examples, 1) or (examples, choices); NaN where there is no value."""
    cells = column.cells[:, np.newaxis]
    if column.field.type == "number":
        return cells
    return np.where(np.isnan(cells), np.nan, cells == np.arange(len(column.field.choices)))


def _scale(values: Floats) -> Scale:
    known = values[~np.isnan(values[:, 0])]
    if not len(known):
        return Scale(np.zeros(values.shape[1]), np.full(values.shape[1], np.inf))
    # Rounding gives equal numbers a spread, and very small ones none.
    spreads = known.std(axis=0)
    changes = (np.ptp(known, axis=0) > 0) & (spreads > 0)
    return Scale(known.mean(axis=0), np.where(changes, spreads, np.inf))


def _term(column: Column, scale: Scale, weights: Floats) -> Term:
    each = [bounded(weight) for weight in (weights / scale.spreads).tolist()]
    if column.field.type == "number":
        return NumberTerm(float(scale.means[0]), each[0])
    away = float(np.dot(each, scale.means))
    there = np.isfinite(scale.spreads)
    return ChoiceTerm(
        tuple(bounded(one - away) if is_there else 0.0 for one, is_there in zip(each, there, strict=True))
    )
