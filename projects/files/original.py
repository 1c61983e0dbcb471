"""The zip of the original Machine Learning for Kids. What a project here cannot hold is left out and counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from projects.files.archive import Archive
from projects.files.content import Header, Skipped, What
from projects.files.faults import damaged, unknown_kind
from projects.files.from_original import (
    FIRST_EXAMPLE,
    SOURCE,
    Columns,
    Tally,
    derived_id,
    labels_of,
    language_of,
    name_of,
    text_fault,
)
from projects.files.names import MANIFEST, PROJECT, TEST_DATA, TRAINING, is_original
from projects.files.reading import Json, items, parse, take
from projects.files.shapes import check_header, known_kind
from storage.contracts import File, NewData, NewExample, NewWork, SavedModel, Text
from storage.limits import FILE_PROJECT_BYTES, FILE_TRAINING_BYTES, UPLOAD_BYTES
from storage.text import fold

_VALUES: Final = 50_000
_KINDS: Final = {"imgtfjs": "images", "regression": "prediction"}
"""What the original calls them where that is another word."""
_PARTS: Final = {MANIFEST, PROJECT, TRAINING}
_WEB_ADDRESS: Final = re.compile("https?://", re.IGNORECASE)


class OriginalFile:
    """`projects.files.content.Content` with ids that follow from the new project's: the same file opened as the same
    project is the same project."""

    digest: None = None
    outdated = False

    def __init__(self, archive: Archive, project: UUID) -> None:
        if not all(map(is_original, archive.entries)):
            raise damaged("its list of entries")
        self._archive = archive
        self._project = project
        said = parse(archive.read(PROJECT, FILE_PROJECT_BYTES), PROJECT, values=_VALUES)
        self._skipped = Tally(["test_data"] if TEST_DATA in archive.entries else [])
        self._kind = _kind(said)
        self._labels = labels_of(project, take(said, "labels", list, PROJECT), self._skipped)
        self._columns = Columns(project, _fields(said), self._skipped)
        self.header = Header(
            kind=self._kind,
            name=name_of(take(said, "name", str, PROJECT)),
            language=language_of(said.get("language")),
            labels=tuple(self._labels.values()),
            fields=self._columns.fields,
        )
        archive.check_size(TRAINING, FILE_TRAINING_BYTES)
        self.count = self.bytes = 0

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return tuple(Skipped(what, count) for what, count in sorted(self._skipped.items()) if count)

    def check(self) -> None:
        """Counts what can be used and what cannot. Problems: `invalid`, `too_large`."""
        check_header(self.header)
        for row in self._rows():
            usable = self._data(row, self._skipped) is not None
            self.count += usable
            if usable and self._kind == "images":
                self.bytes += self._archive.entries[row["imageurl"]].size
        for name in self._archive.entries.keys() - _PARTS:
            for _piece in self._archive.pieces(name):
                pass

    def examples(self) -> Iterator[NewExample]:
        number = FIRST_EXAMPLE
        for row in self._rows():
            data = self._data(row, Tally())
            if data is not None:
                label = self._labels[fold(row["label"])]
                if isinstance(data, File):
                    data = File(self._archive.read(row["imageurl"], UPLOAD_BYTES))
                yield NewExample(derived_id(self._project, number), label.id, data, source=SOURCE)
                number += 1

    def leave_out(self, what: What) -> bool:
        self._skipped[what] += 1
        return True

    def models(self) -> Iterator[SavedModel]:
        return iter(())

    def works(self) -> Iterator[NewWork]:
        return iter(())

    def _rows(self) -> Iterator[Any]:
        return items(self._archive.pieces(TRAINING), TRAINING)

    def _data(self, row: Any, skipped: Tally) -> NewData | None:
        """Of a picture a file that is still to be read. None for a row that cannot be used, which is counted."""
        if not isinstance(row, dict):
            raise damaged(TRAINING)
        label = row.get("label")
        if not isinstance(label, str) or fold(label) not in self._labels:
            skipped["unknown_label"] += 1
            return None
        match self._kind:
            case "numbers":
                values = self._columns.values(row.get("numberdata"), skipped)
                skipped["empty"] += values is None
                return values
            case "text":
                fault = text_fault(row.get("textdata"))
            case "images":
                fault = self._picture_fault(row)
            case _:
                fault = "sound"
        if fault is not None:
            skipped[fault] += 1
            return None
        return File(b"") if self._kind == "images" else Text(row["textdata"])

    def _picture_fault(self, row: Json) -> What | None:
        address = row.get("imageurl")
        if not isinstance(address, str) or address not in self._archive.entries:
            return "web_address" if _WEB_ADDRESS.match(str(address)) else "picture"
        if not address.startswith("images/") or self._archive.entries[address].size > UPLOAD_BYTES:
            return "picture"
        return None


def _kind(said: Any) -> Any:
    """Problem: `invalid`, also for predictions, which the original does not put into files."""
    type_ = take(said, "type", str, PROJECT)
    kind = known_kind(_KINDS.get(type_, type_))
    if kind == "prediction":
        raise unknown_kind(kind)
    return kind


def _fields(said: Json) -> Iterator[tuple[object, object, object]]:
    if _kind(said) == "numbers":
        for field in take(said, "fields", list, PROJECT):
            one = field if isinstance(field, dict) else {}
            yield one.get("name"), one.get("fieldtype"), one.get("choices")
