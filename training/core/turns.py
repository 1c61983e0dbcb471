"""A second look where few examples are held back: every example takes a turn at being held back, from a model that is
made for that only. `frontend/src/training/core/turns.ts` takes the same turns."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from training.core.order import OnProgress, Row

FOLDS = 5
ENOUGH = 5
"""With so many held back, of each label, the first look is enough."""
MOST = 300
"""Of more examples no model is made five times."""


class Turn(NamedTuple):
    learned: list[Row]
    tested: list[Row]


def turns_of(rows: Sequence[Row], held_back: Sequence[int]) -> list[Turn]:
    """`held_back` is how many there are, of each label. None where a second look is not needed, takes too long, or
    cannot be had: what belongs together is tested together, and something of each label must be left to learn from."""
    if looks_at(sum(not row.held_back for row in rows), held_back) == 1:
        return []
    folds = folds_of(rows)
    of_label: defaultdict[UUID | None, set[int]] = defaultdict(set)
    for row, fold in zip(rows, folds, strict=True):
        of_label[row.label].add(fold)
    if any(len(used) < 2 for used in of_label.values()):
        return []
    numbered = list(zip(rows, folds, strict=True))
    return [
        Turn([row for row, its in numbered if its != fold], [row for row, its in numbered if its == fold])
        for fold in sorted(set(folds))
    ]


def looks_at(learned: int, held_back: Sequence[int]) -> int:
    """How often something is learned at most, the turns of the second look among them."""
    return 1 if learned > MOST or min(held_back, default=ENOUGH) >= ENOUGH else 1 + FOLDS


def folds_of(rows: Sequence[Row]) -> list[int]:
    """One each: the groups of a label take turns in the order of their first examples."""
    groups: Counter[UUID | None] = Counter()
    folds: dict[str, int] = {}
    for row in rows:
        if row.group not in folds:
            folds[row.group] = groups[row.label] % FOLDS
            groups[row.label] += 1
    return [folds[row.group] for row in rows]


def part_of(on_progress: OnProgress, place: int, count: int) -> OnProgress:
    """For one of `count` things to do, one after the other."""
    return lambda progress: on_progress((place + progress) / count)
