"""The zip of the original Machine Learning for Kids. What a project here cannot hold is left out and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from projects.files.archive import Archive
from projects.files.content import What
from projects.files.faults import damaged, unknown_kind
from projects.files.names import MANIFEST, PROJECT, TEST_DATA, TRAINING, is_original
from projects.files.original_content import OriginalContent
from projects.files.reading import Json, items, parse, take
from projects.files.shapes import known_kind
from storage.limits import FILE_PROJECT_BYTES, FILE_TRAINING_BYTES, UPLOAD_BYTES
from storage.values import ProjectKind

_VALUES: Final = 50_000
_KINDS: Final = {"imgtfjs": "images", "regression": "prediction"}
"""What the original calls them where that is another word."""
_PARTS: Final = {MANIFEST, PROJECT, TRAINING}
_WEB_ADDRESS: Final = re.compile("https?://", re.IGNORECASE)


class OriginalFile(OriginalContent):
    def __init__(self, archive: Archive, project: UUID) -> None:
        if not all(map(is_original, archive.entries)):
            raise damaged("its list of entries")
        self._archive = archive
        said = parse(archive.read(PROJECT, FILE_PROJECT_BYTES), PROJECT, values=_VALUES)
        kind = _kind(said)
        super().__init__(
            project,
            kind,
            name=take(said, "name", str, PROJECT),
            language=said.get("language"),
            labels=take(said, "labels", list, PROJECT),
            fields=_fields(said) if kind == "numbers" else (),
        )
        if TEST_DATA in archive.entries:
            self.leave_out("test_data")
        archive.check_size(TRAINING, FILE_TRAINING_BYTES)

    def check(self) -> None:
        super().check()
        for name in self._archive.entries.keys() - _PARTS:
            for _piece in self._archive.pieces(name):
                pass

    def rows(self) -> Iterator[Json]:
        for row in items(self._archive.pieces(TRAINING), TRAINING):
            if not isinstance(row, dict):
                raise damaged(TRAINING)
            yield row

    def picture_fault(self, row: Json) -> What | None:
        address = row.get("imageurl")
        if not isinstance(address, str) or address not in self._archive.entries:
            return "web_address" if _WEB_ADDRESS.match(str(address)) else "picture"
        if not address.startswith("images/") or self._archive.entries[address].size > UPLOAD_BYTES:
            return "picture"
        return None

    def picture(self, row: Json) -> bytes:
        return self._archive.read(row["imageurl"], UPLOAD_BYTES)


def _kind(said: Any) -> ProjectKind:
    """Problem: `invalid`, also for predictions, which the original does not put into files."""
    type_ = take(said, "type", str, PROJECT)
    kind = known_kind(_KINDS.get(type_, type_))
    if kind == "prediction":
        raise unknown_kind(kind)
    return kind


def _fields(said: Json) -> Iterator[tuple[object, object, object]]:
    for field in take(said, "fields", list, PROJECT):
        one = field if isinstance(field, dict) else {}
        yield one.get("name"), one.get("fieldtype"), one.get("choices")
