from __future__ import annotations

import time
from typing import Final

from django.core.management.base import OutputWrapper

_WIDTH: Final = 30


class Progress:
    """How far a long command is: a bar that grows on a terminal, and a line every ten seconds in a file."""

    def __init__(self, out: OutputWrapper, total: int, what: str) -> None:
        self._out, self._total, self._what = out, total, what
        self._on_terminal = out.isatty()
        self._pause = 0.2 if self._on_terminal else 10.0
        self._started = self._told = time.monotonic()
        self._done = 0

    def step(self) -> None:
        self._done += 1
        if time.monotonic() - self._told >= self._pause:
            self._tell()

    def say(self, line: str) -> None:
        """A line of its own, above the bar."""
        self._write(f"\r\x1b[K{line}\n" if self._on_terminal else f"{line}\n")

    def end(self) -> None:
        self._tell()
        if self._on_terminal:
            self._write("\n")

    def _tell(self) -> None:
        self._told = time.monotonic()
        # More may have come than was there when they were counted.
        part = min(1.0, self._done / self._total) if self._total else 1.0
        said = f"{self._done:,} of {self._total:,} {self._what}, {part:.0%}{self._left(part)}"
        bar = "#" * round(part * _WIDTH)
        self._write(f"\r\x1b[K[{bar:<{_WIDTH}}] {said}" if self._on_terminal else f"{said}\n")

    def _write(self, text: str) -> None:
        self._out.write(text, style_func=str, ending="")
        self._out.flush()

    def _left(self, part: float) -> str:
        if not 0 < part < 1:
            return ""
        seconds = (self._told - self._started) * (1 - part) / part
        return f", about {seconds / 60:.0f} min left" if seconds >= 60 else f", about {seconds:.0f} s left"
