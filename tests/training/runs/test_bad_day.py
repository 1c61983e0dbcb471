"""T8: workers, the broker and the database die at any moment, and no run is lost and none makes two models."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from django.db import close_old_connections
from pytest_django import DjangoDbBlocker

from classroom.models import SchoolClass, User
from storage.ids import new_id
from storage.objects import read_object
from storage.routing import website
from tests.conftest import make_student
from tests.training.runs.helpers import project_to_train
from tests.training.runs.stage import Stage, on_stage
from training.models import TrainedModel, TrainingRun

ROUNDS = 20 if os.environ.get("PROOF") else 1
KILLS_A_ROUND = 5
FLUSHED_AND_RESTARTED_ROUNDS = 10
BACK_IN_SECONDS = 30
TEXTS = 1000


@pytest.fixture(scope="module")
def stage(django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), on_stage() as stage:
        stage.start_worker()
        stage.start_sweeper()
        yield stage


@pytest.fixture
def chance() -> random.Random:
    seed = int(os.environ.get("SEED", time.time_ns()))
    sys.stdout.write(f"SEED={seed}\n")
    return random.Random(seed)


def some_student() -> User:
    name = new_id().hex[-8:].upper()
    return make_student(SchoolClass.objects.create(name=name, code=name), name)


def click() -> TrainingRun:
    person = some_student()
    run = website(person).trainer.start(project_to_train(person, texts=TEXTS))
    return TrainingRun.objects.get(pk=run.id)


def wait_until(is_so: Callable[[], bool], seconds: float) -> float:
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() - started < seconds
        time.sleep(0.02)
    return time.monotonic() - started


def wait_until_ready(ids: list[UUID]) -> float:
    """How many seconds that took."""
    waiting = TrainingRun.objects.filter(pk__in=ids).exclude(state="ready")
    started = time.monotonic()
    while waiting.exists():
        left = list(waiting.values_list("state", "token", "problem"))
        assert time.monotonic() - started < BACK_IN_SECONDS, left
        time.sleep(0.05)
    return time.monotonic() - started


@pytest.mark.timeout(ROUNDS * 300)
def test_no_run_is_lost_and_each_makes_one_model(stage: Stage, chance: random.Random) -> None:
    for number in range(ROUNDS):
        disasters = ["kill"] * KILLS_A_ROUND
        if number < FLUSHED_AND_RESTARTED_ROUNDS:
            disasters += ["flush", "restart"]
        chance.shuffle(disasters)
        runs = [run for disaster in disasters for run in run_into(disaster, stage, chance)]
        ids = [run.pk for run in runs]
        seconds = wait_until_ready(ids)
        hit = TrainingRun.objects.filter(pk__in=ids, token__gt=1).count()
        sys.stdout.write(f"{disasters}: {hit} of {len(ids)} hit, all back in {seconds:.1f} s\n")
        assert hit
        for run in runs:
            model = TrainedModel.objects.get(project=run.project_id)
            assert model.public_id == run.pk
            assert len(read_object(model.file_key)) == model.bytes


def run_into(disaster: str, stage: Stage, chance: random.Random) -> list[TrainingRun]:
    runs = [click(), click()]
    if disaster == "flush":
        stage.flush_broker()
        return runs
    wait_until(lambda: TrainingRun.objects.filter(pk=runs[0].pk).exclude(state="queued").exists(), 30)
    time.sleep(chance.uniform(0, 0.3))
    if disaster == "kill":
        stage.kill_worker()
        stage.start_worker()
    else:
        stage.postgres.restart()
        close_old_connections()
    return runs


def test_a_click_is_answered_while_the_broker_is_down_and_done_when_it_is_back(stage: Stage) -> None:
    stage.valkey.kill()
    started = time.monotonic()
    run = click()
    assert time.monotonic() - started < 5
    assert run.state == "queued"
    stage.valkey.start()
    stage.valkey.wait()
    wait_until_ready([run.pk])


def test_the_sweeper_stops_at_once(stage: Stage) -> None:
    assert stage.sweeper is not None
    assert stage.sweeper.poll() is None
    stage.sweeper.send_signal(signal.SIGTERM)
    # Negative when it was told before it had begun.
    assert stage.sweeper.wait(2) in (0, -signal.SIGTERM)
    stage.start_sweeper()
