"""The softmax head on rows of numbers: Python and the browser find the same one."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tests.training.core.browser import answer, bundle
from training.core.dense import DenseHead, Rows, fit_dense

LEARNED, GUESSED = 250, 2_000


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("core"))


def _rows(count: int, columns: int, labels: int, seed: int, *, length_one: bool) -> tuple[Rows, list[int]]:
    """Rows as a network makes them: each label has a middle of its own, columns go together, some never change."""
    chance = np.random.default_rng(seed)
    directions = np.random.default_rng(columns).normal(size=(40, columns)) / 6
    middles = np.random.default_rng(labels).normal(size=(labels, 40)) / 2
    numbers = [i % labels for i in range(count)]
    hidden = middles[numbers] + chance.normal(size=(count, 40))
    rows = np.maximum(0, hidden @ directions + chance.normal(size=(count, columns)) / 3)
    rows[:, :3] = 0.1
    if length_one:
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32), numbers


@pytest.mark.parametrize(
    ("labels", "columns", "c", "standardise"),
    [(2, 1280, 30.0, False), (5, 512, 30.0, False), (10, 768, 0.01, True), (2, 60, 0.01, True)],
)
def test_both_sides_find_the_same_head(
    script: Path, labels: int, columns: int, c: float, standardise: bool
) -> None:
    rows, numbers = _rows(LEARNED, columns, labels, seed=1, length_one=not standardise)
    asked, _ = _rows(GUESSED, columns, labels, seed=2, length_one=not standardise)
    head = fit_dense(rows, numbers, labels, c=c, standardise=standardise)
    question = {"rows": rows.tolist(), "labels": numbers, "labelCount": labels, "asked": asked.tolist()}
    theirs = np.array(answer(script, question | {"c": c, "standardise": standardise})["confidences"])
    ours = np.array([head.confidences(row) for row in asked])
    same, furthest = np.mean(ours.argmax(axis=1) == theirs.argmax(axis=1)), np.abs(ours - theirs).max()
    sys.stdout.write(f"{GUESSED} guesses, {same:.2%} the same, confidences within {furthest:.2g}\n")
    assert same >= 0.999
    assert furthest < 0.01


@pytest.mark.parametrize("standardise", [False, True])
@pytest.mark.parametrize("labels", [2, 4])
def test_it_is_the_model_of_scikit_learn(labels: int, standardise: bool) -> None:
    rows, numbers = _rows(80, 30, labels, seed=1, length_one=False)
    asked, _ = _rows(200, 30, labels, seed=2, length_one=False)
    head = fit_dense(rows, numbers, labels, c=0.5, standardise=standardise)
    yardstick = LogisticRegression(C=0.5, tol=1e-9, max_iter=5000)
    if standardise:
        yardstick = make_pipeline(StandardScaler(), yardstick)
    expected = yardstick.fit(rows.astype(np.float64), numbers).predict_proba(asked.astype(np.float64))
    assert np.abs(np.array([head.confidences(row) for row in asked]) - expected).max() < 1e-4


def test_a_column_that_never_changes_says_nothing() -> None:
    rows, numbers = _rows(40, 10, 2, seed=1, length_one=False)
    head = fit_dense(rows, numbers, 2, c=1, standardise=True)
    assert np.abs(head.weights[:, :3]).max() < 1e-6
    assert np.abs(head.weights[:, 3:]).min() > 1e-4


def test_confidences_add_up_to_one() -> None:
    head = DenseHead(np.array([[1.0, 0], [0, 1], [500, 500]]), np.zeros(3))
    assert head.confidences(np.array([1, 1], dtype=np.float32)).sum() == pytest.approx(1)
