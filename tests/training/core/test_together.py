from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import Queue
from typing import Any

import numpy as np
import pytest

from training.core.extractors.sentences import SentenceExtractor
from training.core.extractors.together import Together


class Held:
    """A look that waits until it is let go on, and answers the length of each item."""

    def __init__(self, most: int = 100) -> None:
        self.looks: Queue[list[str]] = Queue()
        self.go_on: Queue[Exception | None] = Queue()
        self.together = Together(self.look, most)

    def look(self, items: list[str]) -> Any:
        self.looks.put(items)
        if error := self.go_on.get(timeout=10):
            raise error
        return np.array([[len(item)] for item in items], dtype=np.float32)

    @contextmanager
    def asked_while_looking(self, *asked: list[str]) -> Iterator[list[Future[Any]]]:
        """The first has begun to be looked at when the others are asked, in this order."""
        with ThreadPoolExecutor(len(asked)) as pool:
            answers = []
            for number, items in enumerate(asked):
                answers.append(pool.submit(self.together.rows, items))
                if number == 0:
                    assert self.looks.get(timeout=10) == items
                else:
                    _until(lambda number=number: len(self.together._waiting) == number)
            yield answers

    def next_look(self, error: Exception | None = None) -> list[str]:
        self.go_on.put(error)
        return self.looks.get(timeout=10)


def _until(said: Any) -> None:
    deadline = time.monotonic() + 10
    while not said():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def lengths(answer: Future[Any]) -> list[float]:
    return [float(row[0]) for row in answer.result(timeout=10)]


def test_all_who_ask_while_one_looks_are_looked_at_together_and_each_has_its_own() -> None:
    held = Held()
    with held.asked_while_looking(["a"], ["bb", "ccc"], [], ["dddd"]) as answers:
        assert held.next_look() == ["bb", "ccc", "dddd"]
        held.go_on.put(None)
        assert [lengths(answer) for answer in answers] == [[1], [2, 3], [], [4]]


def test_one_look_is_not_longer_than_it_may_be_unless_one_alone_is() -> None:
    held = Held(most=5)
    with held.asked_while_looking(["a"], ["bb"], ["ccc"], ["d" * 9], ["e"]) as answers:
        assert held.next_look() == ["bb", "ccc"]
        assert held.next_look() == ["d" * 9]
        assert held.next_look() == ["e"]
        held.go_on.put(None)
        assert [lengths(answer) for answer in answers] == [[1], [2], [3], [9], [1]]


def test_a_look_that_fails_holds_up_nobody_after_it() -> None:
    held = Held()
    with held.asked_while_looking(["a"], ["bb"]) as (first, second):
        assert held.next_look(MemoryError()) == ["bb"]
        held.go_on.put(None)
        with pytest.raises(MemoryError):
            first.result(timeout=10)
        assert lengths(second) == [2]
    held.go_on.put(None)
    assert held.together.rows(["ccc"]).tolist() == [[3]]


def test_texts_of_many_threads_at_once_get_the_numbers_that_they_get_alone() -> None:
    extractor = SentenceExtractor()
    texts = [f"sentence {number} about {number % 7} whales " * (1 + number % 3) for number in range(60)]
    alone = [next(extractor.vectors([text])) for text in texts]
    with ThreadPoolExecutor(12) as pool:
        at_once = list(pool.map(lambda text: next(extractor.vectors([text])), texts))
    assert np.allclose(at_once, alone, rtol=0, atol=1e-6)
