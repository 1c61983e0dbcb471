"""A file that is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

INVALID, TOO_LARGE, LIMIT_REACHED = "invalid", "too_large", "limit_reached"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Hostile:
    """`pieces()` gives the file a piece at a time; `large` ones have tens of megabytes."""

    name: str
    code: str
    pieces: Callable[[], Iterable[bytes]]
    large: bool = False

    def content(self) -> bytes:
        return b"".join(self.pieces())


def one_file(name: str, code: str, content: bytes) -> Hostile:
    return Hostile(name, code, lambda: [content])
