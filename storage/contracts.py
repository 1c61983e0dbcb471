"""What every place that keeps projects must do, whoever implements it.

Five narrow interfaces. The TypeScript half says the same in `frontend/src/contract/stores.ts`, and
`tests/contract/*.json` says how they behave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol
from uuid import UUID

from storage.values import (
    Counts,
    Example,
    ExampleChange,
    Explanation,
    Guess,
    Method,
    ModelFile,
    ModelSummary,
    NewData,
    NewExample,
    NewProject,
    NewWork,
    Page,
    PageRequest,
    ProjectCard,
    ProjectChange,
    Receipt,
    Report,
    Run,
    SavedModel,
    StoredFile,
    Work,
    WorkSummary,
)


class ProjectStore(Protocol):
    """Problems: `not_found` for a project that is not this person's, `conflict` for a stale revision,
    `limit_reached`, `invalid`, `not_allowed`."""

    def all(self) -> list[ProjectCard]:
        """Every project of this person, newest first, with those that are still arriving."""

    def get(self, id: UUID, /) -> ProjectCard: ...

    def create(self, project: NewProject, /) -> ProjectCard:
        """The same id again answers the project that is there; one that was removed is a `conflict`. One that is
        arriving takes the place of a removed one, and is given up a day after it was last added to."""

    def update(self, id: UUID, change: ProjectChange, revision: int, /) -> ProjectCard: ...

    def mark(self, id: UUID, moving: Literal["leaving"] | None, /) -> ProjectCard:
        """Leaving: nothing in it changes any more until it is gone or stays after all (None). None also says that
        one that was arriving is whole. `conflict` for an arriving one that should leave, and during training."""

    def remove(self, id: UUID, moving: Literal["leaving"] | None = None, /) -> None:
        """Undone by `restore` for ten minutes, unless it was arriving or leaving; its room is free at once. With
        `moving` only while it is so marked, otherwise `conflict`."""

    def restore(self, id: UUID, /) -> ProjectCard: ...

    def removed(self) -> list[ProjectCard]:
        """What `restore` can still bring back, what was removed last first."""

    def digest(self, id: UUID, /) -> str:
        """The hex sha-256 that is equal for equal content, see `storage/digest.py`."""


class ExampleStore(Protocol):
    """Problems: `not_found` for an unknown project, label or example, `limit_reached`, `too_large`, `invalid`."""

    def add(self, project: UUID, examples: Sequence[NewExample], /) -> list[Receipt]:
        """All or nothing for up to 1,000, or 20 files; returning means stored; an id that is there is not stored again.
        A picture or sound in its canonical form (see `training/media`) is stored unchanged."""

    def page(self, project: UUID, request: PageRequest, /) -> Page: ...

    def read(self, project: UUID, /) -> Iterator[Example]:
        """Every example in id order, in constant memory."""

    def media(self, project: UUID, media: UUID, /) -> StoredFile: ...

    def counts(self, project: UUID, /) -> Counts: ...

    def change(self, project: UUID, ids: Sequence[UUID], change: ExampleChange, /) -> None: ...

    def remove(self, project: UUID, ids: Sequence[UUID], /) -> None: ...

    def restore(self, project: UUID, ids: Sequence[UUID], /) -> None: ...


class ModelStore(Protocol):
    """Problems: `not_found`, `not_trained` from `latest`, `invalid` for a model file that cannot be one."""

    def all(self, project: UUID, /) -> list[ModelSummary]:
        """Newest first; the last ten are kept."""

    def latest(self, project: UUID, /) -> SavedModel: ...

    def save(self, project: UUID, model: ModelFile, report: Report, /) -> None: ...

    def load(self, project: UUID, id: UUID, /) -> SavedModel: ...

    def remove(self, project: UUID, id: UUID, /) -> None: ...


class WorkStore(Protocol):
    """What was made with a model: Scratch and Python files, kept byte for byte.

    Problems: `not_found`, `conflict` for a stale revision, `limit_reached` for too many, `too_large`, `invalid`."""

    def all(self, project: UUID, /) -> list[WorkSummary]:
        """Newest first, without their files."""

    def get(self, project: UUID, id: UUID, /) -> Work: ...

    def save(self, project: UUID, work: NewWork, revision: int, /) -> WorkSummary:
        """`revision` is the one that the caller has seen, 0 for a new work. The same again answers what is there."""

    def remove(self, project: UUID, id: UUID, /) -> None:
        """For good."""


class Trainer(Protocol):
    """Problems: `not_found`, `not_trained`, `invalid` when there are too few examples or the data cannot be guessed."""

    def start(self, project: UUID, method: Method = "usual", /) -> Run:
        """A project that is being trained answers the run that is under way. A numbers project can also learn by the
        "neural" `method`, a sum for each label instead of a tree; others refuse it as `invalid`."""

    def run(self, project: UUID, id: UUID, /) -> Run: ...

    def cancel(self, project: UUID, id: UUID, /) -> Run: ...

    def guess(self, project: UUID, data: Sequence[NewData], /) -> list[Guess]: ...

    def explain(self, project: UUID, data: NewData, /) -> Explanation: ...
