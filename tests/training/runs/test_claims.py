"""Who may work on a run: turns, leases and tokens."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now

from classroom.models import User
from projects.models import Project
from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.routing import website
from tests.conftest import Cast, make_student
from tests.training.runs.helpers import project_to_train
from training.jobs import claims, ring_again, work
from training.jobs.claims import Lease, claim_next
from training.jobs.work import train_claimed, work_one
from training.models import TrainedModel, TrainingRun

pytestmark = pytest.mark.django_db(transaction=True)


def queue(person: User) -> TrainingRun:
    """A run of a project with nothing in it: enough to wait in the queue."""
    project = Project.objects.create(kind="text", name="Queue")
    return TrainingRun.objects.create(
        project=project, person=person, school_class_id=person.school_class_id, expected_seconds=1
    )


def claim() -> TrainingRun:
    run = claim_next()
    assert run is not None
    return run


def start(person: User) -> tuple[UUID, TrainingRun]:
    project = project_to_train(person)
    return project, TrainingRun.objects.get(pk=website(person).trainer.start(project).id)


def lose_lease(run: TrainingRun) -> None:
    TrainingRun.objects.filter(pk=run.pk).update(lease_until=Now() - timedelta(seconds=1))


def state_of(run: TrainingRun) -> str:
    return TrainingRun.objects.get(pk=run.pk).state


def test_the_class_that_waits_behind_ten_others_is_second_at_the_latest(cast: Cast) -> None:
    many = [queue(cast.ada) for _ in range(10)]
    single = queue(cast.cleo)
    assert [claim().pk, claim().pk] == [many[0].pk, single.pk]


def test_one_worker_takes_turns_too(cast: Cast) -> None:
    many = [queue(cast.ada) for _ in range(3)]
    few = [queue(cast.cleo) for _ in range(2)]
    order = []
    while run := claim_next():
        order.append(run.pk)
        TrainingRun.objects.filter(pk=run.pk).update(state="ready", lease_until=None)
    assert order == [many[0].pk, few[0].pk, many[1].pk, few[1].pk, many[2].pk]


def test_people_without_a_class_take_turns_as_themselves(cast: Cast) -> None:
    many = [queue(cast.gus) for _ in range(3)]
    single = queue(cast.tess)
    assert [claim().pk, claim().pk] == [many[0].pk, single.pk]


def test_the_place_in_the_queue_counts_turns(cast: Cast) -> None:
    runs = [start(make_student(cast.otters, f"Student {n}")) for n in range(3)]
    project, last = start(cast.cleo)
    said = website(cast.cleo).trainer.run(project, last.pk)
    assert said.place == 1
    assert said.expected_seconds > runs[0][1].expected_seconds + last.expected_seconds - 0.1
    claim()
    assert website(cast.cleo).trainer.run(project, last.pk).place == 0 + 1
    claim()
    assert website(cast.cleo).trainer.run(project, last.pk).place == 0


def test_a_claimed_run_is_nobody_elses(cast: Cast) -> None:
    queue(cast.ada)
    assert claim().token == 1
    assert claim_next() is None


def test_a_run_whose_lease_ran_out_is_claimed_with_a_new_token(cast: Cast) -> None:
    queue(cast.ada)
    run = claim()
    lose_lease(run)
    assert (claim().pk, run.token + 1) == (run.pk, 2)
    assert claim_next() is None


def test_a_lease_is_renewed_and_carries_the_progress(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "RENEW_SECONDS", 0.05)
    queue(cast.ada)
    run = claim()
    before = run.lease_until
    with Lease(run) as lease:
        lease.report(0.5)
        wait_until(lambda: TrainingRun.objects.get(pk=run.pk).progress == 0.5)
    after = TrainingRun.objects.get(pk=run.pk).lease_until
    assert before is not None
    assert after is not None
    assert after > before


def test_the_same_job_delivered_five_times_at_once_has_one_result(cast: Cast) -> None:
    project, run = start(cast.ada)
    together = Barrier(5)

    def deliver(_number: int) -> bool:
        together.wait()
        try:
            return work_one()
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as workers:
        assert sorted(workers.map(deliver, range(5))) == [False] * 4 + [True]
    assert state_of(run) == "ready"
    assert TrainedModel.objects.filter(project=project).count() == 1


def test_a_stale_worker_that_finishes_late_saves_nothing(cast: Cast) -> None:
    project, _ = start(cast.ada)
    stale = claim()
    lose_lease(stale)
    fresh = claim()
    train_claimed(fresh)
    model = TrainedModel.objects.get(project=project)
    train_claimed(stale)
    assert TrainedModel.objects.get(project=project).file_key == model.file_key
    assert ObjectToDelete.objects.exclude(key=model.file_key).count() == 1


def test_a_stale_worker_that_finishes_first_saves_nothing_either(cast: Cast) -> None:
    project, _ = start(cast.ada)
    stale = claim()
    lose_lease(stale)
    fresh = claim()
    train_claimed(stale)
    assert not TrainedModel.objects.exists()
    assert state_of(fresh) == "training"
    train_claimed(fresh)
    assert TrainedModel.objects.filter(project=project).count() == 1


def test_a_run_cancelled_while_training_stops_and_saves_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "RENEW_SECONDS", 0.01)
    project, run = start(cast.ada)
    reports = 0

    def train_slowly(*_: Any, on_progress: Callable[[float], None], **__: Any) -> Any:
        nonlocal reports
        website(cast.ada).trainer.cancel(project, run.pk)
        wait_until(lambda: on_progress(0.5))

    monkeypatch.setattr(work, "train", train_slowly)
    assert work_one()
    assert state_of(run) == "cancelled"
    assert not TrainedModel.objects.exists()


def test_a_project_is_never_trained_twice_at_once(cast: Cast) -> None:
    run = queue(cast.ada)
    with pytest.raises(Exception, match="one_run_at_a_time"):
        TrainingRun.objects.create(pk=new_id(), project=run.project, person=cast.ada, expected_seconds=1)


def test_the_sweeper_rings_for_runs_that_nobody_comes_for(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []

    def listen(times: int) -> int:
        rung.append(times)
        return times

    monkeypatch.setattr("training.jobs.sweeps.ring", listen)
    old, lost, held = (queue(cast.ada) for _ in range(3))
    queue(cast.ada)
    past = TrainingRun.objects.filter(pk__in=(old.pk, lost.pk, held.pk))
    past.update(created_at=F("created_at") - timedelta(seconds=3))
    for run, seconds in ((lost, -1), (held, 10)):
        changed = {"state": "training", "lease_until": Now() + timedelta(seconds=seconds)}
        TrainingRun.objects.filter(pk=run.pk).update(**changed)
    assert ring_again() == 2
    assert rung == [2]
    monkeypatch.setattr("training.jobs.sweeps.rings_waiting", lambda: 1)
    assert ring_again() == 1


def wait_until(is_so: Callable[[], Any], seconds: float = 10) -> None:
    give_up_at = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < give_up_at
        time.sleep(0.01)
