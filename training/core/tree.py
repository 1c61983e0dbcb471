"""Our own decision tree. `frontend/src/training/core/tree.ts` grows the same tree from the same examples, to the last
bit, so the order of every sum and every tie-break below is part of the model format:

A node asks of one field "at most so much?" (halfway between two neighbouring numbers) or "is it this choice?". The
best question has the largest sum, over both sides, of squared totals / examples; totals are the examples of each label,
or the sum of what is to be predicted. Of equals the first wins: fields in the order of the project, numbers from below,
choices in the order of the field. Examples without a value go where that is better, of equals to "yes"; where the
examples of a node all have one, a missing value goes where more of them went, of equals to "yes".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from storage.values import Field
from training.core.softmax import Floats
from training.core.table import Column

Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where so many examples ended. `answer` is how many they were of each label, or the number that is predicted."""

    rows: int
    answer: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """`column` is the number of the column that is asked, `than` what its cell is compared with; `missing` says that
    an empty cell counts as a yes."""

    column: int
    than: float
    missing: bool
    yes: Node
    no: Node


Node = Leaf | Split


Finish = Callable[[int, Floats], tuple[float, ...]]
"""Told the examples of a leaf and the totals of their targets, says its answer; what it raises ends the growing."""


class Limits(NamedTuple):
    """How many questions at most, and how many examples a leaf has at least."""

    depth: int
    rows: int


class _Question(NamedTuple):
    score: float
    column: int
    than: float
    missing: bool


class _Sides(NamedTuple):
    """Possible questions of one column: the totals (questions, targets) and examples of their yes sides."""

    than: Floats
    totals: Floats
    rows: Indices


def grow(columns: Sequence[Column], targets: Floats, limits: Limits, finish: Finish) -> Node:
    """`targets` (examples, any number): a one for the label of an example, or what is to be predicted."""
    return _Grower(columns, targets, limits, finish).node(np.arange(len(targets)), 0)


def telling(rows: int, on_progress: Callable[[float], None], finish: Finish) -> Finish:
    """The same, and tells what share of the rows has come to its end."""
    ended = 0

    def told(count: int, totals: Floats) -> tuple[float, ...]:
        nonlocal ended
        ended += count
        on_progress(ended / rows)
        return finish(count, totals)

    return told


class _Grower:
    def __init__(self, columns: Sequence[Column], targets: Floats, limits: Limits, finish: Finish) -> None:
        self.columns = columns
        self.targets = targets
        self.limits = limits
        self.finish = finish

    def node(self, rows: Indices, depth: int) -> Node:
        question = self._best(rows) if depth < self.limits.depth and self._differ(rows) else None
        if question is None:
            return Leaf(len(rows), self.finish(len(rows), _total(self.targets[rows])))
        yes = _say_yes(self.columns[question.column], rows, question.than, question.missing)
        return Split(
            question.column,
            question.than,
            question.missing,
            self.node(rows[yes], depth + 1),
            self.node(rows[~yes], depth + 1),
        )

    def _differ(self, rows: Indices) -> bool:
        return bool(np.any(np.ptp(self.targets[rows], axis=0)))

    def _best(self, rows: Indices) -> _Question | None:
        best = None
        for number, column in enumerate(self.columns):
            found = self._best_of(number, column, rows)
            if found is not None and (best is None or found.score > best.score):
                best = found
        return best

    def _best_of(self, number: int, column: Column, rows: Indices) -> _Question | None:
        empty = np.isnan(column.cells[rows])
        known = rows[~empty]
        sides = (self._choices if column.field.type == "choice" else self._numbers)(column, known)
        if not len(sides.than):
            return None
        scores = self._scores(sides, known, rows[empty])
        at, to_no = np.unravel_index(int(np.argmax(scores)), scores.shape)
        if scores[at, to_no] == -np.inf:
            return None
        larger = bool(2 * sides.rows[at] >= len(known))
        missing = not to_no if empty.any() else larger
        return _Question(float(scores[at, to_no]), number, float(sides.than[at]), missing)

    def _numbers(self, column: Column, known: Indices) -> _Sides:
        ordered = known[np.argsort(column.cells[known], kind="stable")]
        cells = column.cells[ordered]
        last = np.flatnonzero(cells[1:] > cells[:-1])
        below, above = cells[last], cells[last + 1]
        halfway = below / 2 + above / 2
        than = np.where((below <= halfway) & (halfway < above), halfway, below)
        return _Sides(than, np.cumsum(self.targets[ordered], axis=0)[last], last + 1)

    def _choices(self, column: Column, known: Indices) -> _Sides:
        than = np.unique(column.cells[known])
        chosen = [known[column.cells[known] == choice] for choice in than]
        totals = np.array([_total(self.targets[rows]) for rows in chosen])
        return _Sides(than, totals, np.array([len(rows) for rows in chosen], dtype=np.intp))

    def _scores(self, sides: _Sides, known: Indices, empty: Indices) -> Floats:
        """(questions, 2): with the examples without a value on the yes side, and on the no side."""
        yes, yes_rows = sides.totals, sides.rows
        no, no_rows = _total(self.targets[known]) - yes, len(known) - yes_rows
        more, more_rows = _total(self.targets[empty]), len(empty)
        to_yes = self._score(yes + more, yes_rows + more_rows, no, no_rows)
        to_no = self._score(yes, yes_rows, no + more, no_rows + more_rows)
        return np.stack([to_yes, to_no], axis=1)

    def _score(self, yes: Floats, yes_rows: Indices, no: Floats, no_rows: Indices) -> Floats:
        allowed = (yes_rows >= self.limits.rows) & (no_rows >= self.limits.rows)
        # Without an example the totals are 0, and so is what they are divided by.
        score = _squares(yes) / np.maximum(yes_rows, 1) + _squares(no) / np.maximum(no_rows, 1)
        return np.where(allowed, score, -np.inf)


def path_of(
    tree: Node, fields: Sequence[Field], cells: Sequence[float]
) -> tuple[list[tuple[Split, bool]], Leaf]:
    """The questions on the way of one example with what it answers, and where it ends. One cell a field."""
    path = []
    while isinstance(tree, Split):
        cell = cells[tree.column]
        yes = cell == tree.than if fields[tree.column].type == "choice" else cell <= tree.than
        says = tree.missing if math.isnan(cell) else yes
        path.append((tree, says))
        tree = tree.yes if says else tree.no
    return path, tree


def _say_yes(column: Column, rows: Indices, than: float, missing: bool) -> NDArray[np.bool_]:
    cells = column.cells[rows]
    yes = cells == than if column.field.type == "choice" else cells <= than
    return np.where(np.isnan(cells), missing, yes)


def _total(targets: Floats) -> Floats:
    """Added one after the other: numpy's `sum` adds in another order."""
    return np.asarray(np.cumsum(targets, axis=0)[-1] if len(targets) else np.zeros(targets.shape[1]))


def _squares(totals: Floats) -> Floats:
    """Of several targets all are whole numbers, whose order does not matter."""
    return np.asarray((totals * totals).sum(axis=1))
