"""Works of projects that the website keeps: a row each, and the file as an object."""

from __future__ import annotations

from hashlib import sha256
from typing import Final, cast
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from classroom.access import policy_of
from classroom.models import User
from making import models
from making.policy import check_work
from projects.access import lock_person, project_edit, project_read
from projects.models import Project
from projects.quota import check_bytes
from storage import limits
from storage.database import reading, writing
from storage.objects import claim_object, put_object, read_object, release_object
from storage.owners import ObjectOwner
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.times import from_milliseconds, to_milliseconds
from storage.values import NewWork, Work, WorkKind, WorkSummary


class CloudWorkStore:
    """`storage.contracts.WorkStore` for one person."""

    def __init__(self, person: User, stores: Stores) -> None:
        self.person = person
        self.stores = stores

    @reading()
    def all(self, project: UUID, /) -> list[WorkSummary]:
        row = project_read(self.person, project)
        return [summary_of(work) for work in models.Work.objects.of(row.pk)]

    @reading()
    def get(self, project: UUID, id: UUID, /) -> Work:
        row = project_read(self.person, project)
        try:
            return _open(_work(row, id))
        except Problem:
            # It may have been saved again since its row was read, and the old file swept.
            return _open(_work(row, id))

    @reading()
    def save(self, project: UUID, work: NewWork, revision: int, /) -> WorkSummary:
        check_work(work)
        row = project_edit(self.person, project)
        digest = sha256(work.file).hexdigest()
        # Looking first saves the writing of a file that would not be kept.
        if (there := _there(row, work, digest, revision)) is not None and there.revision != revision:
            return summary_of(there)
        key = put_object(str(row.pk), work.file)
        with writing():
            lock_person(self.person)
            row = project_edit(self.person, project, lock=True)
            there = _there(row, work, digest, revision)
            if there is None:
                there = _insert(row, work, digest, key)
            elif there.revision == revision:
                _replace(there, work, digest, key)
            _note_change(row)
            check_bytes(self.person, policy_of(self.person))
        return summary_of(there)

    @writing()
    def remove(self, project: UUID, id: UUID, /) -> None:
        row = project_edit(self.person, project, lock=True)
        work = _work(row, id)
        release_object(work.file_key)
        work.delete()
        _note_change(row)


def _forget(key: str) -> None:
    with writing():
        lost = models.Work.objects.filter(file_key=key)
        project = Project.objects.locked().get(pk__in=lost.values("project"))
        lost.delete()
        _note_change(project)


WORK_FILES: Final = ObjectOwner(models.Work, "file_key", _forget)


def summary_of(work: models.Work) -> WorkSummary:
    return WorkSummary(
        id=work.public_id,
        kind=cast(WorkKind, work.kind),
        name=work.name,
        changed_at=to_milliseconds(work.changed_at),
        revision=work.revision,
        bytes=work.bytes,
    )


def _work(project: Project, id: UUID) -> models.Work:
    work = models.Work.objects.of(project.pk).filter(public_id=id).first()
    if work is None:
        raise Problem(Code.NOT_FOUND, "There is no such work.")
    return work


def _open(work: models.Work) -> Work:
    return Work(
        id=work.public_id,
        kind=cast(WorkKind, work.kind),
        name=work.name,
        changed_at=to_milliseconds(work.changed_at),
        revision=work.revision,
        file=read_object(work.file_key),
    )


def _there(project: Project, work: NewWork, digest: str, revision: int) -> models.Work | None:
    """The row that `work` changes, at `revision`; the one that it has been saved to before, at the next; None for a
    new one. Problems: `not_found`, `conflict`, `limit_reached`, `invalid` for one of another kind."""
    rows = models.Work.objects.of(project.pk)
    there = rows.filter(public_id=work.id).first()
    if there is None:
        if revision != 0:
            raise Problem(Code.NOT_FOUND, "There is no such work.")
        if rows.count() >= limits.WORKS:
            raise Problem(Code.LIMIT_REACHED, f"A project keeps {limits.WORKS} works. Delete one first.")
        return None
    if there.kind != work.kind:
        raise Problem(Code.INVALID, "A work stays of its kind.", field="kind")
    same = (there.name, there.sha256, there.revision) == (work.name, digest, revision + 1)
    if there.revision != revision and not same:
        raise Problem(Code.CONFLICT, "This was saved somewhere else meanwhile. Look at it again first.")
    return there


def _insert(project: Project, work: NewWork, digest: str, key: str) -> models.Work:
    changed_at = timezone.now() if work.changed_at is None else from_milliseconds(work.changed_at)
    claim_object(key)
    return models.Work.objects.create(
        project=project,
        public_id=work.id,
        kind=work.kind,
        name=work.name,
        changed_at=changed_at,
        file_key=key,
        bytes=len(work.file),
        sha256=digest,
    )


def _replace(there: models.Work, work: NewWork, digest: str, key: str) -> None:
    claim_object(key)
    release_object(there.file_key)
    there.name = work.name
    there.changed_at = timezone.now()
    there.revision += 1
    there.file_key, there.bytes, there.sha256 = key, len(work.file), digest
    there.save()


def _note_change(project: Project) -> None:
    project.changed_at = timezone.now()
    project.works_bytes = models.Work.objects.of(project.pk).aggregate(all=Sum("bytes"))["all"] or 0
    project.save(update_fields=["changed_at", "works_bytes"])
