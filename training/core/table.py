"""What was typed into a table, as numbers to learn from; `frontend/src/training/core/table.ts` does the same.

A cell is a number: of a choice it is the place in the field's list, and what is missing or does not fit is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from storage.values import Field
from training.core.softmax import Floats

Value = float | str | None
Row = Mapping[UUID, Value]

_FURTHEST = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Column:
    """One cell an example."""

    field: Field
    cells: Floats


def bounded(number: float) -> float:
    """So near to 0 that it can be said in JSON, and that sums and squares of such numbers are finite."""
    return max(-_FURTHEST, min(_FURTHEST, number))


def inputs_of(fields: Sequence[Field]) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.role == "input")


def fitting(field: Field, row: Row) -> Value:
    """The value of the field; None when it is missing or does not fit."""
    value = row.get(field.id)
    if field.type == "choice":
        return value if value in field.choices else None
    return None if isinstance(value, str) else value


def cell_of(field: Field, row: Row) -> float:
    match fitting(field, row):
        case None:
            return math.nan
        case str() as choice:
            return float(field.choices.index(choice))
        case number:
            return bounded(float(number))


def cells_of(fields: Sequence[Field], row: Row) -> list[float]:
    """One a field."""
    return [cell_of(field, row) for field in fields]


def columns_of(fields: Sequence[Field], rows: Sequence[Sequence[float]]) -> list[Column]:
    """`rows` are cells, one a field."""
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(fields))
    return [Column(field, table[:, place]) for place, field in enumerate(fields)]
