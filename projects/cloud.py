"""The projects that the website keeps: rows in PostgreSQL."""

from __future__ import annotations

from typing import Literal, cast
from uuid import UUID

from django.db import IntegrityError
from django.db.models import prefetch_related_objects
from django.utils import timezone

from classroom.access import policy_of
from classroom.models import User
from classroom.policy import Policy
from projects.access import lock_person, own_project, project_edit, project_read
from projects.cards import card_of
from projects.erasing import erase
from projects.fields import to_keep
from projects.labels import new_labels, relabel
from projects.models import CARD_PARTS, Label, Project, ProjectOwner
from projects.policy import check_change, check_project, examples_limit
from projects.quota import check_bytes
from storage.database import reading, writing
from storage.digest import project_digest
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.values import NewProject, ProjectCard, ProjectChange, ProjectKind

# Training writes to the same row: each names the columns that are its own.
CHANGED_BY_UPDATE = (
    "name",
    "language",
    "fields",
    "changed_at",
    "revision",
    "examples",
    "held_back",
    "bytes",
    "examples_revision",
)


class CloudProjectStore:
    """`storage.contracts.ProjectStore` for one person. Who makes or restores a project holds the person's row
    meanwhile, so that the number of projects is exact; who changes one holds the project's."""

    def __init__(self, person: User, stores: Stores) -> None:
        self.person = person
        self.stores = stores

    @reading()
    def all(self) -> list[ProjectCard]:
        policy = policy_of(self.person)
        rows = Project.objects.owned_by(self.person).live().for_cards().order_by("-id")
        return [card_of(row, policy) for row in rows]

    @reading()
    def removed(self) -> list[ProjectCard]:
        policy = policy_of(self.person)
        rows = Project.objects.owned_by(self.person).restorable().for_cards()
        return [card_of(row, policy) for row in rows]

    @reading()
    def get(self, id: UUID, /) -> ProjectCard:
        return _card(project_read(self.person, id))

    @writing()
    def create(self, project: NewProject, /) -> ProjectCard:
        lock_person(self.person)
        policy = policy_of(self.person)
        check_project(project, policy, self.stores.kind)
        row = Project.objects.owned_by(self.person).filter(id=project.id).first()
        if row is not None and row.removed_at is not None:
            if project.moving is None:
                raise Problem(Code.CONFLICT, "This project was deleted. Bring it back, or make another one.")
            erase([row.pk])
            row = None
        if row is None:
            self._check_room(policy.projects)
            row = self._insert(project)
        return _card(row, policy)

    @writing()
    def update(self, id: UUID, change: ProjectChange, revision: int, /) -> ProjectCard:
        row = project_edit(self.person, id, lock=True)
        kind = cast(ProjectKind, row.kind)
        check_change(change, kind)
        if row.revision != revision:
            raise Problem(Code.CONFLICT, "This project was changed somewhere else. Look at it again first.")
        now = timezone.now()
        policy = policy_of(self.person)
        if change.labels is not None:
            relabel(row, change.labels, room=examples_limit(policy, kind), now=now)
        if change.fields is not None:
            row.fields = to_keep(change.fields)
            row.examples_revision += 1
        row.name = row.name if change.name is None else change.name
        if change.language is not None and change.language != row.language:
            row.language = change.language
            # Texts are read in another way then.
            row.examples_revision += kind == "text"
        row.changed_at = now
        row.revision += 1
        row.save(update_fields=CHANGED_BY_UPDATE)
        check_bytes(self.person, policy)
        return _card(row, policy)

    @writing()
    def mark(self, id: UUID, moving: Literal["leaving"] | None, /) -> ProjectCard:
        row = own_project(self.person, id)
        if row.removed_at is not None:
            raise Problem(Code.NOT_FOUND, "There is no such project.")
        if moving is not None and row.moving == Project.Moving.ARRIVING:
            raise Problem(Code.CONFLICT, "This project is not all here yet.")
        if moving is not None and row.run_id is not None:
            raise Problem(Code.CONFLICT, "Wait until the training has ended.")
        if row.moving != moving:
            row.moving, row.changed_at = moving, timezone.now()
            row.save(update_fields=("moving", "changed_at"))
        return _card(row, policy_of(self.person))

    @writing()
    def remove(self, id: UUID, moving: Literal["leaving"] | None = None, /) -> None:
        row = own_project(self.person, id)
        if moving is not None and row.moving != moving:
            raise Problem(Code.CONFLICT, "This project is not being moved any more.")
        if row.removed_at is None:
            row.removed_at = row.changed_at = timezone.now()
            row.save(update_fields=("removed_at", "changed_at"))

    @writing()
    def restore(self, id: UUID, /) -> ProjectCard:
        lock_person(self.person)
        row = own_project(self.person, id)
        policy = policy_of(self.person)
        if row.removed_at is not None and row.moving is not None:
            raise Problem(Code.NOT_FOUND, "There is no such project.")
        if row.removed_at is not None:
            self._check_room(policy.projects)
            row.removed_at, row.changed_at = None, timezone.now()
            row.save(update_fields=("removed_at", "changed_at"))
            check_bytes(self.person, policy)
        return _card(row, policy)

    def digest(self, id: UUID, /) -> str:
        return project_digest(self.stores, id)

    def _check_room(self, projects: int) -> None:
        if Project.objects.owned_by(self.person).live().count() >= projects:
            sentence = "There is no room for one more. Delete a project first."
            raise Problem(Code.LIMIT_REACHED, sentence, field="projects")

    def _insert(self, project: NewProject) -> Project:
        now = timezone.now()
        try:
            row = Project.objects.create(
                id=project.id,
                kind=project.kind,
                name=project.name,
                language=project.language,
                fields=to_keep(project.fields),
                moving=project.moving,
                created_at=now,
                changed_at=now,
            )
        except IntegrityError as error:  # somebody else's project has this id
            raise Problem(Code.NOT_FOUND, "There is no such project.") from error
        ProjectOwner.objects.create(project=row, person=self.person)
        Label.objects.bulk_create(new_labels(row, project.labels))
        return row


def _card(row: Project, policy: Policy | None = None) -> ProjectCard:
    """`policy` is that of the owner, who is not always the person who looks."""
    prefetch_related_objects([row], *CARD_PARTS)
    return card_of(row, policy or policy_of(row.owners.all()[0]))
