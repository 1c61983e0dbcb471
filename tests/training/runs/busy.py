"""Saves and removes models and sweeps until it is killed: `python -m tests.training.runs.busy PERSON PROJECT SEED`."""

from __future__ import annotations

import random
import sys
from uuid import UUID

import django

django.setup()

from classroom.models import User  # noqa: E402
from storage.ids import new_id  # noqa: E402
from storage.objects import delete_due_objects  # noqa: E402
from storage.routing import website  # noqa: E402
from tests.training.runs.files import model_file  # noqa: E402


def main(person: str, project: str, seed: str) -> None:
    chance = random.Random(seed)
    models = website(User.objects.get(pk=person)).models
    kept = [model.id for model in models.all(UUID(project))]
    sys.stdout.write("busy\n")
    sys.stdout.flush()
    while True:
        if len(kept) < 3 or (len(kept) < 8 and chance.random() < 0.5):
            kept.append(new_id())
            models.save(UUID(project), model_file(kept[-1]), [])
        else:
            models.remove(UUID(project), kept.pop(chance.randrange(len(kept))))
        delete_due_objects()


if __name__ == "__main__":
    main(*sys.argv[1:])
