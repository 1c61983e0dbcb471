"""Names of students: as a teacher pastes them, and as the sign-in page shows them to anybody with the class code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from storage.text import fold, trim

NAME_LENGTH = 60

Key = TypeVar("Key")


def names_in(text: str) -> list[str]:
    """One name a line; white space inside a name, such as the tab between two columns, becomes one space."""
    lines = (trim(" ".join(line.split())) for line in text.splitlines())
    return [line for line in lines if line]


def short_names(names: Mapping[Key, str]) -> dict[Key, str]:
    """First name and initial, and only as many more letters as it takes to tell two of them apart."""
    return {
        key: _shortest(name, (other for at, other in names.items() if at != key))
        for key, name in names.items()
    }


def _shortest(name: str, others: Iterable[str]) -> str:
    first, _, rest = name.partition(" ")
    if not rest:
        return first
    rivals = [_fold_rest(other) for other in others if fold(other.partition(" ")[0]) == fold(first)]
    for length in range(1, len(rest) + 1):
        start = fold(rest[:length])
        if not any(rival.startswith(start) for rival in rivals):
            return f"{first} {rest[:length].rstrip()}"
    return name


def _fold_rest(name: str) -> str:
    return fold(name.partition(" ")[2])
