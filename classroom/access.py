"""Who may see and change a class, and which rules hold for a person."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from classroom.models import ClassPolicy, SchoolClass, User
from classroom.policy import Policy
from storage.problems import Code, Problem


def policy_of(person: User) -> Policy:
    """A student's class decides, within the operator's ceiling; teachers and guests have the site's own rules."""
    if person.school_class_id is not None:
        return class_policy(person.school_class_id)
    return guest_policy() if person.role == User.Role.GUEST else site_policy()


def site_policy() -> Policy:
    """What a new class begins with."""
    return Policy(
        storages=tuple(settings.PROJECT_STORAGE),
        first_storage=settings.FIRST_STORAGE,
        projects=settings.PROJECTS_A_STUDENT,
        texts=settings.TEXTS_A_PROJECT,
    )


def guest_policy() -> Policy:
    return Policy(
        storages=tuple(settings.PROJECT_STORAGE),
        first_storage=settings.GUEST_FIRST_STORAGE,
        projects=settings.PROJECTS_A_GUEST,
        texts=settings.TEXTS_A_PROJECT,
    )


def class_policy(school_class_id: UUID) -> Policy:
    """A rule that was set before the operator lowered the ceiling is lowered with it."""
    stored = ClassPolicy.objects.filter(pk=school_class_id).first()
    if stored is None:
        return site_policy()
    storages = tuple(kind for kind in settings.PROJECT_STORAGE if kind in stored.storages)
    return Policy(
        storages=storages,
        first_storage=stored.first_storage,
        projects=min(stored.projects, settings.PROJECTS_CEILING),
        texts=min(stored.texts, settings.TEXTS_CEILING),
    )


def teacher_only(person: User) -> None:
    """Problem: `not_allowed`."""
    if not person.is_teacher:
        raise Problem(Code.NOT_ALLOWED, _("This page is for teachers."))


def class_read(person: User, id: UUID) -> SchoolClass:
    """A teacher of the class may look. Problems: `not_allowed` for its students, `not_found` for everybody else."""
    if person.is_teacher:
        school_class = SchoolClass.objects.taught_by(person).filter(pk=id).first()
        if school_class is not None:
            return school_class
    if person.school_class_id == id:
        raise Problem(Code.NOT_ALLOWED, _("This page is for teachers."))
    raise Problem(Code.NOT_FOUND, _("There is no such class."))


def class_edit(person: User, id: UUID) -> SchoolClass:
    """As `class_read`: every teacher of a class may change it."""
    return class_read(person, id)


def student_edit(person: User, class_id: UUID, id: UUID) -> User:
    """A student of a class that `person` teaches. Problems: as `class_edit`, and `not_found`."""
    school_class = class_edit(person, class_id)
    student = school_class.students.filter(pk=id).first()
    if student is None:
        raise Problem(Code.NOT_FOUND, _("There is no such student in this class."))
    return student
