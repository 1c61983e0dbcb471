"""Deleting for good, with a receipt of what went.

Each step is one transaction: the rows of one person or project, the promises to delete their objects, and what the
receipt says of them go together or not at all. A class goes student by student, so that nothing is locked for long;
the sweeper ends what was begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from time import monotonic
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from classroom.models import Membership, SchoolClass, Session, User
from projects.erasing import erase
from projects.models import Project
from teaching.models import Receipt
from teaching.services.gone import Gone, held_in, lent_by, only_theirs


@transaction.atomic
def erase_project(*, project: Project) -> Receipt:
    receipt = _receipt(Receipt.What.PROJECT, _teachers_of_owners(project.owners.all()))
    _note(receipt, _erase_projects([project.pk]), ended=True)
    receipt.refresh_from_db()
    return receipt


@transaction.atomic
def erase_person(*, person: User) -> Receipt:
    """A student, or anybody else: the classes of a teacher stay."""
    what = Receipt.What.STUDENT if person.role == User.Role.STUDENT else Receipt.What.PERSON
    receipt = _receipt(what, _teachers_of_owners([person]))
    _note(receipt, _erase_person(person.pk), ended=True)
    receipt.refresh_from_db()
    return receipt


def erase_class(
    *, school_class: SchoolClass, why: Receipt.Why = Receipt.Why.ASKED, seconds: float | None = None
) -> Receipt:
    """From the first moment on nobody sees the class any more. What is left after these seconds (None: nothing) is
    the sweeper's, and until then the receipt has no end."""
    receipt = _begin(school_class, why)
    until = None if seconds is None else monotonic() + seconds
    _go_on(receipt, until)
    receipt.refresh_from_db()
    return receipt


def finish_erasing() -> int:
    """Delete what is left of the classes whose deletion has begun, and say how many there were."""
    begun = list(Receipt.objects.filter(ended_at=None))
    for receipt in begun:
        _go_on(receipt, None)
    return len(begun)


@transaction.atomic
def _begin(school_class: SchoolClass, why: Receipt.Why) -> Receipt:
    SchoolClass.objects.select_for_update(no_key=True).get(pk=school_class.pk)
    begun = Receipt.objects.filter(school_class=school_class, ended_at=None).first()
    if begun is not None:
        return begun
    teachers = User.objects.filter(memberships__school_class=school_class)
    receipt = _receipt(Receipt.What.CLASS, teachers, why=why, school_class=school_class)
    SchoolClass.objects.filter(pk=school_class.pk).update(gone_since=timezone.now())
    Membership.objects.filter(school_class=school_class).delete()
    school_class.students.update(is_active=False)
    return receipt


def _go_on(receipt: Receipt, until: float | None) -> None:
    id = receipt.school_class_id
    if id is None:
        return
    students = User.objects.filter(role=User.Role.STUDENT, school_class=id).order_by("pk")
    for student in list(students.values_list("pk", flat=True)):
        with transaction.atomic():
            _note(receipt, _erase_person(student))
        if until is not None and monotonic() > until:
            return
    with transaction.atomic():
        SchoolClass.objects.select_for_update().filter(pk=id).first()
        # Somebody may have added a student at the very moment when the class began to go: the next sweep sees to it.
        if not students.exists():
            SchoolClass.objects.filter(pk=id).delete()
            _note(receipt, Gone(), ended=True)


def _erase_person(person: UUID) -> Gone:
    """Nothing for who is gone already. The person is locked as `projects.access.lock_person` does it, so that no
    project of theirs is made meanwhile, and what is being added to the others is waited for."""
    row = User.objects.select_for_update(no_key=True).filter(pk=person).first()
    if row is None:
        return Gone()
    gone = _erase_projects(only_theirs([person])) + lent_by([person])
    Session.objects.filter(person=person).delete()
    students = int(row.role == User.Role.STUDENT)
    row.delete()
    return gone + Gone(students=students)


def _erase_projects(projects: list[UUID]) -> Gone:
    locked = Project.objects.filter(pk__in=projects).order_by("pk").locked()
    ids = list(locked.values_list("pk", flat=True))
    gone = held_in(ids)
    erase(ids)
    return gone


def _teachers_of_owners(owners: Iterable[User]) -> list[User]:
    classes = {owner.school_class_id for owner in owners if owner.school_class_id is not None}
    return list(User.objects.filter(memberships__school_class__in=classes).distinct())


def _receipt(
    what: Receipt.What,
    teachers: Iterable[User],
    *,
    why: Receipt.Why = Receipt.Why.ASKED,
    school_class: SchoolClass | None = None,
) -> Receipt:
    receipt = Receipt.objects.create(what=what, why=why, school_class=school_class)
    receipt.teachers.set(teachers)
    return receipt


def _note(receipt: Receipt, gone: Gone, *, ended: bool = False) -> None:
    """In the transaction that deletes. Only the first of two that end it says when."""
    rows = Receipt.objects.filter(pk=receipt.pk)
    rows.update(**{name: F(name) + count for name, count in asdict(gone).items()})
    if ended:
        rows.filter(ended_at=None).update(ended_at=timezone.now())
