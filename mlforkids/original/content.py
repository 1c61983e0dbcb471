"""One project of the original's database and object store, as the content of a project here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote
from uuid import UUID

from django.core.files.storage import Storage

from mlforkids.original.database import OriginalDatabase, OriginalProject
from mlforkids.original.ids import MOMENT
from projects.files.content import What
from projects.files.original_content import OriginalContent
from projects.files.reading import Json
from storage.limits import UPLOAD_BYTES
from storage.values import ProjectKind

_IN_ADDRESS: Final = ("classes", "students", "projects")
"""What stands in front of each part of the key of an object, in the address that a row names."""


class DatabaseProject(OriginalContent):
    """The original says no times: one moment stands for them."""

    added_at = MOMENT

    def __init__(
        self, database: OriginalDatabase, objects: Storage, original: OriginalProject, id: UUID
    ) -> None:
        kind = cast(ProjectKind, original.kind)
        self._database, self._objects, self._original = database, objects, original
        fields = database.fields(original.id) if kind == "numbers" else []
        super().__init__(
            id, kind, name=original.name, language=original.language, labels=original.labels, fields=fields
        )

    def rows(self) -> Iterator[Json]:
        for row in self._database.training(self._kind, self._original.id):
            if self._kind == "numbers":
                row["numberdata"] = [_number(cell) for cell in (row["numberdata"] or "").split(",")]
            yield row

    def picture_fault(self, row: Json) -> What | None:
        if not row["isstored"]:
            return "web_address"
        key = self._key(row, "imageurl")
        there = self._objects.exists(key) and self._objects.size(key) <= UPLOAD_BYTES
        return None if there else "picture"

    def picture(self, row: Json) -> bytes:
        return self._content(self._key(row, "imageurl"))

    def keep_sounds(self, folder: Path) -> int:
        """Writes what the original keeps of each sound below `folder`, as `class/user/project/label/sound.csv`, and
        says how many there were. A sound whose object is lost is not among them."""
        kept = 0
        for row in self._database.training("sounds", self._original.id):
            key = self._key(row, "audiourl")
            if self._objects.exists(key):
                *parts, sound = key.split("/")
                path = folder.joinpath(
                    *(_safe(part) for part in (*parts, row["label"] or "", f"{sound}.csv"))
                )
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._content(key))
                kept += 1
        return kept

    def _content(self, key: str) -> bytes:
        with self._objects.open(key) as file:
            content: bytes = file.read()
            return content

    def _key(self, row: Json, column: str) -> str:
        """`class/user/project/object`. A picture of a class's project may be another student's."""
        parts = str(row[column] or "").split("?")[0].strip("/").split("/")
        last = parts[-1] or row["id"]
        if len(parts) >= 8 and (parts[-8], parts[-6], parts[-4]) == _IN_ADDRESS:
            return "/".join((parts[-7], parts[-5], parts[-3], last))
        return "/".join((self._original.school_class, self._original.user, self._original.id, last))


def _number(cell: str) -> Any:
    """None for a missing one. A choice is its index, so a number is never taken for the words of a choice."""
    try:
        number = float(cell)
    except ValueError:
        return cell.strip() or None
    return number if math.isfinite(number) else cell


def _safe(part: str) -> str:
    return quote(part, safe=" |").replace("..", "%2E%2E") or "_"
