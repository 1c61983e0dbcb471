"""T10 for works: wherever saving, removing or sweeping crashes, rows and objects belong together."""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage

from making import cloud
from making.models import Work
from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.objects import delete_due_objects
from storage.values import NewWork
from tests.conftest import Cast
from tests.crashes import chance, crash, objects_of, past_due
from tests.projects.helpers import make_project

pytestmark = pytest.mark.django_db(transaction=True)

CRASHES = 500 if os.environ.get("PROOF") else 60

PLACES: list[tuple[Any, str]] = [
    (ObjectToDelete.objects, "bulk_create"),
    (default_storage, "save"),
    (cloud, "claim_object"),
    (cloud, "release_object"),
    (cloud, "_note_change"),
    (default_storage, "delete"),
]


def rows_of(project: UUID) -> set[str]:
    return set(Work.objects.of(project).values_list("file_key", flat=True))


def test_a_crash_at_any_step_leaves_rows_and_objects_together(cast: Cast) -> None:
    dice = chance()
    made = make_project(cast.ada)
    works = made.stores.works
    crashed = 0
    while crashed < CRASHES:
        owner, name = dice.choice(PLACES)
        with crash(owner, name, after=dice.random() < 0.5):
            id = new_id()
            works.save(made.id, NewWork(id, "scratch", "Cat game", dice.randbytes(20)), 0)
            works.save(made.id, NewWork(id, "scratch", "Cat game", dice.randbytes(20)), 1)
            works.remove(made.id, works.all(made.id)[-1].id)
            past_due()
            delete_due_objects()
            crashed -= 1
        crashed += 1
        assert rows_of(made.id) <= objects_of(made.id)
        past_due()
        delete_due_objects()
        assert rows_of(made.id) == objects_of(made.id)
        assert not ObjectToDelete.objects.exists()
        if len(rows_of(made.id)) > 15:
            works.remove(made.id, works.all(made.id)[-1].id)
            delete_due_objects()
