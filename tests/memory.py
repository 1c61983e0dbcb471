"""How much memory this process takes, what its libraries take in other languages included."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FORGET_THE_MOST = "5"


@contextmanager
def most_memory() -> Iterator[Callable[[], int]]:
    """Asked within or after, it says how many bytes more this process has held at most than at the beginning."""
    if not CLEAR.exists():
        pytest.skip("only Linux tells how much memory a process has held")
    CLEAR.write_text(FORGET_THE_MOST)
    before = _bytes("VmRSS")
    yield lambda: _bytes("VmHWM") - before


def _bytes(name: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
