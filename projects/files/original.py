"""The zip of the original Machine Learning for Kids. What a project here cannot hold is left out and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from projects.files.archive import Archive
from projects.files.content import Header, Skipped, What
from projects.files.faults import damaged
from projects.files.names import MANIFEST, PROJECT, TEST_DATA, TRAINING, is_original
from projects.files.reading import items, parse, take
from projects.files.shapes import check_header, known_kind
from projects.policy import check_change
from storage.contracts import Label, NewExample, NewWork, ProjectChange, SavedModel, Text
from storage.limits import (
    FILE_PROJECT_BYTES,
    FILE_TRAINING_BYTES,
    LABEL_LENGTH,
    LABELS,
    PROJECT_NAME_LENGTH,
    TEXT_LENGTH,
)
from storage.problems import Code, Problem
from storage.text import check_filled, fold, trim

SOURCE: Final = "file"
LANGUAGE: Final = "en"
_VALUES: Final = 50_000
_KINDS: Final = {"imgtfjs": "images", "regression": "prediction"}
"""What the original calls them where that is another word."""
_PARTS: Final = {MANIFEST, PROJECT, TRAINING}


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
        self._skipped: Counter[What] = Counter(["test_data"] if TEST_DATA in archive.entries else [])
        self._labels: dict[str, Label] = {}
        self.header: Header = self._header(said)
        archive.check_size(TRAINING, FILE_TRAINING_BYTES)
        self.count = 0

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return tuple(Skipped(what, count) for what, count in sorted(self._skipped.items()))

    def check(self) -> None:
        """Counts what can be used and what cannot. Problems: `invalid`, `too_large`."""
        check_header(self.header)
        for row in self._rows():
            what = self._fault(row)
            self._skipped.update([what] if what else [])
            self.count += what is None
        for name in self._archive.entries.keys() - _PARTS:
            for _piece in self._archive.pieces(name):
                pass

    def examples(self) -> Iterator[NewExample]:
        number = LABELS
        for row in self._rows():
            if self._fault(row) is None:
                number += 1
                label = self._labels[fold(row["label"])]
                yield NewExample(self._id(number), label.id, Text(row["textdata"]), source=SOURCE)

    def models(self) -> Iterator[SavedModel]:
        return iter(())

    def works(self) -> Iterator[NewWork]:
        return iter(())

    def _header(self, said: Any) -> Header:
        type_ = take(said, "type", str, PROJECT)
        kind = known_kind(_KINDS.get(type_, type_))
        name = take(said, "name", str, PROJECT)[:PROJECT_NAME_LENGTH]
        for label in take(said, "labels", list, PROJECT):
            self._add_label(label)
        return Header(kind, name, _language(said.get("language")), tuple(self._labels.values()))

    def _add_label(self, said: object) -> None:
        if not isinstance(said, str) or _text_fault(said, LABEL_LENGTH):
            self._skipped.update(["label"])
        elif fold(said) in self._labels:
            self._skipped.update(["same_label"])
        elif len(self._labels) == LABELS:
            self._skipped.update(["label"])
        else:
            self._labels[fold(said)] = Label(self._id(len(self._labels)), trim(said))

    def _rows(self) -> Iterator[Any]:
        return items(self._archive.pieces(TRAINING), TRAINING)

    def _fault(self, row: Any) -> What | None:
        if not isinstance(row, dict):
            raise damaged(TRAINING)
        label = row.get("label")
        if not isinstance(label, str) or fold(label) not in self._labels:
            return "unknown_label"
        return _text_fault(row.get("textdata"), TEXT_LENGTH)

    def _id(self, number: int) -> UUID:
        """A UUIDv7 of the project's moment. The number comes first, so that ids are in the order of the rows."""
        millisecond, chance = self._project.int >> 80, sha256(self._project.bytes + b"%d" % number).digest()
        counted = (0x7000 | number >> 20) << 64 | (0b10 << 20 | number & 0xFFFFF) << 42
        return UUID(int=millisecond << 80 | counted | int.from_bytes(chance[:5], "big"))


def _text_fault(text: object, most: int) -> What | None:
    if not isinstance(text, str) or not trim(text):
        return "empty"
    try:
        check_filled(text, most, TRAINING, too_long=Code.TOO_LARGE)
    except Problem as problem:
        return "long" if problem.code == Code.TOO_LARGE else "odd"
    return None


def _language(said: object) -> str:
    if not isinstance(said, str):
        return LANGUAGE
    try:
        check_change(ProjectChange(language=said), "text")
    except Problem:
        return LANGUAGE
    return said
