"""R8: training in the browser beside scikit-learn, on the same features at equal tolerance, in one run."""

from __future__ import annotations

import time
from base64 import b64encode
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from bench.local_store import bundle
from bench.measure import Result, median
from tests.e2e.site import Site

SHAPES = ((300, 1024, 5), (500, 1280, 5), (1000, 512, 10), (2000, 1280, 5))
TESTED = 1000
ROUNDS = 5
C = 30.0
TOLERANCE = 1e-7
"""Of `frontend/src/training/core/solver.ts`, which measures it as scikit-learn does."""

Rows = NDArray[np.float32]


def measure(site: Site, browser: Browser) -> list[Result]:
    with bundle(site, browser, "heads") as (page, _), threadpool_limits(1):
        return [result for shape in SHAPES for result in _measure(page, *shape)]


def _measure(page: Page, examples: int, columns: int, labels: int) -> list[Result]:
    rows, tested = (features(count, columns, labels, seed) for count, seed in ((examples, 1), (TESTED, 2)))
    numbers, truth = np.arange(examples) % labels, np.arange(TESTED) % labels
    page.evaluate("([rows, columns, labels]) => heads.take(rows, columns, labels)", _told(rows, numbers))
    ours, theirs = [], []
    # The first round warms both up and is not counted.
    for _ in range(ROUNDS + 1):
        ours.append(float(page.evaluate(f"heads.fit({labels}, {C})")))
        yardstick = LogisticRegression(C=C, tol=TOLERANCE, max_iter=1000)
        began = time.perf_counter()
        yardstick.fit(rows.astype(np.float64), numbers)
        theirs.append((time.perf_counter() - began) * 1000)
    told = page.evaluate("([rows, columns]) => heads.guesses(rows, columns)", _told(tested, truth)[:2])
    right, their_right = np.mean(told == truth), yardstick.score(tested.astype(np.float64), truth)
    fast, their_fast = median(ours[1:]), median(theirs[1:])
    what = f"fit {examples} x {columns} x {labels}"
    return [
        Result("R8", f"{what}: {fast:.0f} ms, raw {their_fast:.0f} ms", fast / their_fast, 12, "times raw"),
        Result("R8", f"{what}: right {right:.1%}, less than raw", 100 * (their_right - right), 1, "points"),
    ]


def _told(rows: Rows, numbers: NDArray[np.int_]) -> list[Any]:
    return [b64encode(rows.astype("<f4").tobytes()).decode(), rows.shape[1], numbers.tolist()]


def features(count: int, columns: int, labels: int, seed: int) -> Rows:
    """As a network makes them: columns that go together, never below 0, rows of length 1; one label after the other,
    and not easy to tell apart."""
    chance = np.random.default_rng(seed)
    directions = np.random.default_rng(columns).normal(size=(40, columns)) / 6
    middles = np.random.default_rng(labels).normal(size=(labels, 40)) * 0.45
    hidden = middles[np.arange(count) % labels] + chance.normal(size=(count, 40))
    rows = np.maximum(0, hidden @ directions + chance.normal(size=(count, columns)) / 3 + 0.1)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
