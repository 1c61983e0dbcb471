"""Who may do what with a project: the first line of every view and of every verb of a store."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from classroom.models import User
from projects.models import Grant, Project
from storage.problems import Code, Problem
from storage.statements import Statement

# As `Project.objects.owned_by(person).live()`.
_OWN: Final = """
    JOIN projects_projectowner owner ON owner.project_id = projects_project.id
    WHERE projects_project.id = %s AND owner.person_id = %s AND projects_project.removed_at IS NULL
"""
_own: Final = Statement(Project, _OWN)
_own_locked: Final = Statement(Project, f"{_OWN} FOR NO KEY UPDATE OF projects_project")


def project_read(person: User, id: UUID) -> Project:
    """A project of this person, or of a student of a class that this person teaches. Problem: `not_found`."""
    project = _own.first(id, person.pk)
    if project is None and person.is_teacher:
        project = Project.objects.visible_to(person).live().filter(id=id).first()
    if project is None:
        raise Problem(Code.NOT_FOUND, "There is no such project.")
    return project


def project_edit(person: User, id: UUID, *, lock: bool = False) -> Project:
    """A project of this person. With `lock` nobody else changes it before the transaction ends, so what is
    counted here is right. Problems: `not_found`, `not_allowed` for who may only look, `conflict` when it is leaving."""
    project = (_own_locked if lock else _own).first(id, person.pk)
    if project is None:
        project_read(person, id)
        raise Problem(Code.NOT_ALLOWED, "You may look at this project but not change it.")
    if project.moving == Project.Moving.LEAVING:
        raise Problem(
            Code.CONFLICT, "This project is being moved. Wait until it is there, or stop moving it."
        )
    return project


def own_project(person: User, id: UUID) -> Project:
    """A project of this person, also one that is removed or leaving, locked. Problems: `not_found`, `not_allowed`."""
    project = Project.objects.owned_by(person).locked().filter(id=id).first()
    return project or project_edit(person, id)


def lock_person(person: User) -> None:
    """One at a time for this person, before the transaction ends. Problem: `sign_in` for who is gone."""
    if User.objects.select_for_update(no_key=True).filter(pk=person.pk).first() is None:
        raise Problem(Code.SIGN_IN, "Sign in first.")


def own_grant(person: User, id: UUID, *, lock: bool = False) -> Grant:
    """Problem: `not_found`, also when it has expired."""
    grants = Grant.objects.of(person)
    grant = (grants.select_for_update() if lock else grants).filter(id=id).first()
    if grant is None:
        raise Problem(Code.NOT_FOUND, "The website has been told nothing of this kind, or no more.")
    return grant
