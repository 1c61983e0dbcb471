"""The values of the contract as JSON: what Python calls `held_back` travels as `heldBack`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final
from uuid import UUID

_AS_THEY_ARE: Final = (str, int, float, bytes, type(None))

_names: dict[type, list[tuple[str, str]]] = {}


def to_json(value: Any) -> Any:
    """Dataclasses become objects, tuples and lists arrays, ids strings; the rest stays as it is."""
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    return {camel: to_json(getattr(value, name)) for name, camel in _names_of(type(value))}


def to_camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _names_of(shape: type) -> list[tuple[str, str]]:
    """Remembered, because a page has two hundred of the same."""
    if shape not in _names:
        _names[shape] = [(field.name, to_camel(field.name)) for field in fields(shape)]
    return _names[shape]
