"""Who may see and change a class, and which rules hold for a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from classroom.models import ClassPolicy, SchoolClass, User, WatsonCredentials
from classroom.policy import HERE, Policy
from storage.problems import Code, Problem
from storage.statements import Statement
from storage.values import PROJECT_KINDS

_lifted: Final = ContextVar("lifted", default=False)
_WITHOUT_LIMIT: Final = 2**31 - 1
_stored: Final = Statement(ClassPolicy, "WHERE school_class_id = %s")


@contextmanager
def limits_lifted() -> Iterator[None]:
    """For an operator's command that brings in what people have made elsewhere: any number of every kind, pictures and
    voices on the website too. Nothing that answers a request may use it."""
    before = _lifted.set(True)
    try:
        yield
    finally:
        _lifted.reset(before)


def policy_of(person: User) -> Policy:
    """A student's class decides, within the operator's ceiling; teachers and guests have the site's own rules."""
    return _without_limits() if _lifted.get() else _rules_of(person)


def _without_limits() -> Policy:
    return Policy(
        storages=tuple(settings.PROJECT_STORAGE),
        first_storage=settings.FIRST_STORAGE,
        projects=_WITHOUT_LIMIT,
        texts=_WITHOUT_LIMIT,
        rows=_WITHOUT_LIMIT,
        pictures=_WITHOUT_LIMIT,
        sounds=_WITHOUT_LIMIT,
        bytes=_WITHOUT_LIMIT,
        web_addresses=False,
        media_on_website=True,
    )


def _rules_of(person: User) -> Policy:
    if person.school_class_id is not None:
        return class_policy(person.school_class_id)
    return guest_policy() if person.role == User.Role.GUEST else site_policy()


def site_policy() -> Policy:
    """The rules of a teacher, and those of a class as far as its teacher has set no others."""
    return Policy(
        storages=tuple(settings.PROJECT_STORAGE),
        first_storage=settings.FIRST_STORAGE,
        projects=settings.PROJECTS_A_STUDENT,
        texts=settings.TEXTS_A_PROJECT,
        rows=settings.ROWS_A_PROJECT,
        pictures=settings.PICTURES_A_PROJECT,
        sounds=settings.SOUNDS_A_PROJECT,
        bytes=settings.BYTES_A_STUDENT,
        web_addresses=False,
        media_on_website=settings.MEDIA_ON_WEBSITE,
    )


def guest_policy() -> Policy:
    return replace(
        site_policy(),
        first_storage=settings.GUEST_FIRST_STORAGE,
        projects=settings.PROJECTS_A_GUEST,
        media_on_website=False,
    )


def class_policy(school_class_id: UUID) -> Policy:
    """What was set before the operator lowered a ceiling is lowered with it. Pictures and voices stay on the
    students' own computers until a teacher has said otherwise."""
    site = site_policy()
    stored = _stored.first(school_class_id) or ClassPolicy()
    storages = site.storages if stored.storages is None else stored.storages
    numbers = {}
    for name, ceiling in ceilings().items():
        chosen = getattr(stored, name)
        numbers[name] = min(getattr(site, name) if chosen is None else chosen, ceiling)
    return replace(
        site,
        **numbers,
        storages=tuple(place for place in site.storages if place in storages),
        first_storage=stored.first_storage or site.first_storage,
        kinds=tuple(kind for kind in PROJECT_KINDS if kind not in stored.kinds_left_out),
        web_addresses=stored.web_addresses and settings.PICTURES_FROM_WEB_ADDRESSES,
        media_on_website=bool(stored.media_on_website) and settings.MEDIA_ON_WEBSITE,
        texts_learned_by=_text_learner(stored),
        model_hours=stored.model_hours,
    )


def _text_learner(stored: ClassPolicy) -> str:
    """Without the key of the class, or where the operator allows no such service, texts are learned here."""
    if stored.texts_learned_by == HERE or not settings.WATSON_ADDRESSES:
        return HERE
    there = WatsonCredentials.objects.filter(pk=stored.pk).exists()
    return stored.texts_learned_by if there else HERE


def is_media_unasked(school_class_id: UUID) -> bool:
    """Whether a teacher still has to say if the website may keep pictures and voices of this class."""
    asked = ClassPolicy.objects.filter(pk=school_class_id, media_on_website__isnull=False)
    return settings.MEDIA_ON_WEBSITE and not asked.exists()


def ceilings() -> dict[str, int]:
    """How far the operator lets a teacher raise each limit of a `Policy`."""
    return {
        "projects": settings.PROJECTS_CEILING,
        "texts": settings.TEXTS_CEILING,
        "rows": settings.ROWS_CEILING,
        "pictures": settings.PICTURES_CEILING,
        "sounds": settings.SOUNDS_CEILING,
    }


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
