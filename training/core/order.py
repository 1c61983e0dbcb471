"""What is to be trained, and the examples as heads take them; `frontend/src/training/core/order.ts` does the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Final, Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from storage.values import Data, Example, File, Media, Method, NewData, Project, text_of
from training.core.extractors.known import Features, features_for
from training.core.readers import Reader
from training.policy import unit_words
from training.values import identity_of

OnProgress = Callable[[float], None]
"""Told 0 to 1; what it raises stops the training."""

FileOf = Callable[[UUID], bytes | None]
"""The picture or sound of an example; None when the example has gone meanwhile, and is left out."""

Rows = NDArray[np.float32]
"""(times, length), as a reader with an extractor answers to train."""

_READ_DONE: Final = 0.5
_READ_DONE_BY_EXTRACTOR: Final = 0.85
_FIT_DONE: Final = 0.95
_KEEP_AT_ONCE: Final = 64


class Kept(Protocol):
    """What extractors have made of the examples of a project before, by the SHA-256 (hex) of the picture, sound or
    text."""

    def load(self, features: Features, /) -> Mapping[str, Rows]: ...

    def keep(self, features: Features, rows: Mapping[str, Rows], /) -> None: ...


class NothingKept:
    """Every example is read anew."""

    def load(self, _features: Features, /) -> Mapping[str, Rows]:
        return {}

    def keep(self, _features: Features, _rows: Mapping[str, Rows], /) -> None:
        """Nothing is."""


NOTHING_KEPT: Final = NothingKept()


@dataclass(frozen=True, slots=True)
class Row:
    """One example; `item` is what is learned from. Those with the same `group` belong together, as those of one burst
    or equal texts: what is tested must not have been learned from."""

    id: UUID
    label: UUID | None
    held_back: bool
    group: str
    item: Any


@dataclass(frozen=True, slots=True)
class Order:
    project: Project
    examples: Iterable[Example]
    model_id: UUID
    trained_at: int
    on_progress: OnProgress
    file: FileOf
    kept: Kept
    method: Method

    def fitting(self, progress: float) -> None:
        self.on_progress(self._read_done + (_FIT_DONE - self._read_done) * progress)

    def rows(self, reader: Reader) -> list[Row]:
        return rows_of(
            self.examples,
            reader,
            file=self.file,
            kept=self.kept,
            on_progress=lambda progress: self.on_progress(self._read_done * progress),
        )

    @property
    def _read_done(self) -> float:
        project = self.project
        return _READ_DONE_BY_EXTRACTOR if features_for(project.kind, project.language) else _READ_DONE


def rows_of(
    examples: Iterable[Example], reader: Reader, *, file: FileOf, kept: Kept, on_progress: OnProgress
) -> list[Row]:
    """What is learned from, of every example. An extractor reads only those that it has not read before."""
    found = list(examples)
    features = reader.features
    if features is None:
        return [_row(example, item) for example, item in _read(found, reader, file, on_progress)]
    names = {example.id: digest_of(example.data) for example in found}
    known = dict(kept.load(features))
    new = _read([one for one in found if names[one.id] not in known], reader, file, on_progress)
    while batch := {names[example.id]: item for example, item in islice(new, _KEEP_AT_ONCE)}:
        kept.keep(features, batch)
        known |= batch
    return [_row(example, known[names[example.id]]) for example in found if names[example.id] in known]


def digest_of(data: Data) -> str:
    """The SHA-256 (hex) of what an extractor reads."""
    return data.media.sha256 if isinstance(data, Media) else sha256(text_of(data).encode()).hexdigest()


def _row(example: Example, item: Any) -> Row:
    group = unit_words(example.group, identity_of(example.data))
    return Row(example.id, example.label_id, example.held_back, group, item)


def _read(
    examples: Sequence[Example], reader: Reader, file: FileOf, on_progress: OnProgress
) -> Iterator[tuple[Example, Any]]:
    """Without those that have gone. A reader may take several before it answers the first."""
    waiting: deque[Example] = deque()

    def whole() -> Iterator[NewData | Data]:
        for example in examples:
            data = _whole(example, file)
            if data is not None:
                waiting.append(example)
                yield data

    for done, item in enumerate(reader.vectors_to_train(whole())):
        yield waiting.popleft(), item
        on_progress(done / len(examples))
    on_progress(1)


def _whole(example: Example, file: FileOf) -> NewData | Data | None:
    if not isinstance(example.data, Media):
        return example.data
    content = file(example.id)
    return None if content is None else File(content)
