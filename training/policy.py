"""The rules that every place keeps for examples: what may be one, and which are held back. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import sha256
from math import isfinite
from typing import Protocol
from uuid import UUID

from storage.limits import EXAMPLES_AT_ONCE, MEDIA_AT_ONCE, PAGE_LENGTH, TEXT_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled, check_text
from storage.values import DATA_OF, Field, Method, NewData, NewExample, PageRequest, ProjectKind, Text, Values

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


def unit_of(group: str | None, identity: str) -> UUID:
    """Examples with the same unit are held back together: those of one group, else those that are the same. `identity`
    is `text …`, `values …` with the values as canonical JSON, or `media …` with the sha-256 of the file."""
    return UUID(bytes=sha256(unit_words(group, identity).encode()).digest()[:16])


def unit_words(group: str | None, identity: str) -> str:
    """A unit in words."""
    return identity if group is None else f"group {group}"


def check_batch(things: Sequence[object]) -> None:
    """Problem: `too_large`."""
    if len(things) > EXAMPLES_AT_ONCE:
        raise Problem(Code.TOO_LARGE, f"Not more than {EXAMPLES_AT_ONCE:,} examples at once.")


def check_file_batch(files: Collection[object]) -> None:
    """Problem: `too_large`."""
    if len(files) > MEDIA_AT_ONCE:
        raise Problem(Code.TOO_LARGE, f"Not more than {MEDIA_AT_ONCE} files at once.")


def check_example(example: NewExample) -> None:
    """What can be said without the project. Problems: `invalid`, `too_large`."""
    if isinstance(example.data, Text):
        check_filled(example.data.text, TEXT_LENGTH, "text", too_long=Code.TOO_LARGE)
    if example.group is not None:
        check_text(example.group, GROUP_LENGTH, "group")
    check_text(example.source, SOURCE_LENGTH, "source")
    if example.added_at is not None and not 0 <= example.added_at <= LAST_MOMENT:
        raise Problem(Code.INVALID, "A time is a number of milliseconds.", field="addedAt")


def check_belongs(example: NewExample, kind: ProjectKind, fields: Sequence[Field]) -> None:
    """Whether it is an example of a project of this kind with these fields. Problem: `invalid`."""
    # A row that was kept elsewhere may have nothing left that fits its fields, and must not be lost for that.
    check_data(example.data, kind, fields, may_be_empty=example.held_back is not None)
    if (example.label_id is None) != (kind == "prediction"):
        needs = "has no label" if kind == "prediction" else "needs a label"
        raise Problem(Code.INVALID, f"An example of this project {needs}.", field="labelId")


def check_method(kind: ProjectKind, method: Method) -> None:
    """Problem: `invalid`."""
    if method != "usual" and (method, kind) != ("neural", "numbers"):
        raise Problem(Code.INVALID, "Projects of this kind learn in one way only.", field="method")


def check_data(
    data: NewData, kind: ProjectKind, fields: Sequence[Field], *, may_be_empty: bool = False
) -> None:
    """Problem: `invalid`, for values with the name of the field."""
    if not isinstance(data, DATA_OF[kind]):
        raise Problem(Code.INVALID, "This is not what projects of this kind are made of.", field="data")
    if isinstance(data, Values):
        _check_values(data, fields)
        if not may_be_empty and all(value is None for value in data.values.values()):
            raise Problem(Code.INVALID, "A row needs at least one value.", field="values")


def _check_values(data: Values, fields: Sequence[Field]) -> None:
    known = {field.id: field for field in fields}
    for id, value in data.values.items():
        if id not in known:
            raise Problem(Code.INVALID, "There is no such field in this project.", field=f"values.{id}")
        _check_value(value, known[id])


def _check_value(value: float | str | None, field: Field) -> None:
    if value is None:
        return
    if field.type == "choice":
        if value not in field.choices:
            sentence = f"This is not one of the choices of {field.name}."
            raise Problem(Code.INVALID, sentence, field=f"values.{field.id}")
    elif isinstance(value, str) or not isfinite(value):
        raise Problem(Code.INVALID, f"{field.name} needs a number.", field=f"values.{field.id}")


def check_page(request: PageRequest) -> None:
    """Problem: `invalid`."""
    if request.after is not None and request.before is not None:
        sentence = "A page goes on after an example or before one, not both."
        raise Problem(Code.INVALID, sentence, field="before")
    if not 1 <= request.limit <= PAGE_LENGTH:
        raise Problem(Code.INVALID, f"A page has 1 to {PAGE_LENGTH} examples.", field="limit")
