"""Scores on the examples that were held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any


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
