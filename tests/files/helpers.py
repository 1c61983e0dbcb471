"""Opening and saving files as a person does, without the way over HTTP."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

import pytest

from classroom.models import User
from projects.files.opening import Opened, open_file
from projects.files.writing import write_file
from projects.models import Project
from storage.ids import new_id
from storage.problems import Problem
from storage.routing import website

MOMENT = 1_763_880_000_000


def saved(person: User, project: UUID) -> bytes:
    stores = website(person)
    return b"".join(write_file(stores, stores.projects.get(project).project, MOMENT))


def opened(person: User, content: bytes, id: UUID | None = None) -> Opened:
    return open_file(person, website(person), BytesIO(content), id or new_id())


def refused(person: User, content: bytes) -> Problem:
    """What is said, once it is sure that nothing is left of it."""
    before = set(Project.objects.live().values_list("pk", flat=True))
    with pytest.raises(Problem) as caught:
        opened(person, content)
    assert set(Project.objects.live().values_list("pk", flat=True)) == before
    return caught.value
