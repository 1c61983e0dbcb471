"""What is kept of people and projects, counted: what goes when they are deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, fields
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Sum

from classroom.models import User
from making.models import Work
from projects.models import Grant, Project, ProjectOwner
from storage.owners import object_owners
from training.models import Example, TrainedModel, Workspace


@dataclass(frozen=True, slots=True)
class Gone:
    """`examples` has the pictures and the sounds among them, `workspaces` are at the Watson Assistant of the class,
    `files` are objects, and `bytes` everything together that is here."""

    students: int = 0
    projects: int = 0
    examples: int = 0
    pictures: int = 0
    sounds: int = 0
    models: int = 0
    workspaces: int = 0
    works: int = 0
    files: int = 0
    bytes: int = 0

    def __add__(self, other: Gone) -> Gone:
        return Gone(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))


COUNTED: Final = tuple(field.name for field in fields(Gone))

_PICTURE: Final = Q(media_type__startswith="image/")
_SOUND: Final = Q(media_type__startswith="audio/")


def only_theirs(people: Iterable[UUID]) -> list[UUID]:
    """The projects that nobody else owns. Also those that were removed and can still be brought back."""
    people = list(people)
    others = ProjectOwner.objects.filter(project=OuterRef("pk")).exclude(person__in=people)
    theirs = Project.objects.filter(owners__in=people).exclude(Exists(others))
    return list(theirs.order_by("pk").distinct().values_list("pk", flat=True))


def held_by(people: Collection[UUID]) -> Gone:
    students = User.objects.filter(pk__in=people, role=User.Role.STUDENT).count()
    return Gone(students=students) + held_in(only_theirs(people)) + lent_by(people)


def lent_by(people: Collection[UUID]) -> Gone:
    """Of projects that they keep in a browser."""
    grants = Grant.objects.filter(owner__in=people, kind=Grant.Kind.LEND)
    return Gone(workspaces=Workspace.objects.filter(grant__in=grants.values("pk")).count())


def held_in(projects: Collection[UUID]) -> Gone:
    examples = _sums(Example, projects, pictures=Count("pk", _PICTURE), sounds=Count("pk", _SOUND))
    models = _sums(TrainedModel, projects)
    works = _sums(Work, projects)
    return Gone(
        projects=Project.objects.filter(pk__in=projects).count(),
        examples=examples["rows"],
        pictures=examples["pictures"],
        sounds=examples["sounds"],
        models=models["rows"],
        workspaces=Workspace.objects.filter(project__in=projects, grant=None).count(),
        works=works["rows"],
        files=sum(1 for owner in object_owners() for _key in owner.keys_of(projects)),
        bytes=sum(table["all_bytes"] or 0 for table in (examples, models, works)),
    )


def _sums(table: Any, projects: Collection[UUID], **counts: Count) -> dict[str, Any]:
    rows = table.objects.filter(project__in=projects)
    sums: dict[str, Any] = rows.aggregate(rows=Count("pk"), all_bytes=Sum("bytes"), **counts)
    return sums
