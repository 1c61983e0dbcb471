"""Bringing in a whole site of the original: class by class, each project all or nothing, on from where it stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import Storage

from classroom.access import limits_lifted
from classroom.models import User
from classroom.policy import MEDIA_KINDS
from mlforkids.original.content import DatabaseProject
from mlforkids.original.database import OriginalDatabase, OriginalProject
from mlforkids.original.ids import id_of
from mlforkids.original.people import People
from projects.files.content import Skipped
from projects.files.opening import write_content
from storage.problems import Code, Problem
from storage.routing import Stores, website
from storage.values import ProjectCard

SOUNDS: Final = "sounds"
_STORE_ERRORS: Final = (BotoCoreError, ClientError, OSError)


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one project. `there` is one that had been brought in before; `problem` says why one `failed`.
    `sounds` counts those that were kept as attachments, since they cannot be trained with."""

    original: str
    school_class: UUID
    code: str
    owner: str
    outcome: Literal["imported", "there", "failed"]
    id: UUID
    kind: str | None
    name: str
    examples: int = 0
    skipped: Sequence[Skipped] = field(default=())
    sounds: int = 0
    problem: str | None = None


def bring_in(
    database: OriginalDatabase, objects: Storage, people: People, folder: Path, classes: Sequence[str]
) -> Iterator[Brought]:
    """Attachments go below `folder`. A project that fails does not stop the others."""
    with limits_lifted():
        for original in database.projects(classes):
            school_class = people.class_of(original.school_class)
            owner = people.owner_of(original, school_class)
            one = _One(database, objects, original, owner, folder)
            outcome, card, problem = one.bring_in()
            if card is not None and card.project.kind in MEDIA_KINDS:
                people.keep_media_of(school_class)
            yield Brought(
                original=original.id,
                school_class=school_class.pk,
                code=school_class.code,
                owner=owner.name,
                outcome=outcome,
                id=one.id,
                kind=original.kind,
                name=original.name,
                examples=card.counts.examples if card else 0,
                skipped=one.skipped,
                sounds=one.sounds,
                problem=problem,
            )


class _One:
    """One project on its way."""

    def __init__(
        self,
        database: OriginalDatabase,
        objects: Storage,
        original: OriginalProject,
        owner: User,
        folder: Path,
    ) -> None:
        self.id = id_of("project", original.id)
        self.skipped: Sequence[Skipped] = ()
        self.sounds = 0
        self._database, self._objects, self._original = database, objects, original
        self._stores, self._folder = website(owner), folder

    def bring_in(self) -> tuple[Literal["imported", "there", "failed"], ProjectCard | None, str | None]:
        try:
            card = _whole(self._stores, self.id)
            if card is not None:
                return "there", card, None
            return "imported", self._write(), None
        except Problem as problem:
            return "failed", None, problem.detail or str(problem)
        except _STORE_ERRORS as error:
            return "failed", None, f"{type(error).__name__}: {error}"

    def _write(self) -> ProjectCard:
        if self._original.kind is None:
            raise Problem(Code.INVALID, "There is no such type of project.")
        content = DatabaseProject(self._database, self._objects, self._original, self.id)
        if self._original.kind == "sounds":
            self.sounds = content.keep_sounds(self._folder / SOUNDS)
        content.check()
        card = write_content(self._stores, self.id, content)
        self.skipped = content.skipped
        return card


def _whole(stores: Stores, id: UUID) -> ProjectCard | None:
    try:
        card = stores.projects.get(id)
    except Problem as problem:
        if problem.code != Code.NOT_FOUND:
            raise
        return None
    return None if card.moving == "arriving" else card
