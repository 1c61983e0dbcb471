"""What is in an example: which are equal, and the values of a row, as they are stored and as they are read through the
fields that a project has now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

import rfc8785

from storage.values import Data, Field, Media, Text, Values

Value = float | str | None

_JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def identity_of(data: Data) -> str:
    """What equal data has in common; `unit_of` in `training/policy.py` is told it."""
    match data:
        case Text(text):
            return f"text {text}"
        case Media(media):
            return f"media {media.sha256}"
        case Values():
            return f"values {canonical(data)}"


def canonical(data: Values) -> str:
    """RFC 8785 JSON of what there is, without what is missing: equal for equal rows."""
    there = {str(field): value for field, value in data.values.items() if value is not None}
    return rfc8785.dumps(there).decode()


def read_values(stored: Mapping[str, Any], fields: Sequence[Field]) -> Values:
    """One value a field. What was given stays stored, so that a field which is changed and changed back has lost
    nothing; what does not fit the field as it is now is read as missing."""
    return Values({field.id: fitting(stored.get(str(field.id)), field) for field in fields})


def fitting(value: Any, field: Field) -> Value:
    """A number is also the choice that is written in the same way, and a choice the number that it is written as."""
    if value is None:
        return None
    if field.type == "choice":
        choice = value if isinstance(value, str) else rfc8785.dumps(float(value)).decode()
        return choice if choice in field.choices else None
    if isinstance(value, str) and not _JSON_NUMBER.fullmatch(value):
        return None
    number = float(value)
    return number if isfinite(number) else None
