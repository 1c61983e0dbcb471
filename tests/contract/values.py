"""What the cases of `tests/contract` write, as Python: names of ids, repetitions, and the values of the contract."""

from __future__ import annotations

import json
import types
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from storage.camel import to_camel, to_json
from storage.digest import item_digest

MODEL = json.loads((Path(__file__).parent / "model.json").read_text())

MEDIA = json.loads((Path(__file__).parent / "media.json").read_text())

_NOTHING = object()


def written(value: Any, ids: Mapping[str, UUID], kept: Mapping[str, Any]) -> Any:
    """Plain JSON, and bytes for files, from what a case says; the tests of a result stay as they are."""
    match value:
        case str() if value.startswith("@"):
            return str(ids[value[1:]])
        case list():
            return [written(item, ids, kept) for item in value]
        case {"$repeat": times, "of": pattern}:
            first = value.get("from", 1)
            numbers = range(first, first + times)
            ordered = reversed(numbers) if value.get("down") else numbers
            return [written(_numbered(pattern, number), ids, kept) for number in ordered]
        case {"$times": times, "text": text}:
            return text * times
        case {"$kept": name}:
            return kept[name]
        case {"$file": text}:
            return written(text, ids, kept).encode()
        case {"$media": name}:
            return file_of(name)
        case {"$model": id}:
            file = written({**MODEL, "id": id, **value.get("with", {})}, ids, kept)
            return {"digest": item_digest(file).hex(), **file}
        case dict():
            return {written(key, ids, kept): written(item, ids, kept) for key, item in value.items()}
        case _:
            return value


def file_of(name: str) -> bytes:
    """A picture or sound of `media.json`."""
    return b64decode(MEDIA[name]["base64"])


def _numbered(pattern: Any, number: int) -> Any:
    match pattern:
        case str():
            return pattern.replace("{n}", str(number))
        case list():
            return [_numbered(item, number) for item in pattern]
        case dict():
            return {_numbered(key, number): _numbered(item, number) for key, item in pattern.items()}
        case _:
            return pattern


def arguments(method: Callable[..., Any], values: Sequence[Any]) -> list[Any]:
    """JSON values as what `method`, of an interface in `storage/contracts.py`, says that it takes."""
    hints = get_type_hints(method)
    hints.pop("return", None)
    assert len(values) <= len(hints), f"{method.__name__} takes {len(hints)} values"
    return [_built(hint, value) for hint, value in zip(hints.values(), values, strict=False)]


def _built(hint: Any, value: Any) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if value is None else _built(_part(parts, value), value)
    if hint is UUID:
        return UUID(value)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        said = {
            field.name: _built(hints[field.name], value[to_camel(field.name)])
            for field in fields(hint)
            if to_camel(field.name) in value
        }
        return hint(**said)  # type: ignore[operator]
    if origin is Mapping:
        return {_built(parts[0], key): _built(parts[1], item) for key, item in value.items()}
    if origin not in (None, Literal) and issubclass(origin, Sequence):
        return (list if origin is not tuple else tuple)(_built(parts[0], item) for item in value)
    return value


def _part(parts: Sequence[Any], value: Any) -> Any:
    """The part of a union that a value is meant for: of several dataclasses the one that has all of its keys."""
    some = [part for part in parts if part is not type(None)]
    fitting = (
        part
        for part in some
        if is_dataclass(part) and set(value) <= {to_camel(field.name) for field in fields(part)}
    )
    return next(fitting, some[0])


def answer(value: Any) -> Any:
    return to_json(list(value) if isinstance(value, Iterator) else value)


def difference(expected: Any, found: Any, path: str = "result") -> str | None:
    """Where `found` is not as expected; None when it matches."""
    match expected:
        case "$any":
            return f"{path}: nothing" if found is None else None
        case {"$not": refused}:
            return f"{path}: {found!r} is what it must not be" if difference(refused, found) is None else None
        case dict() if isinstance(found, dict):
            return _first(
                difference(item, found.get(key, _NOTHING), f"{path}.{key}") for key, item in expected.items()
            )
        case list() if isinstance(found, list) and len(found) == len(expected):
            return _first(
                difference(item, found[index], f"{path}.{index}") for index, item in enumerate(expected)
            )
        case _:
            same = type(expected) is type(found) or not isinstance(expected, bool)
            return None if same and expected == found else f"{path}: {found!r} instead of {expected!r}"


def _first(differences: Iterator[str | None]) -> str | None:
    return next((found for found in differences if found is not None), None)
