"""The rules that every place keeps for examples: what may be one, and which are held back. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from storage.contracts import NewExample, PageRequest
from storage.limits import EXAMPLES_AT_ONCE, PAGE_LENGTH, TEXT_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled, check_text

GROUP_LENGTH = 64
SOURCE_LENGTH = 16
LAST_MOMENT = 253_402_300_799_999
"""The end of the year 9999 in UTC milliseconds: what a database can keep."""

_ONE_IN = 5
"""One example in this many is held back."""


class Tally(Protocol):
    """A label's examples. Both counts are from before the next one."""

    held_back: int
    ever_added: int


def holds_back_next(label: Tally) -> bool:
    """Whether the next example of a label is held back, when its unit is new."""
    return label.held_back < (label.ever_added + 1) // _ONE_IN


def unit_of(example: NewExample) -> UUID:
    """Examples with the same unit are held back together: those of one group, else those with the same text."""
    text = f"text {example.data.text}" if example.group is None else f"group {example.group}"
    return UUID(bytes=sha256(text.encode()).digest()[:16])


def check_batch(things: Sequence[object]) -> None:
    """Problem: `too_large`."""
    if len(things) > EXAMPLES_AT_ONCE:
        raise Problem(Code.TOO_LARGE, f"Not more than {EXAMPLES_AT_ONCE:,} examples at once.")


def check_example(example: NewExample) -> None:
    """Problems: `invalid`, `too_large`."""
    check_filled(example.data.text, TEXT_LENGTH, "text", too_long=Code.TOO_LARGE)
    if example.label_id is None:
        raise Problem(Code.INVALID, "An example of this project needs a label.", field="labelId")
    if example.group is not None:
        check_text(example.group, GROUP_LENGTH, "group")
    check_text(example.source, SOURCE_LENGTH, "source")
    if example.added_at is not None and not 0 <= example.added_at <= LAST_MOMENT:
        raise Problem(Code.INVALID, "A time is a number of milliseconds.", field="addedAt")


def check_page(request: PageRequest) -> None:
    """Problem: `invalid`."""
    if request.after is not None and request.before is not None:
        sentence = "A page goes on after an example or before one, not both."
        raise Problem(Code.INVALID, sentence, field="before")
    if not 1 <= request.limit <= PAGE_LENGTH:
        raise Problem(Code.INVALID, f"A page has 1 to {PAGE_LENGTH} examples.", field="limit")
