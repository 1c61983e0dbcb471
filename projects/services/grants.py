"""What a person tells the website about a project that it does not keep, and about their computer.

Plain numbers and, for a computer, the name that somebody gave it: never the name of a project, a label or an example.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone

from classroom.models import User
from projects.access import lock_person, own_grant
from projects.models import Grant
from storage.database import reading, writing
from storage.limits import COMPUTER_NAME_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled, trim
from storage.times import to_milliseconds
from storage.values import LabelCount, ProjectKind

LASTS: Final = {Grant.Kind.SHOW: timedelta(weeks=4), Grant.Kind.COMPUTER: timedelta(weeks=26)}
"""From the moment it is made; what is told anew meanwhile does not make it last longer."""

GRANTS_A_PERSON: Final = 100


@dataclass(frozen=True, slots=True)
class LastScore:
    """`at` is when the model was trained, in UTC milliseconds."""

    right: int
    of: int
    at: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a project is. `labels` has the counts in the order of the labels."""

    kind: ProjectKind
    labels: tuple[LabelCount, ...]
    score: LastScore | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One of the two: how far a project is, or the name of a computer."""

    progress: Progress | None = None
    computer: str | None = None


@dataclass(frozen=True, slots=True)
class NewGrant:
    id: UUID
    kind: Grant.Kind
    project: UUID | None
    told: Told


@dataclass(frozen=True, slots=True)
class LentProject:
    """What stays known of a project whose texts another service holds: see `training/watson/lent.py`."""

    kind: ProjectKind
    language: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GrantInForce:
    """`progress`, `computer` or `lent` is what was told last, at `changed_at`. Times are UTC milliseconds."""

    id: UUID
    kind: str
    project: UUID | None
    progress: Progress | None
    computer: str | None
    lent: LentProject | None
    made_at: int
    changed_at: int
    expires_at: int


@reading()
def grants_of(*, person: User) -> list[GrantInForce]:
    """The newest first."""
    return [_in_force(grant) for grant in Grant.objects.of(person).order_by("-made_at", "-id")]


@reading()
def last_computer(*, person: User) -> str | None:
    """The name of the computer that the website was told of."""
    grant = Grant.objects.of(person).filter(kind=Grant.Kind.COMPUTER).first()
    return None if grant is None else grant.told["computer"]


@writing()
def make_grant(*, person: User, grant: NewGrant) -> GrantInForce:
    """The same id again answers the one that is there; another one of the same kind for the same project takes the
    place of the old. Problems: `invalid`, `not_allowed`, `limit_reached`."""
    _check(person, grant)
    lock_person(person)
    there = Grant.objects.of(person).filter(id=grant.id).first()
    if there is not None:
        return _in_force(there)
    Grant.objects.filter(owner=person, kind=grant.kind, project=grant.project).delete()
    if Grant.objects.of(person).count() >= GRANTS_A_PERSON:
        raise Problem(
            Code.LIMIT_REACHED, "The website has been told a lot already. Withdraw something first."
        )
    if Grant.objects.filter(id=grant.id).exists():
        raise Problem(Code.INVALID, "This id is taken.", field="id")
    now = timezone.now()
    row = Grant.objects.create(
        id=grant.id,
        kind=grant.kind,
        owner=person,
        project=grant.project,
        told=_to_row(grant.told),
        made_at=now,
        changed_at=now,
        expires_at=now + LASTS[grant.kind],
    )
    return _in_force(row)


@writing()
def tell_again(*, person: User, id: UUID, told: Told) -> GrantInForce:
    """What has become of it since. Problems: `not_found` when it is withdrawn or over, `invalid`."""
    row = own_grant(person, id, lock=True)
    if row.kind == Grant.Kind.LEND:
        raise Problem(Code.INVALID, "What is lent changes when it is lent again.", field="kind")
    _check_told(Grant.Kind(row.kind), told)
    row.told = _to_row(told)
    row.changed_at = timezone.now()
    row.save(update_fields=["told", "changed_at"])
    return _in_force(row)


@writing()
def withdraw(*, person: User, id: UUID) -> None:
    """The website forgets it. Problem: `not_found`."""
    own_grant(person, id, lock=True).delete()


def forget_expired_grants() -> int:
    forgotten, _tables = Grant.objects.filter(expires_at__lte=timezone.now()).delete()
    return forgotten


def _check(person: User, grant: NewGrant) -> None:
    _check_told(grant.kind, grant.told)
    if (grant.project is not None) != (grant.kind == Grant.Kind.SHOW):
        raise Problem(
            Code.INVALID, "Progress is that of a project; a computer belongs to none.", field="project"
        )
    if grant.kind == Grant.Kind.SHOW and person.school_class_id is None:
        raise Problem(Code.NOT_ALLOWED, "There is no teacher to show this to.")
    if person.role == User.Role.GUEST:
        raise Problem(Code.NOT_ALLOWED, "The website remembers nothing of a guest.")


def _check_told(kind: Grant.Kind, told: Told) -> None:
    wanted = told.progress if kind == Grant.Kind.SHOW else told.computer
    other = told.computer if kind == Grant.Kind.SHOW else told.progress
    if wanted is None or other is not None:
        raise Problem(Code.INVALID, "Tell how far a project is, or the name of a computer.", field="kind")
    if told.computer is not None:
        check_filled(told.computer, COMPUTER_NAME_LENGTH, "computer")
    if told.progress is not None:
        _check_numbers(told.progress)


def _check_numbers(progress: Progress) -> None:
    if any(count.held_back > count.examples for count in progress.labels):
        raise Problem(Code.INVALID, "Of a label's examples some are held back, not more.", field="progress")
    if progress.score is not None and progress.score.right > progress.score.of:
        raise Problem(Code.INVALID, "Not more can be right than there are.", field="progress")


def _to_row(told: Told) -> dict[str, Any]:
    if told.progress is None:
        return {"computer": trim(told.computer or "")}
    score = told.progress.score
    return {
        "kind": told.progress.kind,
        "labels": [[count.examples, count.held_back] for count in told.progress.labels],
        "score": None if score is None else [score.right, score.of, score.at],
    }


def progress_in(told: dict[str, Any]) -> Progress | None:
    if "score" not in told:
        return None
    score = told["score"] and LastScore(*told["score"])
    return Progress(told["kind"], tuple(LabelCount(*count) for count in told["labels"]), score)


def _lent_in(told: dict[str, Any]) -> LentProject | None:
    if "language" not in told:
        return None
    return LentProject(told["kind"], told["language"], tuple(told["labels"]))


def _in_force(grant: Grant) -> GrantInForce:
    return GrantInForce(
        id=grant.id,
        kind=grant.kind,
        project=grant.project,
        progress=progress_in(grant.told),
        computer=grant.told.get("computer"),
        lent=_lent_in(grant.told),
        made_at=to_milliseconds(grant.made_at),
        changed_at=to_milliseconds(grant.changed_at),
        expires_at=to_milliseconds(grant.expires_at),
    )
