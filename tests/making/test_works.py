"""Works on the website: what the cases of the contract cannot say."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.storage import default_storage

from making.models import Work
from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.objects import delete_due_objects, put_object, read_object
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import NewWork
from tests.conftest import Cast
from tests.projects.helpers import make_project
from training.jobs import purge_removed

pytestmark = pytest.mark.django_db(transaction=True)


def new_work(id: UUID, file: bytes = b"stage 1") -> NewWork:
    return NewWork(id, "scratch", "Cat game", file)


def refusal(call: object, *args: object) -> Code:
    assert callable(call)
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.code


def objects_of(project: UUID) -> set[str]:
    return {f"{project}/{name}" for name in default_storage.listdir(str(project))[1]}


def rows_of(project: UUID) -> set[str]:
    return set(Work.objects.of(project).values_list("file_key", flat=True))


def test_a_file_keeps_every_byte(cast: Cast) -> None:
    made = make_project(cast.ada)
    id, file = new_id(), bytes(range(256)) * 5
    made.stores.works.save(made.id, new_work(id, file), 0)
    assert made.stores.works.get(made.id, id).file == file


def test_the_old_file_goes_when_a_work_is_saved_again(cast: Cast) -> None:
    made = make_project(cast.ada)
    id = new_id()
    for revision in range(3):
        made.stores.works.save(made.id, new_work(id, b"%d" % revision), revision)
    assert delete_due_objects() == 2
    assert objects_of(made.id) == rows_of(made.id)


def test_what_is_refused_or_repeated_writes_no_object(cast: Cast) -> None:
    made = make_project(cast.ada)
    id = new_id()
    made.stores.works.save(made.id, new_work(id), 0)
    made.stores.works.save(made.id, new_work(id), 0)
    assert refusal(made.stores.works.save, made.id, new_work(id, b"other"), 0) is Code.CONFLICT
    assert not ObjectToDelete.objects.exists()
    assert objects_of(made.id) == rows_of(made.id)


def test_works_go_with_their_project_and_so_do_their_files(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_project(cast.ada)
    made.stores.works.save(made.id, new_work(new_id()), 0)
    made.stores.projects.remove(made.id)
    monkeypatch.setattr("training.jobs.sweeps.UNDO_SECONDS", -1)
    purge_removed()
    assert not Work.objects.exists()
    delete_due_objects()
    assert objects_of(made.id) == set()


def test_a_work_that_is_saved_again_while_it_is_read_is_read_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_project(cast.ada)
    id = new_id()
    made.stores.works.save(made.id, new_work(id), 0)
    tried: list[str] = []

    def slow(key: str) -> bytes:
        tried.append(key)
        if len(tried) == 1:
            website(cast.ada).works.save(made.id, new_work(id, b"stage 2"), 1)
            delete_due_objects()
        return read_object(key)

    monkeypatch.setattr("making.cloud.read_object", slow)
    work = made.stores.works.get(made.id, id)
    assert (work.revision, work.file) == (2, b"stage 2")


def test_two_who_save_at_once_are_told_apart(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_project(cast.ada)
    id = new_id()
    made.stores.works.save(made.id, new_work(id), 0)

    def overtaken(prefix: str, content: bytes) -> str:
        monkeypatch.setattr("making.cloud.put_object", put_object)
        website(cast.ada).works.save(made.id, new_work(id, b"first"), 1)
        return put_object(prefix, content)

    monkeypatch.setattr("making.cloud.put_object", overtaken)
    assert refusal(made.stores.works.save, made.id, new_work(id, b"second"), 1) is Code.CONFLICT
    assert made.stores.works.get(made.id, id).file == b"first"


def test_a_teacher_may_look_and_not_change(cast: Cast) -> None:
    made = make_project(cast.ada)
    id = new_id()
    made.stores.works.save(made.id, new_work(id), 0)
    teacher = website(cast.tess).works
    assert [work.id for work in teacher.all(made.id)] == [id]
    assert teacher.get(made.id, id).file == b"stage 1"
    assert refusal(teacher.save, made.id, new_work(id, b"mine"), 1) is Code.NOT_ALLOWED
    assert refusal(teacher.remove, made.id, id) is Code.NOT_ALLOWED
