"""One look for all who ask at the same moment: a network's weights come from memory at each look, and that takes longer
than to calculate with them for one text."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence, Sized
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import chain
from threading import Event, Lock
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item", bound=Sized)
Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Asked(Generic[Item]):
    """`turn` comes when the rows are there, or when it is up to this thread to read."""

    items: Sequence[Item]
    rows: Future[Numbers] = field(default_factory=Future)
    turn: Event = field(default_factory=Event)

    @property
    def size(self) -> int:
        return sum(map(len, self.items))


class Together(Generic[Item]):
    """Calls `look`, which answers a row for each item, from one thread at a time. Who asks meanwhile waits, and the
    next look is for all who wait, as long as their items are not longer than `most` together."""

    def __init__(self, look: Callable[[list[Item]], Numbers], most: int) -> None:
        self._look = look
        self._most = most
        self._lock = Lock()
        self._waiting: deque[_Asked[Item]] = deque()
        self._looking = False

    def rows(self, items: Sequence[Item]) -> Numbers:
        """Raises what `look` raises."""
        own = _Asked(items)
        with self._lock:
            self._waiting.append(own)
            looks, self._looking = not self._looking, True
        if not looks:
            own.turn.wait()
        if not own.rows.done():
            self._look_for_all()
        return own.rows.result()

    def _look_for_all(self) -> None:
        asked = self._first()
        try:
            rows = self._look(list(chain.from_iterable(one.items for one in asked)))
        except BaseException as error:
            for one in asked:
                one.rows.set_exception(error)
        else:
            start = 0
            for one in asked:
                one.rows.set_result(rows[start : start + len(one.items)])
                start += len(one.items)
        self._hand_on(asked)

    def _first(self) -> list[_Asked[Item]]:
        """At least one: the thread that looks is the first of those that wait."""
        with self._lock:
            asked = [self._waiting.popleft()]
            size = asked[0].size
            while self._waiting and (size := size + self._waiting[0].size) <= self._most:
                asked.append(self._waiting.popleft())
        return asked

    def _hand_on(self, asked: Sequence[_Asked[Item]]) -> None:
        with self._lock:
            following = [self._waiting[0]] if self._waiting else []
            self._looking = bool(following)
        for one in (*following, *asked):
            one.turn.set()
