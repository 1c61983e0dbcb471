"""Projects to train, and a worker's work done here and now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection

from classroom.models import User
from storage.ids import new_id
from storage.routing import website
from storage.values import Label, NewExample, NewProject, Run, Text
from training.jobs.work import work_one

T = TypeVar("T")

FRIENDLY = ("a warm {} hug", "thank you for the {}", "what a lovely {} that is", "my {} friend is kind")
GRUMPY = ("go away you {}", "that {} is awful", "nobody wants a {} here", "this {} makes me angry")


def project_to_train(person: User, *, texts: int = 12) -> UUID:
    """A project with two labels and `texts` examples in all, ready to be trained."""
    labels = (Label(new_id(), "friendly"), Label(new_id(), "grumpy"))
    stores = website(person)
    project = stores.projects.create(NewProject(new_id(), "text", "Moods", labels=labels)).project.id
    stores.examples.add(project, examples(labels, texts))
    return project


def examples(labels: Sequence[Label], texts: int) -> list[NewExample]:
    friendly, grumpy = labels
    return [
        NewExample(new_id(), label.id, Text(phrases[n // 2 % 4].format(f"thing{n}")))
        for n in range(texts)
        for label, phrases in [((friendly, FRIENDLY), (grumpy, GRUMPY))[n % 2]]
    ]


def train(person: User, project: UUID) -> Run:
    """Click and let a worker in this process do it. Other runs that wait may be done first."""
    run = website(person).trainer.start(project)
    while work_one():
        pass
    return website(person).trainer.run(project, run.id)


def in_another_connection(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Done by a thread, which has a connection to the database of its own."""

    def work_and_close() -> T:
        try:
            return work(*args, **kwargs)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work_and_close).result()
