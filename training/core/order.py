"""What is to be trained, and the examples as heads take them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from storage.values import Data, Example, File, Media, NewData, Project
from training.core.readers import Reader

OnProgress = Callable[[float], None]
"""Told 0 to 1; what it raises stops the training."""

FileOf = Callable[[UUID], bytes | None]
"""The picture or sound of an example; None when the example has gone meanwhile, and is left out."""

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
    file: FileOf

    def fitting(self, progress: float) -> None:
        self.on_progress(_READ_DONE + (_FIT_DONE - _READ_DONE) * progress)

    def rows(self, read: Reader) -> list[Row]:
        rows: list[Row] = []
        for example in self.examples:
            data = self._whole(example)
            if data is not None:
                rows.append(Row(example.id, example.label_id, example.held_back, read(data)))
            if len(rows) % _TELL_EVERY == 0:
                self.on_progress(_READ_DONE * len(rows) / (len(rows) + 10 * _TELL_EVERY))
        self.on_progress(_READ_DONE)
        return rows

    def _whole(self, example: Example) -> NewData | Data | None:
        if not isinstance(example.data, Media):
            return example.data
        file = self.file(example.id)
        return None if file is None else File(file)


@dataclass(frozen=True, slots=True)
class Row:
    """One example; `item` is what the head takes."""

    id: UUID
    label: UUID | None
    held_back: bool
    item: Any
