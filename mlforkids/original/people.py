"""Classes and people that the original knows by ids alone: its names and passwords are with another service."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from uuid import UUID

from django.db import transaction

from classroom.models import ClassPolicy, Membership, SchoolClass, User
from classroom.names import NAME_LENGTH, names_in
from classroom.services.classes import CLASS_NAME_LENGTH, unused_code
from classroom.services.students import give_pictures
from mlforkids.original.database import OriginalProject
from mlforkids.original.ids import id_of
from storage.problems import Problem
from storage.text import check_text, fold


class WrongPeople(Exception):
    """Says in one sentence what is wrong with the list of people, or with the teacher."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the operator says of a person: a name or, for a teacher, the account here."""

    name: str
    teacher: User | None


class People:
    """Makes classes and students when they are first asked for, and finds them when they are asked for again."""

    def __init__(self, teacher: User, said: Mapping[str, Said]) -> None:
        self._teacher, self._said = teacher, said

    def class_of(self, original: str) -> SchoolClass:
        """With the teacher among its teachers."""
        id = id_of("class", original)
        with transaction.atomic():
            school_class = SchoolClass.objects.filter(pk=id).first()
            if school_class is None:
                name = original[:CLASS_NAME_LENGTH]
                school_class = SchoolClass.objects.create(id=id, name=name, code=unused_code())
                ClassPolicy.objects.create(school_class=school_class)
            Membership.objects.get_or_create(teacher=self._teacher, school_class=school_class)
        return school_class

    def keep_media_of(self, school_class: SchoolClass) -> None:
        """Pictures that a website kept stay usable on this one. What teachers have said here counts more."""
        ClassPolicy.objects.filter(school_class=school_class, media_on_website=None).update(
            media_on_website=True
        )

    def owner_of(self, project: OriginalProject, school_class: SchoolClass) -> User:
        """A student of the class; a teacher for who is said to be one, and for what all of a class made together."""
        said = self._said.get(project.user)
        if said is not None and said.teacher is not None:
            return said.teacher
        if project.of_class:
            return self._teacher
        id = id_of("student", project.school_class, project.user)
        student = User.objects.filter(pk=id).first()
        return student or self._make(id, said.name if said else "", school_class)

    @transaction.atomic
    def _make(self, id: UUID, name: str, school_class: SchoolClass) -> User:
        SchoolClass.objects.select_for_update().get(pk=school_class.pk)
        names = school_class.students.values_list("name", flat=True)
        student = User(
            pk=id,
            role=User.Role.STUDENT,
            name=_free(name, {fold(one) for one in names}),
            school_class=school_class,
        )
        student.set_unusable_password()
        give_pictures(school_class=school_class, students=[student])
        student.save(force_insert=True)
        return student


def _free(name: str, taken: set[str]) -> str:
    """The name, or with a number where there is none or the class has it."""
    if name and fold(name) not in taken:
        return name
    numbered = (f"{(name or 'Student')[: NAME_LENGTH - 8]} {number}" for number in count(2 if name else 1))
    return next(one for one in numbered if fold(one) not in taken)


def teacher_with(email: str) -> User:
    """Raises WrongPeople."""
    teacher = User.objects.filter(role=User.Role.TEACHER, email=email.strip().lower()).first()
    if teacher is None:
        raise WrongPeople(
            f"There is no teacher with the address {email}; manage.py invite_teacher invites one."
        )
    return teacher


def read_people(path: Path | None) -> dict[str, Said]:
    """A CSV file with the columns `userid` and `name`, and perhaps `teacher`, the address of a teacher's account here.
    Raises WrongPeople."""
    if path is None:
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {"userid", "name"} <= set(reader.fieldnames or ()):
                raise WrongPeople(f"{path} needs the columns userid and name.")
            return {row["userid"]: _said(row) for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongPeople(f"{path} cannot be read: {error}") from error


def _said(row: Mapping[str, str | None]) -> Said:
    email = (row.get("teacher") or "").strip()
    names = names_in(row["name"] or "")
    name = names[0] if names else ""
    try:
        check_text(name, NAME_LENGTH, "name")
    except Problem as problem:
        raise WrongPeople(f"{row['userid']}: {problem.detail}") from problem
    return Said(name, teacher_with(email) if email else None)
