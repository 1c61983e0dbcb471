"""Saves and removes models and pictures and sweeps until it is killed, as
`python -m tests.training.runs.busy PERSON PROJECT PICTURES LABEL SEED`."""

from __future__ import annotations

import random
import sys
from unittest.mock import patch
from uuid import UUID

import django

django.setup()

from classroom.models import User  # noqa: E402
from storage.ids import new_id  # noqa: E402
from storage.objects import delete_due_objects  # noqa: E402
from storage.routing import website  # noqa: E402
from tests.training.examples.files import MadeOfFiles  # noqa: E402
from tests.training.runs.files import model_file  # noqa: E402
from training.jobs.sweeps import purge_removed  # noqa: E402

patch("training.jobs.sweeps.UNDO_SECONDS", -1).start()


def main(person: str, project: str, pictures: str, label: str, seed: str) -> None:
    chance = random.Random(seed)
    stores = website(User.objects.get(pk=person))
    models = stores.models
    pets = MadeOfFiles(stores, UUID(pictures), UUID(label))
    pets.add("red.jpg")
    kept = [model.id for model in models.all(UUID(project))]
    sys.stdout.write("busy\n")
    sys.stdout.flush()
    while True:
        if len(kept) < 3 or (len(kept) < 8 and chance.random() < 0.5):
            kept.append(new_id())
            models.save(UUID(project), model_file(kept[-1]), [])
        else:
            models.remove(UUID(project), kept.pop(chance.randrange(len(kept))))
        pets.stores.examples.remove(pets.id, pets.add("red.jpg", "blue.png")[1:])
        purge_removed()
        delete_due_objects()


if __name__ == "__main__":
    main(*sys.argv[1:])
