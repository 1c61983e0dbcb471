"""What is to be trained, and the examples as heads take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from storage.contracts import Example, Project
from training.core.readers import Reader

OnProgress = Callable[[float], None]
"""Told 0 to 1; what it raises stops the training."""

_READ_DONE = 0.5
_FIT_DONE = 0.9
_TELL_EVERY = 100


@dataclass(frozen=True, slots=True)
class Order:
    project: Project
    examples: Iterable[Example]
    model_id: UUID
    trained_at: int
    on_progress: OnProgress

    def fitting(self, progress: float) -> None:
        self.on_progress(_READ_DONE + (_FIT_DONE - _READ_DONE) * progress)

    def rows(self, read: Reader) -> list[Row]:
        rows: list[Row] = []
        for example in self.examples:
            rows.append(Row(example.id, example.label_id, example.held_back, read(example.data)))
            if len(rows) % _TELL_EVERY == 0:
                self.on_progress(_READ_DONE * len(rows) / (len(rows) + 10 * _TELL_EVERY))
        self.on_progress(_READ_DONE)
        return rows


@dataclass(frozen=True, slots=True)
class Row:
    """One example; `item` is what the head takes."""

    id: UUID
    label: UUID | None
    held_back: bool
    item: Any
