from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from classroom.models import SchoolClass, User
from classroom.names import NAME_LENGTH, names_in
from classroom.pictures import ORDERS
from classroom.sealing import mark_in_class, seal, unseal
from storage.problems import Code, Problem
from storage.text import check_text, fold


@dataclass(frozen=True, slots=True)
class Added:
    """`already` are the names that were left out, since the class has them or the list has them twice."""

    students: tuple[User, ...]
    already: tuple[str, ...]


@transaction.atomic
def add_students(*, school_class: SchoolClass, text: str) -> Added:
    """One student for each line of `text`, with three pictures of their own. All of them or, at a problem, none.
    Problems: `invalid` for a name that cannot be one, `limit_reached`."""
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    names = names_in(text)
    for name in names:
        check_text(name, NAME_LENGTH, "names")
    known = {fold(student.name) for student in school_class.students.only("name")}
    room = settings.STUDENTS_A_CLASS - len(known)
    new, already = _without_repeats(names, known)
    if len(new) > room:
        raise Problem(Code.LIMIT_REACHED, _no_room(len(new), room), field="names")
    students = [_student(school_class, name) for name in new]
    give_pictures(school_class=school_class, students=students)
    User.objects.bulk_create(students)
    return Added(tuple(students), tuple(already))


def _without_repeats(names: Sequence[str], known: set[str]) -> tuple[list[str], list[str]]:
    new: list[str] = []
    already: list[str] = []
    for name in names:
        (already if fold(name) in known else new).append(name)
        known.add(fold(name))
    return new, already


def _no_room(wanted: int, room: int) -> str:
    sentence = _(
        "A class has at most %(limit)d students. There is room for %(room)d; this list has %(wanted)d."
    )
    return sentence % {"limit": settings.STUDENTS_A_CLASS, "room": room, "wanted": wanted}


def _student(school_class: SchoolClass, name: str) -> User:
    student = User(role=User.Role.STUDENT, name=name, school_class=school_class)
    student.set_unusable_password()
    return student


def give_pictures(*, school_class: SchoolClass, students: Sequence[User]) -> None:
    """Sets pictures that nobody else in the class has; the caller holds the lock of the class and saves."""
    taken = set(school_class.students.values_list("pictures_mark", flat=True))
    taken_marks = {bytes(mark) for mark in taken if mark is not None}
    free = [
        (order, mark)
        for order in ORDERS
        if (mark := mark_in_class("pictures", school_class.pk, order)) not in taken_marks
    ]
    for student, (order, mark) in zip(students, SystemRandom().sample(free, len(students)), strict=True):
        student.pictures = seal(order)
        student.pictures_mark = mark


@transaction.atomic
def reset_pictures(*, student: User) -> None:
    """New pictures; every browser forgets this student and is signed out, since somebody else may have known them."""
    school_class = SchoolClass.objects.select_for_update().get(pk=student.own_class().pk)
    give_pictures(school_class=school_class, students=[student])
    student.set_unusable_password()  # a session ends when this changes
    student.sign_in_version = F("sign_in_version") + 1
    student.save(update_fields=["pictures", "pictures_mark", "password", "sign_in_version"])
    student.refresh_from_db(fields=["sign_in_version"])


def pictures_of(*, student: User) -> tuple[str, ...]:
    """For the teacher's eyes and for checking."""
    return tuple(unseal(student.pictures).split()) if student.pictures else ()


@transaction.atomic
def rename_student(*, student: User, name: str) -> None:
    """Problems: `invalid` name, `conflict` when the class has it."""
    names = names_in(name)
    if len(names) != 1:
        raise Problem(Code.INVALID, _("Write one name."), field="name")
    check_text(names[0], NAME_LENGTH, "name")
    SchoolClass.objects.select_for_update().get(pk=student.own_class().pk)
    others = User.objects.filter(school_class=student.school_class_id).exclude(pk=student.pk)
    if any(fold(other.name) == fold(names[0]) for other in others.only("name")):
        raise Problem(Code.CONFLICT, _("Somebody in this class has this name."), field="name")
    student.name = names[0]
    student.save(update_fields=["name"])
