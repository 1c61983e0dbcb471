"""Scores on examples that were not learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from training.core.softmax import Floats
from training.core.table import bounded

NEAR = 0.1
"""A guess is near when it is off by no more than this share of the numbers learned, from the lowest to the highest."""

_ROUNDING = 1e-9


def held_back_scores(labels: Sequence[str], outcomes: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """`outcomes` are (true label, guessed label). `confusion[true][guessed]` leaves out what never happened."""
    seen = Counter(outcomes)
    confusion: dict[str, dict[str, int]] = {label: {} for label in labels}
    for (true, guessed), times in seen.items():
        confusion[true][guessed] = times
    per_label = {
        label: {"right": confusion[label].get(label, 0), "of": sum(confusion[label].values())}
        for label in labels
    }
    return {
        "right": sum(score["right"] for score in per_label.values()),
        "of": sum(score["of"] for score in per_label.values()),
        "perLabel": per_label,
        "confusion": confusion,
    }


class Outcome(NamedTuple):
    """`usual` is the mean of what the model that guessed has learned."""

    true: float
    guessed: float
    usual: float


def number_scores(learned: Floats, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """`right` are those that are at most `near` off. `meanError` is how far off the guesses are, `usualError` how far
    off they would be if all were the usual number; both are null without an outcome."""
    near = NEAR * float(np.ptp(learned))
    off = [abs(guessed - true) for true, guessed, _ in outcomes]
    reach = [max(near, _ROUNDING * abs(true)) for true, _, _ in outcomes]
    return {
        "right": sum(far <= most for far, most in zip(off, reach, strict=True)),
        "of": len(outcomes),
        "near": near,
        "meanError": _mean(off),
        "usualError": _mean([abs(usual - true) for true, _, usual in outcomes]),
    }


def _mean(numbers: Sequence[float]) -> float | None:
    return bounded(sum(numbers) / len(numbers)) if numbers else None
