"""A project of the original Machine Learning for Kids as the content of a new project, wherever it is read from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from uuid import UUID

from projects.files.content import Header, Skipped, What
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
from projects.files.reading import Json
from projects.files.shapes import check_header
from storage.text import fold
from storage.values import File, NewData, NewExample, NewWork, ProjectKind, SavedModel, Text


class OriginalContent(ABC):
    """`projects.files.content.Content` with ids that follow from the new project's: the same read again as the same
    project is the same project. `skipped` grows while it is checked and written."""

    digest: None = None
    outdated = False
    added_at: int | None = None
    """When its examples were added, where that is known."""

    def __init__(
        self,
        project: UUID,
        kind: ProjectKind,
        *,
        name: str,
        language: object,
        labels: Iterable[object],
        fields: Iterable[tuple[object, object, object]],
    ) -> None:
        """`fields` are the name, the type (`number` or `multichoice`) and the choices of each."""
        self._project, self._kind = project, kind
        self._skipped = Tally()
        self._labels = labels_of(project, labels, self._skipped)
        self._columns = Columns(project, fields, self._skipped)
        self.header = Header(
            kind=kind,
            name=name_of(name),
            language=language_of(language),
            labels=tuple(self._labels.values()),
            fields=self._columns.fields,
        )
        self.count = self.bytes = 0

    @abstractmethod
    def rows(self) -> Iterator[Json]:
        """Each with a `label` and, according to the kind, a `textdata`, `numberdata` or `imageurl`."""

    @abstractmethod
    def picture_fault(self, row: Json) -> What | None:
        """Why there is no picture to be read."""

    @abstractmethod
    def picture(self, row: Json) -> bytes: ...

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        return tuple(Skipped(what, count) for what, count in sorted(self._skipped.items()) if count)

    def check(self) -> None:
        """Counts what can be used and what cannot. Problems: `invalid`, `too_large`."""
        check_header(self.header)
        self.count = sum(self._data(row, self._skipped) is not None for row in self.rows())

    def examples(self) -> Iterator[NewExample]:
        number = FIRST_EXAMPLE
        for row in self.rows():
            data = self._data(row, Tally())
            if data is not None:
                label = self._labels[fold(row["label"])]
                if isinstance(data, File):
                    data = File(self.picture(row))
                id = derived_id(self._project, number)
                yield NewExample(id, label.id, data, source=SOURCE, added_at=self.added_at)
                number += 1

    def leave_out(self, what: What) -> bool:
        self._skipped[what] += 1
        return True

    def models(self) -> Iterator[SavedModel]:
        return iter(())

    def works(self) -> Iterator[NewWork]:
        return iter(())

    def _data(self, row: Json, skipped: Tally) -> NewData | None:
        """Of a picture a file that is still to be read. None for a row that cannot be used, which is counted."""
        label = row.get("label")
        if not isinstance(label, str) or fold(label) not in self._labels:
            skipped["unknown_label"] += 1
            return None
        if self._kind == "numbers":
            values = self._columns.values(row.get("numberdata"), skipped)
            skipped["empty"] += values is None
            return values
        fault = self._fault(row)
        if fault is not None:
            skipped[fault] += 1
            return None
        return File(b"") if self._kind == "images" else Text(row["textdata"])

    def _fault(self, row: Json) -> What | None:
        if self._kind == "text":
            return text_fault(row.get("textdata"))
        return self.picture_fault(row) if self._kind == "images" else "sound"
