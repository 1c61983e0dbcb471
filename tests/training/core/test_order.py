"""Reading the examples of a project: what was made of them is used again, and what belongs together is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

import numpy as np
import pytest

from storage.values import Data, Example, NewData, Text, text_of
from tests.training.core.material import label_id
from training.core.extractors.known import Features, features_of
from training.core.order import NOTHING_KEPT, Kept, Row, Rows, digest_of, rows_of
from training.core.readers import Reader, ngram_reader

FEATURES = features_of("text")


class Counting:
    """Reads ten texts at a time, and sees nothing in them but how long they are."""

    def __init__(self) -> None:
        self.read: list[str] = []

    @property
    def reader(self) -> Reader:
        return Reader(self._vectors, self._vectors, FEATURES)

    def _vectors(self, items: Iterable[NewData | Data]) -> Iterator[Rows]:
        waiting: list[str] = []
        for item in items:
            waiting.append(text_of(item))
            if len(waiting) == 10:
                yield from self._all(waiting)
                waiting = []
        yield from self._all(waiting)

    def _all(self, texts: list[str]) -> Iterator[Rows]:
        for text in texts:
            self.read.append(text)
            yield np.full((1, FEATURES.length), len(text), np.float32)


class Keeping:
    def __init__(self) -> None:
        self.made: dict[str, Rows] = {}

    def load(self, features: Features, /) -> Mapping[str, Rows]:
        assert features == FEATURES
        return self.made

    def keep(self, features: Features, rows: Mapping[str, Rows], /) -> None:
        assert features == FEATURES
        self.made |= rows


class Stopped(Exception):
    pass


def examples(count: int) -> list[Example]:
    return [_example(i, Text("x" * i)) for i in range(count)]


def _example(i: int, data: Data, group: str | None = None) -> Example:
    return Example(label_id(i), label_id(900), data, group, i % 5 == 4, "typed", 0)


def _rows(found: list[Example], reader: Reader, kept: Kept = NOTHING_KEPT, stop_at: float = 2) -> list[Row]:
    def on_progress(progress: float) -> None:
        assert 0 <= progress <= 1
        if progress >= stop_at:
            raise Stopped

    return rows_of(found, reader, file=_no_file, kept=kept, on_progress=on_progress)


def _no_file(_: UUID) -> bytes | None:
    return None


def test_each_row_is_that_of_its_example() -> None:
    found = examples(25)
    rows = _rows(found, Counting().reader)
    assert [row.id for row in rows] == [example.id for example in found]
    assert [row.item[0, 0] for row in rows] == list(range(25))
    assert [row.held_back for row in rows] == [example.held_back for example in found]


def test_what_was_read_before_is_not_read_again() -> None:
    counting, kept = Counting(), Keeping()
    _rows(examples(20), counting.reader, kept)
    rows = _rows(examples(25), counting.reader, kept)
    assert counting.read == ["x" * i for i in range(25)]
    assert [row.item[0, 0] for row in rows] == list(range(25))


def test_what_was_read_before_it_was_stopped_stays() -> None:
    counting, kept = Counting(), Keeping()
    with pytest.raises(Stopped):
        _rows(examples(200), counting.reader, kept, stop_at=0.5)
    assert 60 <= len(kept.made) <= 100
    again, stayed = Counting(), len(kept.made)
    assert len(_rows(examples(200), again.reader, kept)) == 200
    assert len(again.read) == 200 - stayed


def test_rows_say_which_examples_belong_together() -> None:
    texts = [_example(i, Text(text)) for i, text in enumerate(("same", "same", "other"))]
    burst = [_example(3 + i, Text(text), "one burst") for i, text in enumerate(("a", "b"))]
    first, second, third, fourth, fifth = (row.group for row in _rows(texts + burst, ngram_reader()))
    assert first == second
    assert fourth == fifth
    assert len({first, third, fourth}) == 3


def test_a_text_is_known_by_its_own_sha256() -> None:
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest_of(Text("abc")) == expected
