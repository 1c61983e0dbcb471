"""What an example of each kind is in the columns of its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from psycopg.types.json import Jsonb

from storage.values import Data, Field, Media, MediaSummary, MediaType, NewExample, ProjectKind, Text, Values
from training.media.canonical import CanonicalMedia
from training.policy import unit_of
from training.values import canonical, read_values


class Content(NamedTuple):
    """A new example, ready to be stored. `columns` are the values of those that `COLUMNS` names for its kind."""

    example: NewExample
    unit: UUID
    bytes: int
    columns: tuple[Any, ...]


class Columns(NamedTuple):
    """`written` with their types in PostgreSQL; `read` are what `data_of` needs."""

    written: Mapping[str, str]
    read: Sequence[str]


_TEXT: Final = Columns({"text": "text"}, ("text",))
_VALUES: Final = Columns({"values": "jsonb"}, ("values",))
_MEDIA: Final = Columns(
    {"media_key": "text", "media_type": "text", "media_sha256": "text", "media_hash": "int8"},
    ("media_type", "bytes", "media_sha256", "media_hash"),
)
COLUMNS: Final[Mapping[ProjectKind, Columns]] = {
    "text": _TEXT,
    "numbers": _VALUES,
    "prediction": _VALUES,
    "images": _MEDIA,
    "sounds": _MEDIA,
}


def content_of(example: NewExample) -> Content:
    """Of a text or values."""
    if isinstance(example.data, Text):
        text = example.data.text
        return Content(example, unit_of(example.group, f"text {text}"), len(text.encode()), (text,))
    json = canonical(cast(Values, example.data))
    unit = unit_of(example.group, f"values {json}")
    return Content(example, unit, len(json.encode()), (Jsonb(None, dumps=lambda _: json),))


def media_content(example: NewExample, media: CanonicalMedia, key: str) -> Content:
    """Of a picture or sound that is in the object store under this key."""
    unit = unit_of(example.group, f"media {media.sha256}")
    columns = (key, media.type, media.sha256, media.near_hash)
    return Content(example, unit, len(media.file), columns)


def data_reader(kind: ProjectKind, fields: Sequence[Field]) -> Callable[..., Data]:
    """Makes the data of an example from its id and the columns that are read for its kind."""
    if kind == "text":
        return lambda _id, text: Text(text)
    if kind in ("numbers", "prediction"):
        return lambda _id, values: read_values(values, fields)
    return _media


def _media(id: UUID, type: MediaType, size: int, sha256: str, near_hash: int | None) -> Media:
    hex_hash = None if near_hash is None else f"{near_hash % 2**64:016x}"
    return Media(MediaSummary(id, type, size, sha256, hex_hash))
