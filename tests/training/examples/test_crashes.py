"""T10 for pictures: wherever adding, removing or sweeping crashes, rows, objects and counts belong together."""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

import pytest
from django.core.files.storage import default_storage

from storage.models import ObjectToDelete
from storage.objects import delete_due_objects
from tests.conftest import Cast
from tests.crashes import chance, crash, objects_of, past_due
from tests.training.examples.files import make_project_of_files
from training.cloud import examples, files
from training.jobs import sweeps
from training.jobs.sweeps import purge_removed
from training.models import Example

pytestmark = pytest.mark.django_db(transaction=True)

CRASHES = 500 if os.environ.get("PROOF") else 60

PLACES: list[tuple[Any, str]] = [
    (ObjectToDelete.objects, "bulk_create"),
    (default_storage, "save"),
    (files, "claim_object"),
    (examples, "store"),
    (examples, "save_counts"),
    (examples, "recount"),
    (sweeps, "release_object"),
    (default_storage, "delete"),
]


def rows_of(project: UUID) -> set[str]:
    return set(Example.objects.filter(project=project).media_keys())


def test_a_crash_at_any_step_leaves_rows_and_objects_together(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeps, "UNDO_SECONDS", -1)
    dice = chance()
    made = make_project_of_files(cast.ada)
    crashed = 0
    while crashed < CRASHES:
        owner, name = dice.choice(PLACES)
        with crash(owner, name, after=dice.random() < 0.5):
            ids = made.add("red.jpg", "blue.png", "red.png")
            made.stores.examples.remove(made.id, ids[:2])
            purge_removed()
            past_due()
            delete_due_objects()
            crashed -= 1
        crashed += 1
        assert rows_of(made.id) <= objects_of(made.id)
        purge_removed()
        past_due()
        delete_due_objects()
        assert rows_of(made.id) == objects_of(made.id)
        assert not ObjectToDelete.objects.exists()
        counts = made.stores.examples.counts(made.id)
        assert counts.examples == Example.objects.filter(project=made.id).count()
        if counts.examples > 15:
            made.stores.examples.remove(made.id, [one.id for one in made.stores.examples.read(made.id)])
