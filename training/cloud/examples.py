"""The examples that the website keeps: rows in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Any, Final, cast
from uuid import UUID

from django.utils import timezone

from classroom.access import policy_of
from classroom.models import User
from projects.access import lock_person, project_edit, project_read
from projects.cards import counts_of
from projects.fields import fields_of
from projects.models import Label, Project
from projects.policy import examples_limit
from projects.quota import check_bytes
from storage.database import reading, writing
from storage.objects import read_object
from storage.owners import ObjectOwner
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.statements import Statement
from storage.times import from_milliseconds, to_milliseconds
from storage.values import (
    Counts,
    Example,
    ExampleChange,
    File,
    MediaType,
    NewExample,
    Page,
    PageRequest,
    ProjectKind,
    Receipt,
    StoredFile,
)
from training import models
from training.cloud.batches import new_rows, receipts_of, store
from training.cloud.contents import COLUMNS, Content, content_of, data_reader
from training.cloud.counters import recount, save_counts
from training.cloud.files import PutFiles, put_files
from training.models import ExampleQuerySet
from training.policy import check_batch, check_belongs, check_example, check_file_batch, check_page

READ_AT_ONCE = 2000

# As `project.labels.live()`.
_live_labels: Final = Statement(Label, "WHERE project_id = %s AND removed_at IS NULL ORDER BY position")


class CloudExampleStore:
    """`storage.contracts.ExampleStore` for one person. Who changes examples holds the project's row meanwhile, so
    that counts and limits are exact."""

    def __init__(self, person: User, stores: Stores) -> None:
        self.person = person
        self.stores = stores

    def add(self, project: UUID, examples: Sequence[NewExample], /) -> list[Receipt]:
        check_batch(examples)
        for example in examples:
            check_example(example)
        if any(isinstance(example.data, File) for example in examples):
            return self._add(project, examples, self._put_files(project, examples))
        return self._add(project, examples, None)

    @writing()
    def _add(self, project: UUID, examples: Sequence[NewExample], files: PutFiles | None) -> list[Receipt]:
        if files is not None:
            lock_person(self.person)
        row = project_edit(self.person, project, lock=True)
        receipts = receipts_of(row, [example.id for example in examples])
        if fresh := _without(examples, receipts):
            _check(row, fresh)
            contents = [content_of(example) for example in fresh] if files is None else files.claim(fresh)
            receipts |= self._store(row, contents)
            if files is not None:
                check_bytes(self.person, policy_of(self.person))
        return [receipts[example.id] for example in examples]

    @reading()
    def _put_files(self, project: UUID, examples: Sequence[NewExample]) -> PutFiles:
        """Of those examples that are not there yet. What is refused later is swept."""
        check_file_batch(examples)
        row = project_edit(self.person, project)
        fresh = _without(examples, receipts_of(row, [example.id for example in examples]))
        _check(row, fresh)
        row.examples += len(fresh)
        self._check_room(row)
        return put_files(row, fresh)

    @reading()
    def page(self, project: UUID, request: PageRequest, /) -> Page:
        check_page(request)
        row = project_read(self.person, project)
        rows = models.Example.objects.live().filter(project=row)
        if request.label is not None:
            rows = rows.filter(label=_live_label(row, request.label))
        beside = rows.beside(request.after, request.before)
        found = list(beside.values_list(*_parts(row))[: request.limit + 1])
        return Page(tuple(map(_reader(row), found[: request.limit])), len(found) > request.limit)

    def read(self, project: UUID, /) -> Iterator[Example]:
        with reading():
            row = project_read(self.person, project)
        return _stream(row, models.Example.objects.live().filter(project=row).order_by("public_id"))

    def media(self, project: UUID, media: UUID, /) -> StoredFile:
        with reading():
            row = project_read(self.person, project)
            found = models.Example.objects.live().filter(project=row, public_id=media).first()
        if found is None or found.media_key is None:
            raise Problem(Code.NOT_FOUND, "There is no such picture or sound.")
        return StoredFile(cast(MediaType, found.media_type), read_object(found.media_key))

    @reading()
    def counts(self, project: UUID, /) -> Counts:
        row = project_read(self.person, project)
        return counts_of(row, list(row.labels.live()))

    @writing()
    def change(self, project: UUID, ids: Sequence[UUID], change: ExampleChange, /) -> None:
        check_batch(ids)
        row = project_edit(self.person, project, lock=True)
        chosen = _chosen(models.Example.objects.live().filter(project=row), ids)
        changed = 0
        if change.label_id is not None:
            label = _live_label(row, change.label_id)
            changed += chosen.exclude(label=label).update(label=label)
        if change.held_back is not None:
            together = models.Example.objects.live().filter(project=row, unit__in=chosen.values("unit"))
            changed += together.exclude(held_back=change.held_back).update(held_back=change.held_back)
        if changed:
            recount(row)

    @writing()
    def remove(self, project: UUID, ids: Sequence[UUID], /) -> None:
        check_batch(ids)
        row = project_edit(self.person, project, lock=True)
        chosen = _chosen(models.Example.objects.filter(project=row), ids)
        if chosen.live().update(removed_at=timezone.now()):
            recount(row)

    @writing()
    def restore(self, project: UUID, ids: Sequence[UUID], /) -> None:
        check_batch(ids)
        row = project_edit(self.person, project, lock=True)
        chosen = _chosen(models.Example.objects.filter(project=row, label__removed_at=None), ids)
        if chosen.exclude(removed_at=None).update(removed_at=None):
            recount(row)
            self._check_room(row)
            check_bytes(self.person, policy_of(self.person))

    def _store(self, project: Project, contents: Sequence[Content]) -> dict[UUID, Receipt]:
        labels: dict[UUID | None, Label] = {label.public_id: label for label in _live_labels.all(project.pk)}
        wanted = {one.example.label_id for one in contents} - {None}
        if not wanted <= labels.keys():
            raise Problem(Code.NOT_FOUND, "There is no such label in this project.", field="labelId")
        now = from_milliseconds(to_milliseconds(timezone.now()))
        rows = new_rows(project, labels, contents, contributor=self.person.id, now=now)
        self._check_room(project)
        store(_kind(project), rows, contents)
        save_counts(project, [labels[id] for id in wanted])
        return {
            row.public_id: Receipt(row.public_id, row.held_back, to_milliseconds(row.added_at))
            for row in rows
        }

    def _check_room(self, project: Project) -> None:
        """Whether the examples that are counted now fit in."""
        most = examples_limit(policy_of(self.person), _kind(project))
        if project.examples > most:
            sentence = f"A project has room for {most:,} examples. Delete some to make room."
            raise Problem(Code.LIMIT_REACHED, sentence, field="examples")


def _forget(key: str) -> None:
    with writing():
        lost = models.Example.objects.filter(media_key=key)
        project = Project.objects.locked().get(pk__in=lost.values("project"))
        lost.delete()
        recount(project)


PICTURES_AND_SOUNDS: Final = ObjectOwner(models.Example, "media_key", _forget)


def _kind(project: Project) -> ProjectKind:
    return cast(ProjectKind, project.kind)


def _without(examples: Sequence[NewExample], there: Container[UUID]) -> list[NewExample]:
    """Those that are not there, each once."""
    fresh: dict[UUID, NewExample] = {}
    for example in examples:
        if example.id not in there:
            fresh.setdefault(example.id, example)
    return list(fresh.values())


def _check(project: Project, examples: Sequence[NewExample]) -> None:
    fields = fields_of(project)
    for example in examples:
        check_belongs(example, _kind(project), fields)


def _live_label(project: Project, id: UUID) -> Label:
    label = project.labels.live().filter(public_id=id).first()
    if label is None:
        raise Problem(Code.NOT_FOUND, "There is no such label in this project.", field="label")
    return label


def _chosen(rows: ExampleQuerySet, ids: Sequence[UUID]) -> ExampleQuerySet:
    chosen = rows.filter(public_id__any_of=ids)
    if chosen.count() < len(set(ids)):
        raise Problem(Code.NOT_FOUND, "There is no such example in this project.", field="ids")
    return chosen


_PARTS: Final = (
    "public_id",
    "label__public_id",
    "group",
    "held_back",
    "source",
    "added_at",
    "contributor_id",
)


def _parts(project: Project) -> Sequence[str]:
    return (*_PARTS, *COLUMNS[_kind(project)].read)


def _reader(project: Project) -> Callable[[tuple[Any, ...]], Example]:
    """Makes an example of the columns that `_parts` names."""
    data_of = data_reader(_kind(project), fields_of(project))

    def read(columns: tuple[Any, ...]) -> Example:
        id, label_id, group, held_back, source, added_at, contributor, *data = columns
        moment = to_milliseconds(added_at)
        return Example(id, label_id, data_of(id, *data), group, held_back, source, moment, contributor)

    return read


def _stream(project: Project, rows: ExampleQuerySet) -> Iterator[Example]:
    read = _reader(project)
    with reading():
        for columns in rows.values_list(*_parts(project)).iterator(chunk_size=READ_AT_ONCE):
            yield read(columns)
