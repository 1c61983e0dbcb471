"""What the original Machine Learning for Kids calls labels, fields and rows, as far as a project here can hold them.

What cannot be used is counted in a `Tally`; nothing is refused. Ids follow from the project's and a number, so that the
same read again is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from projects.files.content import What
from projects.files.examples import number_of
from projects.policy import check_change
from storage.limits import (
    CHOICE_LENGTH,
    CHOICES,
    CHOICES_LEAST,
    FIELD_NAME_LENGTH,
    FIELDS,
    LABEL_LENGTH,
    LABELS,
    PROJECT_NAME_LENGTH,
    TEXT_LENGTH,
)
from storage.problems import Code, Problem
from storage.text import check_filled, check_text, fold, trim
from storage.values import Field, Label, ProjectChange, Values

SOURCE: Final = "file"
LANGUAGE: Final = "en"
FIRST_EXAMPLE: Final = LABELS + 1
_FIRST_FIELD: Final = 2**32 - FIELDS
"""Ids are made from numbers: of labels from 0, of examples from there, of fields at the end."""

Tally = Counter[What]


def derived_id(project: UUID, number: int) -> UUID:
    """A UUIDv7 of the project's moment. The number, below 2 ** 32, comes first, so that ids are in its order."""
    millisecond, chance = project.int >> 80, sha256(project.bytes + b"%d" % number).digest()
    counted = (0x7000 | number >> 20) << 64 | (0b10 << 20 | number & 0xFFFFF) << 42
    return UUID(int=millisecond << 80 | counted | int.from_bytes(chance[:5], "big"))


def name_of(said: str) -> str:
    return said[:PROJECT_NAME_LENGTH]


def language_of(said: object) -> str:
    if not isinstance(said, str):
        return LANGUAGE
    try:
        check_change(ProjectChange(language=said), "text")
    except Problem:
        return LANGUAGE
    return said


def labels_of(project: UUID, names: Iterable[object], tally: Tally) -> dict[str, Label]:
    """By the folded name."""
    labels: dict[str, Label] = {}
    for name in names:
        if not isinstance(name, str) or text_fault(name, LABEL_LENGTH):
            tally["label"] += 1
        elif fold(name) in labels:
            tally["same_label"] += 1
        elif len(labels) == LABELS:
            tally["label"] += 1
        else:
            labels[fold(name)] = Label(derived_id(project, len(labels)), trim(name))
    return labels


def text_fault(text: object, most: int = TEXT_LENGTH) -> What | None:
    if not isinstance(text, str) or not trim(text):
        return "empty"
    try:
        check_filled(text, most, "text", too_long=Code.TOO_LARGE)
    except Problem as problem:
        return "long" if problem.code == Code.TOO_LARGE else "odd"
    return None


@dataclass(frozen=True, slots=True)
class _Column:
    """`field` is None for one that cannot be used; `choices` are the original's, by their index."""

    field: Field | None
    choices: Sequence[str]

    def value(self, cell: object) -> float | str | None:
        """A choice may be given by its index or by its words. None for what is missing or cannot be used."""
        if self.field is None or self.field.type == "number":
            return number_of(_as_number(cell))
        if isinstance(cell, str) and _choice(cell) in self.choices:
            return _choice(cell)
        index = number_of(_as_number(cell))
        known = index is not None and index.is_integer() and 0 <= index < len(self.choices)
        return self.choices[int(index)] if known and index is not None else None


class Columns:
    """The fields of a numbers project, each with its place in a row."""

    def __init__(self, project: UUID, said: Iterable[tuple[object, object, object]], tally: Tally) -> None:
        """`said` are the name, the type (`number` or `multichoice`) and the choices of each."""
        self._project, self._used = project, set[str]()
        self._columns = [self._column(at, *one) for at, one in enumerate(said)]
        tally["field"] += sum(column.field is None for column in self._columns)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(column.field for column in self._columns if column.field is not None)

    def values(self, cells: object, tally: Tally) -> Values | None:
        """None for a row with nothing that can be used."""
        row = cells if isinstance(cells, list) else []
        values: dict[UUID, float | str | None] = {}
        unusable = max(0, len(row) - len(self._columns))
        for at, column in enumerate(self._columns):
            if column.field is not None:
                cell = row[at] if at < len(row) else None
                values[column.field.id] = column.value(cell)
                unusable += cell is not None and values[column.field.id] is None
        if all(value is None for value in values.values()):
            return None
        tally["value"] += unusable
        return Values(values)

    def _column(self, at: int, name: object, type_: object, choices: object) -> _Column:
        words = [_choice(one) for one in choices] if isinstance(choices, list) else []
        distinct = tuple(dict.fromkeys(words))
        id = derived_id(self._project, _FIRST_FIELD + at) if at < FIELDS else None
        if id is not None and type_ == "number":
            return _Column(Field(id, self._name(name, at), "number"), ())
        if id is None or type_ != "multichoice" or "" in words:
            return _Column(None, ())
        if not CHOICES_LEAST <= len(distinct) <= CHOICES:
            return _Column(None, ())
        return _Column(Field(id, self._name(name, at), "choice", distinct), words)

    def _name(self, said: object, at: int) -> str:
        """As it was, as far as it can be: a column is worth more than its name."""
        usable = isinstance(said, str) and text_fault(said, FIELD_NAME_LENGTH) in (None, "long")
        name = trim(trim(str(said))[:FIELD_NAME_LENGTH]) if usable else str(at + 1)
        if fold(name) in self._used:
            ending = f" {at + 1}"
            name = name[: FIELD_NAME_LENGTH - len(ending)] + ending
        self._used.add(fold(name))
        return name


def _choice(said: object) -> str:
    """Empty for what cannot be one."""
    if not isinstance(said, str):
        return ""
    cut = trim(trim(said)[:CHOICE_LENGTH])
    try:
        check_text(cut, CHOICE_LENGTH, "choice")
    except Problem:
        return ""
    return cut


def _as_number(cell: object) -> Any:
    if not isinstance(cell, str):
        return cell
    try:
        return float(cell)
    except ValueError:
        return None
