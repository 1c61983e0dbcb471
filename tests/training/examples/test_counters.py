"""Whatever happens to a project, its columns are equal to its rows."""

from __future__ import annotations

import os
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Count, Func, IntegerField, Q, Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from projects.models import Label, Project
from storage.ids import new_id
from storage.problems import Problem
from storage.values import ExampleChange, NewExample, ProjectChange, Text
from storage.values import Label as LabelValue
from tests.conftest import make_cast
from tests.projects.helpers import make_project, set_rules
from training.models import Example

Sums = tuple[int, int, int]
Columns = dict[UUID | None, Sums]

ROOM = 12
TEXTS = st.sampled_from(["a", "b", "ü", "🙂🙂", "a longer text"])
SUM = Sum(Func("text", function="octet_length", output_field=IntegerField()), default=0)


def columns_and_rows(project: UUID) -> tuple[Columns, Columns]:
    """Examples, held back and bytes of the project and of each label that is there; as columns, and as rows."""
    row = Project.objects.get(pk=project)
    columns: Columns = {None: (row.examples, row.held_back, row.bytes)}
    rows: Columns = {None: _sums(Q(label__removed_at=None), project)}
    for label in Label.objects.filter(project=project):
        columns[label.public_id] = (label.examples, label.held_back, label.bytes)
        rows[label.public_id] = _sums(Q(label=label), project)
    return columns, rows


def _sums(which: Q, project: UUID) -> Sums:
    rows = Example.objects.filter(which, project=project, removed_at=None)
    sums = rows.aggregate(all=Count("pk"), kept_back=Count("pk", filter=Q(held_back=True)), size=SUM)
    return sums["all"], sums["kept_back"], sums["size"]


class Lesson(RuleBasedStateMachine):
    """Everything that may happen to the examples of a project, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        cast = make_cast()
        set_rules(cast.otters, texts=ROOM)
        self.made = make_project(cast.ada)
        self.labels = [self.made.cat, self.made.dog, new_id()]
        self.ids: list[UUID] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @rule(data=st.data(), texts=st.lists(TEXTS, max_size=5), group=st.sampled_from([None, None, "g"]))
    def add(self, data: st.DataObject, texts: list[str], group: str | None) -> None:
        new = [
            NewExample(
                new_id(),
                data.draw(st.sampled_from(self.labels)),
                Text(text),
                group,
                held_back=data.draw(st.sampled_from([None, None, True, False])),
            )
            for text in texts
        ]
        repeated = [NewExample(id, self.made.cat, Text("again")) for id in self.chosen(data)[:1]]
        if self.happens(lambda: self.made.stores.examples.add(self.made.id, [*new, *repeated, *new])):
            self.ids += [example.id for example in new]

    @rule(data=st.data(), held_back=st.sampled_from([None, True, False]))
    def change(self, data: st.DataObject, held_back: bool | None) -> None:
        change = ExampleChange(data.draw(st.sampled_from([None, *self.labels])), held_back)
        self.happens(lambda: self.made.stores.examples.change(self.made.id, self.chosen(data), change))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self.happens(lambda: self.made.stores.examples.remove(self.made.id, self.chosen(data)))

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        self.happens(lambda: self.made.stores.examples.restore(self.made.id, self.chosen(data)))

    @rule(which=st.lists(st.integers(0, 2), unique=True))
    def relabel(self, which: list[int]) -> None:
        labels = tuple(LabelValue(self.labels[index], f"label {index}") for index in which)
        revision = self.made.card.project.revision
        change = ProjectChange(labels=labels)
        self.happens(lambda: self.made.stores.projects.update(self.made.id, change, revision))

    @invariant()
    def columns_equal_rows(self) -> None:
        columns, rows = columns_and_rows(self.made.id)
        assert columns == rows
        assert columns[None][0] <= ROOM

    def chosen(self, data: st.DataObject) -> list[UUID]:
        return data.draw(st.lists(st.sampled_from(self.ids), max_size=4)) if self.ids else []

    def happens(self, act: Any) -> bool:
        try:
            act()
        except Problem as problem:
            if problem.code not in ("limit_reached", "not_found"):
                raise
            return False
        return True


@pytest.mark.django_db
def test_columns_equal_rows_after_anything() -> None:
    counts = settings(
        max_examples=100 if os.environ.get("PROOF") else 15,
        stateful_step_count=30,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Lesson, settings=counts)
