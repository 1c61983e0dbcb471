"""What becomes of a run when something breaks in or around its worker."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from celery import current_app
from django.db import OperationalError
from kombu.exceptions import OperationalError as BrokerError

from projects.models import Project
from storage.problems import Code, Problem
from storage.routing import website
from tests.conftest import Cast
from tests.training.runs.test_claims import claim, lose_lease, queue, start, state_of
from training.cloud.doorbell import ring, rings_waiting
from training.jobs import claims, ring_again, work
from training.jobs.claims import MOST_CLAIMS, Lease, claim_next
from training.jobs.work import train_claimed, work_one
from training.models import TrainingRun
from training.tasks import train_next

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_fault_of_ours_is_tried_three_times(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "train", failing(ZeroDivisionError()))
    _, run = start(cast.ada)
    assert [work_one(), state_of(run)] == [True, "queued"]
    assert [work_one(), state_of(run)] == [True, "queued"]
    assert [work_one(), state_of(run)] == [True, "failed"]
    assert not work_one()
    assert not Project.objects.exclude(run_id=None).exists()


def test_an_object_store_that_is_away_for_a_moment_costs_no_run(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, run = start(cast.ada)
    monkeypatch.setattr(work, "put_model", failing(Problem(Code.STORAGE_UNAVAILABLE)))
    work_one()
    monkeypatch.undo()
    work_one()
    assert state_of(run) == "ready"


def test_an_object_store_that_stays_away_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    project, run = start(cast.ada)
    monkeypatch.setattr(work, "put_model", failing(Problem(Code.STORAGE_UNAVAILABLE)))
    while work_one():
        pass
    said = website(cast.ada).trainer.run(project, run.pk)
    assert (said.state, said.problem) == ("failed", "storage_unavailable")


def test_a_run_that_takes_every_worker_down_is_given_up(cast: Cast) -> None:
    run = queue(cast.ada)
    for _ in range(MOST_CLAIMS):
        lose_lease(claim())
    assert claim_next() is None
    ring_again()
    assert state_of(run) == "failed"


def test_a_run_whose_end_cannot_be_written_down_is_left_to_its_lease(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, run = start(cast.ada)
    monkeypatch.setattr(work, "train", failing(OperationalError()))
    monkeypatch.setattr(work, "MOST_TRIES", 1)
    monkeypatch.setattr(work, "end_run", failing(OperationalError()))
    claimed = claim()
    train_claimed(claimed)
    assert state_of(run) == "training"
    monkeypatch.undo()
    lose_lease(claimed)
    assert work_one()
    assert state_of(run) == "ready"


def test_a_lease_outlives_a_database_that_is_away_for_a_moment(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims, "RENEW_SECONDS", 0.01)
    renew = Lease._renew
    tries = 0

    def renew_the_third_time(lease: Lease) -> None:
        nonlocal tries
        tries += 1
        if tries < 3:
            raise OperationalError
        renew(lease)

    monkeypatch.setattr(Lease, "_renew", renew_the_third_time)
    queue(cast.ada)
    run = claim()
    with Lease(run) as lease:
        lease.report(0.5)
        while TrainingRun.objects.get(pk=run.pk).progress != 0.5:
            time.sleep(0.01)
    assert tries >= 3


def test_a_broker_that_is_down_is_no_problem_for_anybody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.pool, "acquire", failing(BrokerError()))
    _, run = start(cast.ada)
    assert state_of(run) == "queued"
    assert (ring(3), rings_waiting(), ring_again()) == (0, 0, 0)


def test_the_task_does_one_run(cast: Cast) -> None:
    _, run = start(cast.ada)
    train_next()
    assert state_of(run) == "ready"
    train_next()


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise error

    return fail
