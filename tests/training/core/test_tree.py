"""Our own decision tree: its tie-breaks, which are part of the model format, and how often it is right."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

import numpy as np
import pytest
from sklearn import datasets
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from storage.values import Field
from tests.training.core.material import label_id
from training.core.softmax import Floats
from training.core.table import columns_of
from training.core.tree import Leaf, Limits, Node, Split, grow, path_of

NAN = math.nan
SMALL = Limits(depth=8, rows=1)


def _numbers(count: int) -> list[Field]:
    return [Field(label_id(i), f"field {i}", "number") for i in range(count)]


def _choices(*counts: int) -> list[Field]:
    return [
        Field(label_id(i), f"field {i}", "choice", tuple(map(str, range(count))))
        for i, count in enumerate(counts)
    ]


def _grow(
    fields: Sequence[Field], rows: Sequence[Sequence[float]], labels: Sequence[int], limits: Limits = SMALL
) -> Node:
    targets = np.eye(max(labels) + 1)[list(labels)]
    return grow(columns_of(fields, rows), targets, limits, lambda _, totals: tuple(totals.tolist()))


def _first(tree: Node) -> Split:
    assert isinstance(tree, Split)
    return tree


def test_one_question_that_tells_all() -> None:
    tree = _grow(_numbers(1), [[1], [2], [4], [5]], [0, 0, 1, 1])
    assert tree == Split(0, 3.0, True, Leaf(2, (2, 0)), Leaf(2, (0, 2)))


def test_a_choice_is_asked_for_by_itself() -> None:
    tree = _grow(_choices(3), [[0], [1], [2], [1]], [0, 1, 0, 1])
    assert tree == Split(0, 1.0, True, Leaf(2, (0, 2)), Leaf(2, (2, 0)))


def test_of_equal_fields_the_first_is_asked() -> None:
    assert _first(_grow(_numbers(3), [[7, 1, 1], [7, 2, 2]], [0, 1])).column == 1


def test_of_equal_numbers_the_lowest_is_asked() -> None:
    assert _first(_grow(_numbers(1), [[1], [2], [3]], [0, 1, 0])).than == 1.5


def test_of_equal_choices_the_first_of_the_field_is_asked() -> None:
    assert _first(_grow(_choices(2), [[1], [0]], [0, 1])).than == 0


def test_a_leaf_has_enough_examples() -> None:
    rows, labels = [[i] for i in range(7)], [1, 0, 0, 0, 0, 0, 0]
    assert _first(_grow(_numbers(1), rows, labels, Limits(8, 3))).than == 2.5
    assert _grow(_numbers(1), rows, labels, Limits(8, 4)) == Leaf(7, (6, 1))


def test_only_so_many_questions() -> None:
    rows, labels = [[i] for i in range(8)], [0, 1] * 4
    assert isinstance(_grow(_numbers(1), rows, labels, Limits(0, 1)), Leaf)
    tree = _first(_grow(_numbers(1), rows, labels, Limits(1, 1)))
    assert isinstance(tree.yes, Leaf)
    assert isinstance(tree.no, Leaf)


def test_what_two_questions_tell_together_is_found() -> None:
    """Neither of them tells anything by itself."""
    rows, labels = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    tree = _grow(_numbers(2), rows, labels)
    for row, label in zip(rows, labels, strict=True):
        assert path_of(tree, _numbers(2), row)[1].answer[label] == 1


def test_rows_that_are_alike_end_together() -> None:
    assert _grow(_numbers(2), [[1, 2], [1, 2], [1, 2]], [0, 1, 1]) == Leaf(3, (1, 2))


@pytest.mark.parametrize(("label", "goes_with_yes"), [(0, True), (1, False)])
def test_missing_values_go_where_they_fit(label: int, goes_with_yes: bool) -> None:
    tree = _first(_grow(_numbers(1), [[1], [2], [8], [9], [NAN]], [0, 0, 1, 1, label]))
    assert (tree.than, tree.missing) == (5.0, goes_with_yes)
    assert path_of(tree, _numbers(1), [NAN])[1].answer[label] == 3


@pytest.mark.parametrize(("rows", "goes_with_yes"), [([1, 2, 9], True), ([1, 8, 9], False), ([1, 9], True)])
def test_a_missing_value_that_was_never_seen_goes_with_the_most(rows: list[int], goes_with_yes: bool) -> None:
    labels = [int(value > 5) for value in rows]
    assert _first(_grow(_numbers(1), [[row] for row in rows], labels)).missing is goes_with_yes


def test_a_field_without_any_value_is_not_asked() -> None:
    assert _first(_grow(_numbers(2), [[NAN, 1], [NAN, 2]], [0, 1])).column == 1
    assert _grow(_numbers(1), [[NAN], [NAN]], [0, 1]) == Leaf(2, (1, 1))


@pytest.mark.parametrize(
    ("below", "above"),
    [(0.1, math.nextafter(0.1, 1)), (-5e-324, 5e-324), (0, 5e-324), (2**53 - 2, 2**53 - 1)],
)
def test_numbers_next_to_each_other_are_told_apart(below: float, above: float) -> None:
    tree = _grow(_numbers(1), [[below], [above]], [0, 1])
    assert below <= _first(tree).than < above


def test_a_number_is_the_mean_of_its_leaf() -> None:
    targets = np.array([[1.0], [3.0], [10.0], [12.0]])
    tree = grow(
        columns_of(_numbers(1), [[1], [2], [3], [4]]), targets, Limits(1, 1), lambda n, sums: (sums[0] / n,)
    )
    assert tree == Split(0, 2.5, True, Leaf(2, (2.0,)), Leaf(2, (11.0,)))


def test_what_is_raised_ends_the_growing() -> None:
    def stop(_: int, __: Floats) -> tuple[float, ...]:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        grow(columns_of(_numbers(1), [[1], [2]]), np.eye(2), SMALL, stop)


@pytest.mark.parametrize("name", ["iris", "wine", "breast_cancer"])
def test_as_often_right_as_scikit_learn(name: str) -> None:
    """On five times five folds; scikit-learn's tree depends on its seed, so it grows three."""
    data = getattr(datasets, f"load_{name}")()
    rows, labels = data.data, data.target
    fields, limits = _numbers(rows.shape[1]), Limits(8, 2)
    ours, theirs = [], []
    for seed in range(5):
        for learned, tested in StratifiedKFold(5, shuffle=True, random_state=seed).split(rows, labels):
            tree = _grow(fields, rows[learned], labels[learned], limits)
            guesses = [np.argmax(path_of(tree, fields, row)[1].answer) for row in rows[tested].tolist()]
            ours.append(np.mean(guesses == labels[tested]))
            for number in range(3):
                yardstick = DecisionTreeClassifier(max_depth=8, min_samples_leaf=2, random_state=number)
                theirs.append(
                    yardstick.fit(rows[learned], labels[learned]).score(rows[tested], labels[tested])
                )
    line = f"{name}: our tree {np.mean(ours):.3f}, scikit-learn's {np.mean(theirs):.3f}\n"
    sys.stdout.write(line)
    assert np.mean(ours) >= np.mean(theirs) - 0.005, line


def test_as_near_as_scikit_learn() -> None:
    rows, outputs = datasets.load_diabetes(return_X_y=True)
    fields, limits = _numbers(rows.shape[1]), Limits(4, 5)
    ours, theirs = [], []
    for learned, tested in KFold(5, shuffle=True, random_state=1).split(rows):
        targets = outputs[learned][:, np.newaxis]
        columns = columns_of(fields, rows[learned])
        tree = grow(columns, targets, limits, lambda count, sums: (sums[0] / count,))
        guesses = [path_of(tree, fields, row)[1].answer[0] for row in rows[tested].tolist()]
        ours.append(np.abs(guesses - outputs[tested]).mean())
        yardstick = DecisionTreeRegressor(max_depth=4, min_samples_leaf=5, random_state=0)
        predicted = yardstick.fit(rows[learned], outputs[learned]).predict(rows[tested])
        theirs.append(np.abs(predicted - outputs[tested]).mean())
    line = f"diabetes: our tree is {np.mean(ours):.1f} off, scikit-learn's {np.mean(theirs):.1f}\n"
    sys.stdout.write(line)
    assert np.mean(ours) <= np.mean(theirs) * 1.01, line
