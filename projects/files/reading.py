"""JSON from a file that nobody has to believe: bounded before it takes memory, and of the shape that was asked for."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NoReturn, TypeVar
from uuid import UUID

from projects.files.faults import damaged, too_large
from storage.limits import FILE_LINE_BYTES

T = TypeVar("T")
Json = dict[str, Any]

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST: Final = 2**53 - 1
_SPACE: Final = " \t\r\n"


def parse(content: bytes, where: str, *, values: int | None = None) -> Any:
    """Problem: `invalid` for what is no JSON, or has more than so many `values`: small ones take much more memory
    than bytes."""
    if values is not None and sum(map(content.count, (b",", b"[", b"{"))) > values:
        raise damaged(where)
    try:
        return _DECODER.decode(content.decode())
    except (ValueError, RecursionError) as error:
        raise damaged(where) from error


def lines(pieces: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Each without its end; the last one has to have one, too."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            _check_length(line, where)
            yield line
        _check_length(rest, where)
    if rest:
        raise damaged(where)


def items(pieces: Iterable[bytes], where: str) -> Iterator[Any]:
    """What is in a JSON array, one at a time."""
    try:
        yield from _items(pieces)
    except (ValueError, KeyError, RecursionError) as error:
        raise damaged(where) from error


def _items(pieces: Iterable[bytes]) -> Iterator[Any]:
    """Raises ValueError, KeyError and RecursionError."""
    text, at, state = "", 0, "start"
    for piece in codecs.iterdecode(pieces, "utf-8"):
        text, at = text[at:] + piece, 0
        while (at := _after_space(text, at)) < len(text):
            if state == "item" or (state == "first" and text[at] != "]"):
                found = _item(text, at)
                if found is None:
                    break
                item, at = found
                state = "behind"
                yield item
            else:
                state = _STATES[state, text[at]]
                at += 1
        if len(text) - at > FILE_LINE_BYTES:
            raise ValueError("an item that does not end")
    if state != "end":
        raise ValueError("an array that does not end")


_STATES: Final = {
    ("start", "["): "first",
    ("first", "]"): "end",
    ("behind", ","): "item",
    ("behind", "]"): "end",
}
"""What is to come after a sign between two items."""


def _item(text: str, at: int) -> tuple[Any, int] | None:
    """None while more text is needed, as for a number, which may go on."""
    try:
        item, end = _DECODER.raw_decode(text, at)
    except ValueError:
        return None
    return None if end == len(text) else (item, end)


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _check_length(line: bytes, where: str) -> None:
    if len(line) > FILE_LINE_BYTES:
        raise too_large(where)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER: Final = json.JSONDecoder(parse_constant=_no_number)


def take(said: Any, name: str, shape: type[T], where: str) -> T:
    """A part of an object. Problem: `invalid` when it is missing or something else."""
    value = said.get(name) if isinstance(said, dict) else None
    if not isinstance(value, shape) or (shape is int and isinstance(value, bool)):
        raise damaged(where)
    return value


def take_id(said: Any, name: str, where: str) -> UUID:
    value = take(said, name, str, where)
    if not _ID.fullmatch(value):
        raise damaged(where)
    return UUID(value)


def take_digest(said: Any, name: str, where: str) -> str:
    value = take(said, name, str, where)
    if not _DIGEST.fullmatch(value):
        raise damaged(where)
    return value


def take_count(said: Any, name: str, where: str) -> int:
    """A whole number from 0, such as a time; JSON may write it with a point."""
    value = said.get(name) if isinstance(said, dict) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise damaged(where)
    return value


def take_maybe(said: Any, name: str, shape: type[T], where: str) -> T | None:
    """A part that may be null but not missing."""
    return None if isinstance(said, dict) and said.get(name, ...) is None else take(said, name, shape, where)
