"""Lines of `examples.jsonl` as examples, according to the kind of their project and its fields."""

from __future__ import annotations

from math import isfinite
from typing import Any, Final
from uuid import UUID

from projects.files.content import Header
from projects.files.faults import damaged, too_large
from projects.files.names import EXAMPLES
from projects.files.reading import Json, take, take_count, take_digest, take_id, take_maybe
from projects.policy import WITH_FIELDS
from storage.limits import MEDIA_BYTES, TEXT_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled
from storage.values import Data, Example, Field, Media, MediaSummary, MediaType, ProjectKind, Text, Values

MEDIA_TYPES: Final[dict[ProjectKind, tuple[MediaType, ...]]] = {
    "images": ("image/jpeg", "image/png"),
    "sounds": ("audio/wav",),
}


def example_of(said: Any, header: Header) -> Example:
    """Problems: `invalid`, `too_large` for a long text or a large picture."""
    id = take_id(said, "id", EXAMPLES)
    return Example(
        id=id,
        label_id=_label_of(said, header),
        data=_data_of(take(said, "data", dict, EXAMPLES), id, header),
        group=take_maybe(said, "group", str, EXAMPLES),
        held_back=take(said, "heldBack", bool, EXAMPLES),
        source=take(said, "source", str, EXAMPLES),
        added_at=take_count(said, "addedAt", EXAMPLES),
    )


def _label_of(said: Any, header: Header) -> UUID | None:
    if header.kind != "prediction":
        return take_id(said, "labelId", EXAMPLES)
    if take_maybe(said, "labelId", str, EXAMPLES) is not None:
        raise damaged(EXAMPLES)
    return None


def _data_of(said: Json, id: UUID, header: Header) -> Data:
    if header.kind == "text":
        return _text_of(said)
    if header.kind in WITH_FIELDS:
        return _values_of(take(said, "values", dict, EXAMPLES), header.fields)
    return _media_of(take(said, "media", dict, EXAMPLES), id, header.kind)


def _text_of(said: Json) -> Text:
    text = take(said, "text", str, EXAMPLES)
    try:
        check_filled(text, TEXT_LENGTH, EXAMPLES, too_long=Code.TOO_LARGE)
    except Problem as problem:
        raise (too_large(EXAMPLES) if problem.code == Code.TOO_LARGE else damaged(EXAMPLES)) from problem
    return Text(text)


def _values_of(said: Json, fields: tuple[Field, ...]) -> Values:
    """One for every field, as an example store reads them."""
    if said.keys() != {str(field.id) for field in fields}:
        raise damaged(EXAMPLES)
    return Values({field.id: _value_of(said[str(field.id)], field) for field in fields})


def _value_of(said: object, field: Field) -> float | str | None:
    if said is None:
        return None
    if field.type == "choice":
        if not isinstance(said, str) or said not in field.choices:
            raise damaged(EXAMPLES)
        return said
    number = number_of(said)
    if number is None:
        raise damaged(EXAMPLES)
    return number


def number_of(said: object) -> float | None:
    """None for what is no number that can be kept."""
    if not isinstance(said, int | float) or isinstance(said, bool):
        return None
    try:
        number = float(said)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def _media_of(said: Json, id: UUID, kind: ProjectKind) -> Media:
    type_, size = take(said, "type", str, EXAMPLES), take_count(said, "bytes", EXAMPLES)
    if take_id(said, "mediaId", EXAMPLES) != id or type_ not in MEDIA_TYPES[kind]:
        raise damaged(EXAMPLES)
    if size > MEDIA_BYTES:
        raise too_large(EXAMPLES)
    return Media(MediaSummary(id, type_, size, take_digest(said, "sha256", EXAMPLES)))
