"""The small checks that make up the check of a model file."""

from __future__ import annotations

import re
import sys
from typing import Any

from storage.problems import Code, Problem

Json = dict[str, Any]

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST = 2**53 - 1
_LARGEST = sys.float_info.max


def refusal(why: str) -> Problem:
    return Problem(Code.INVALID, f"This is not a model file that can be used: {why}.", field="model")


def demand(holds: bool, why: str) -> None:
    if not holds:
        raise refusal(why)


def parts(said: object, keys: set[str], what: str) -> Json:
    """Exactly these, neither more nor fewer."""
    if not isinstance(said, dict) or set(said) != keys:
        raise refusal(f"its {what} has other parts")
    return said


def is_count(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= _MOST


def is_number(said: object) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool) and -_LARGEST <= said <= _LARGEST


def number(said: Any) -> float:
    """Problem: `invalid` for what is not a finite number."""
    demand(is_number(said), "its head is damaged")
    return float(said)


def is_id(said: object) -> bool:
    return matches(_ID, said)


def matches(pattern: re.Pattern[str], said: object) -> bool:
    return isinstance(said, str) and pattern.fullmatch(said) is not None
