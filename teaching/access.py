"""Who may see receipts, and who may delete what."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from classroom.access import student_edit
from classroom.models import User
from projects.models import Project
from storage.problems import Code, Problem
from teaching.models import Receipt


def receipt_read(person: User, id: UUID) -> Receipt:
    """Those who taught the class when it was deleted, or when something in it was. Problem: `not_found`."""
    receipt = Receipt.objects.filter(teachers=person, pk=id).first()
    if receipt is None:
        raise Problem(Code.NOT_FOUND, _("There is no such receipt."))
    return receipt


def students_project(person: User, class_id: UUID, student: UUID, id: UUID) -> Project:
    """A project of a student of a class that `person` teaches. Problems: `not_allowed`, `not_found`."""
    owner = student_edit(person, class_id, student)
    project = Project.objects.owned_by(owner).live().filter(pk=id).first()
    if project is None:
        raise Problem(Code.NOT_FOUND, _("There is no such project."))
    return project
