"""T10: wherever saving, removing or sweeping crashes, no row is without its object, and after one sweep past due no
object is without its row."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.objects import delete_due_objects, read_object
from storage.routing import website
from tests.conftest import Cast
from tests.crashes import chance, crash, objects_of, past_due
from tests.training.examples.files import MadeOfFiles, make_project_of_files
from tests.training.runs.files import model_file
from tests.training.runs.helpers import project_to_train
from training.cloud import models
from training.models import Example, TrainedModel

pytestmark = pytest.mark.django_db(transaction=True)

CRASHES, KILLS = (500, 50) if os.environ.get("PROOF") else (60, 5)


PLACES: list[tuple[Any, str]] = [
    (ObjectToDelete.objects, "bulk_create"),
    (default_storage, "save"),
    (models, "claim_object"),
    (models, "show_newest"),
    (models, "release_object"),
    (default_storage, "delete"),
]


def rows_of(project: UUID) -> set[str]:
    return set(TrainedModel.objects.filter(project=project).values_list("file_key", flat=True))


def test_a_crash_at_any_step_leaves_rows_and_objects_together(cast: Cast) -> None:
    dice = chance()
    project = project_to_train(cast.ada)
    store = website(cast.ada).models
    crashed = 0
    while crashed < CRASHES:
        owner, name = dice.choice(PLACES)
        with crash(owner, name, after=dice.random() < 0.5):
            store.save(project, model_file(new_id()), [])
            store.remove(project, store.all(project)[-1].id)
            past_due()
            delete_due_objects()
            crashed -= 1
        crashed += 1
        assert rows_of(project) <= objects_of(project)
        past_due()
        delete_due_objects()
        assert rows_of(project) == objects_of(project)
        assert not ObjectToDelete.objects.exists()


def test_a_kill_at_any_moment_leaves_rows_and_objects_together(cast: Cast) -> None:
    dice = chance()
    project, pets = project_to_train(cast.ada), make_project_of_files(cast.ada)
    for _ in range(KILLS):
        process = busy(cast.ada.pk, project, pets, dice.random())
        assert process.stdout is not None
        assert process.stdout.readline() == b"busy\n"
        time.sleep(dice.uniform(0.02, 0.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        # What the servers have been asked for, they still do.
        time.sleep(0.3)
        assert rows_of(project) <= objects_of(project)
        assert pictures_of(pets.id) <= objects_of(pets.id)
        past_due()
        delete_due_objects()
        assert rows_of(project) == objects_of(project)
        assert pictures_of(pets.id) == objects_of(pets.id)
    assert pictures_of(pets.id)
    for key in rows_of(project) | pictures_of(pets.id):
        assert read_object(key)


def pictures_of(project: UUID) -> set[str]:
    return set(Example.objects.filter(project=project).media_keys())


def busy(person: UUID, project: UUID, pets: MadeOfFiles, seed: float) -> subprocess.Popen[bytes]:
    where = connection.settings_dict
    database = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**where)
    told = (person, project, pets.id, pets.label, seed)
    settings = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "mlforkids.test_settings"}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.training.runs.busy", *map(str, told)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
