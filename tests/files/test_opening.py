"""What happens on a bad day: nothing is left, and what a crash leaves is swept."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from projects.files.opening import Opened, open_file
from projects.files.writing import write_file
from projects.models import Project
from storage.ids import new_id
from storage.limits import ARRIVING_SECONDS
from storage.problems import Code, Problem
from storage.routing import Stores, website
from storage.values import Guessed, Label, NewProject, NewWork, ProjectChange
from tests.conftest import Cast, make_cast
from tests.files.drafts import CAT, MOMENT, a_model, a_report, an_example, draft
from tests.files.helpers import opened, refused, saved
from tests.projects.helpers import make_project
from tests.test_rights_matrix import model_file
from training.jobs import purge_removed

STEPS = {
    "the project": "projects.cloud.CloudProjectStore.create",
    "the examples": "training.cloud.examples.CloudExampleStore.add",
    "a model": "training.cloud.models.CloudModelStore.save",
    "a work": "making.cloud.CloudWorkStore.save",
    "the digest": "projects.cloud.CloudProjectStore.digest",
    "showing it": "projects.cloud.CloudProjectStore.mark",
}


class Killed(BaseException):
    """As if the process had ended: nothing catches it and goes on."""


def fails(problem: BaseException) -> Callable[..., Any]:
    def fail(*_: Any) -> Any:
        raise problem

    return fail


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    "problem", [Problem(Code.STORAGE_UNAVAILABLE), ValueError("a fault of ours")], ids=str
)
def test_whatever_fails_nothing_is_left(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: str, problem: Exception
) -> None:
    monkeypatch.setattr(STEPS[step], fails(problem))
    with pytest.raises(type(problem)) as caught:
        opened(cast.ada, draft().zip())
    assert caught.value is problem
    assert website(cast.ada).projects.all() == []


@pytest.mark.parametrize("step", STEPS)
def test_what_a_crash_leaves_is_no_project_and_is_swept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as crash:
        crash.setattr(STEPS[step], fails(Killed()))
        crash.setattr("projects.cloud.CloudProjectStore.remove", fails(Killed()))
        with pytest.raises(Killed):
            opened(cast.ada, draft().zip())
    assert {card.moving for card in website(cast.ada).projects.all()} <= {"arriving"}
    with time_machine.travel(timezone.now() + timedelta(seconds=ARRIVING_SECONDS + 60)):
        purge_removed()
    assert not Project.objects.exists()


def test_after_a_crash_the_same_file_goes_on_where_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = new_id()
    with monkeypatch.context() as crash:
        crash.setattr(STEPS["a work"], fails(Killed()))
        crash.setattr("projects.cloud.CloudProjectStore.remove", fails(Killed()))
        with pytest.raises(Killed):
            opened(cast.ada, draft().zip(), id)
    card = opened(cast.ada, draft().zip(), id).card
    assert (card.moving, card.counts.examples) == (None, 10)


def test_another_file_for_a_half_written_project_is_refused(cast: Cast) -> None:
    """Nothing of two files is ever mixed."""
    stores, id = website(cast.ada), new_id()
    stores.projects.create(NewProject(id, "text", "Half", moving="arriving"))
    with pytest.raises(Problem) as caught:
        opened(cast.ada, draft(models=[], works=[], examples=[]).zip(), id)
    assert caught.value.code == Code.CONFLICT
    assert stores.projects.all() == []


def test_a_project_that_was_shown_meanwhile_is_left_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two requests with the same file: the slower one fails, and the child has changed something since."""
    id, shown = new_id(), website(cast.ada)
    stores = Stores(shown.kind, cast.ada)

    def digest(_: Any) -> str:
        shown.projects.mark(id, None)
        shown.projects.update(id, ProjectChange(name="Changed"), 1)
        return "0" * 64

    monkeypatch.setattr(stores.projects, "digest", digest)
    with pytest.raises(Problem) as caught:
        open_file(cast.ada, stores, BytesIO(draft().zip()), id)
    assert caught.value.code == Code.CONFLICT
    assert shown.projects.get(id).project.name == "Changed"


def test_a_file_may_be_empty(cast: Cast) -> None:
    file = draft(examples=[], models=[], works=[])
    card = opened(cast.ada, file.zip()).card
    assert (card.counts.examples, card.model_state) == (0, "none")


def test_a_report_says_what_it_said(cast: Cast) -> None:
    card = opened(cast.ada, draft().zip()).card
    report = website(cast.ada).models.latest(card.project.id).report
    assert [str(line.example_id) for line in report] == [line["exampleId"] for line in a_report()]
    assert {str(line.guessed_id) for line in report if isinstance(line, Guessed)} == {CAT}


def test_times_may_be_written_with_a_point(cast: Cast) -> None:
    file = draft(examples=[an_example(0, addedAt=float(MOMENT))], models=[(a_model(), [])], works=[])
    made = opened(cast.ada, file.zip()).card.project.id
    assert next(website(cast.ada).examples.read(made)).added_at == MOMENT


def test_what_is_removed_while_a_file_is_written_is_left_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_project(cast.ada)
    made.add("it purrs")
    made.stores.works.save(made.id, NewWork(new_id(), "python", "A program", b"print()\n"), 0)
    made.stores.models.save(made.id, model_file(new_id(), made.card.project), [])
    with monkeypatch.context() as gone:
        gone.setattr("training.cloud.models.CloudModelStore.load", fails(Problem(Code.NOT_FOUND)))
        gone.setattr("making.cloud.CloudWorkStore.get", fails(Problem(Code.NOT_FOUND)))
        content = saved(cast.ada, made.id)
    card = opened(cast.ada, content).card
    assert (card.counts.examples, card.model_state) == (1, "none")
    assert made.stores.works.all(card.project.id) == []


@pytest.mark.parametrize(
    "part", ["training.cloud.models.CloudModelStore.load", "making.cloud.CloudWorkStore.get"]
)
def test_what_cannot_be_read_is_not_left_out(cast: Cast, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    made = make_project(cast.ada)
    made.stores.works.save(made.id, NewWork(new_id(), "python", "A program", b"print()\n"), 0)
    made.stores.models.save(made.id, model_file(new_id(), made.card.project), [])
    monkeypatch.setattr(part, fails(Problem(Code.STORAGE_UNAVAILABLE)))
    with pytest.raises(Problem, match="storage_unavailable"):
        saved(cast.ada, made.id)


def test_examples_of_a_label_that_came_later_are_left_out(cast: Cast) -> None:
    made = make_project(cast.ada)
    read = made.card.project
    made.stores.projects.update(made.id, ProjectChange(labels=(*read.labels, Label(new_id(), "fish"))), 1)
    made.add("it swims", label=made.card.project.labels[-1].id)
    made.add("it purrs")
    content = b"".join(write_file(made.stores, read, MOMENT))
    assert opened(cast.ada, content).card.counts.examples == 1


def test_a_file_is_refused_with_a_sentence_for_a_person(cast: Cast) -> None:
    assert refused(cast.ada, b"hello").detail == "This is not a project file."


@pytest.mark.django_db(transaction=True)
def test_the_same_file_eight_times_at_once_is_one_project() -> None:
    cast, id, content = make_cast(), new_id(), draft().zip()
    start = Barrier(8)

    def one(_: int) -> Opened:
        try:
            start.wait(timeout=60)
            return opened(cast.ada, content, id)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        heard = list(threads.map(one, range(8)))
    assert {(file.card.project.id, file.card.moving) for file in heard} == {(id, None)}
    mine = website(cast.ada).projects.all()
    assert [(card.project.id, card.counts.examples) for card in mine] == [(id, 10)]
