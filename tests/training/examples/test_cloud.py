"""What only the website's examples have to show; how all stores behave is in `tests/contract`."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from django.db import OperationalError, connection

from storage.problems import Problem
from storage.values import ExampleChange, PageRequest, text_of
from tests.conftest import Cast, make_cast
from tests.projects.helpers import example, make_project, set_rules
from tests.training.examples.test_counters import columns_and_rows
from training.models import Example


def test_says_who_added_what(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.add("it purrs")
    [found] = made.stores.examples.page(made.id, PageRequest()).examples
    assert found.contributor == cast.ada.id


class FailingCursor:
    """Lets a statement through only when it does not contain `word`."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.word in sql:
            raise OperationalError("the server closed the connection unexpectedly")
        return execute(sql, params, many, context)


def test_a_fault_in_the_middle_leaves_nothing_half_written(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.add("before")
    card = made.card
    with (
        connection.execute_wrapper(FailingCursor("UPDATE projects_project")),
        pytest.raises(Problem) as caught,
    ):
        made.add("a", "b", "c")
    assert caught.value.code == "storage_unavailable"
    assert made.card == card
    assert Example.objects.filter(project=made.id).count() == 1


def test_a_fault_while_copying_leaves_nothing_half_written(cast: Cast) -> None:
    made = make_project(cast.ada)
    card = made.card
    fault = psycopg.OperationalError("the server closed the connection unexpectedly")
    with patch("psycopg.Copy.write_row", side_effect=[None, fault]), pytest.raises(Problem) as caught:
        made.add("a", "b", "c")
    assert caught.value.code == "storage_unavailable"
    assert made.card == card
    assert not Example.objects.filter(project=made.id).exists()


@pytest.mark.parametrize("verb", ["change", "remove", "restore"])
def test_a_fault_in_the_counting_undoes_the_change(cast: Cast, verb: str) -> None:
    made = make_project(cast.ada)
    ids = made.add(*"abc")
    if verb == "restore":
        made.stores.examples.remove(made.id, ids)
    before = list(Example.objects.filter(project=made.id).values())
    act: dict[str, Callable[[], None]] = {
        "change": lambda: made.stores.examples.change(made.id, ids, ExampleChange(made.dog)),
        "remove": lambda: made.stores.examples.remove(made.id, ids),
        "restore": lambda: made.stores.examples.restore(made.id, ids),
    }
    with (
        connection.execute_wrapper(FailingCursor("UPDATE projects_project")),
        pytest.raises(Problem, match="storage_unavailable"),
    ):
        act[verb]()
    assert list(Example.objects.filter(project=made.id).values()) == before
    columns, rows = columns_and_rows(made.id)
    assert columns == rows


@pytest.mark.django_db(transaction=True)
def test_reading_takes_the_same_memory_however_much_there_is(settings: Any) -> None:
    settings.TEXTS_CEILING = 20_000
    cast = make_cast()
    set_rules(cast.otters, texts=20_000)
    made = make_project(cast.ada)

    def peak() -> int:
        tracemalloc.start()
        for _ in made.stores.examples.read(made.id):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    for _ in range(3):
        made.stores.examples.add(made.id, [example(f"text {n}", made.cat) for n in range(1000)])
    small = peak()
    for _ in range(9):
        made.stores.examples.add(made.id, [example(f"text {n}", made.cat) for n in range(1000)])
    assert peak() < small * 1.5


def test_ids_are_unique_in_their_project_only(cast: Cast) -> None:
    first, second = make_project(cast.ada), make_project(cast.ben)
    one = example("it purrs", first.cat)
    first.stores.examples.add(first.id, [one])
    other = example("it barks", second.dog)
    second.stores.examples.add(second.id, [type(one)(one.id, second.dog, other.data)])
    assert [text_of(found.data) for found in first.stores.examples.read(first.id)] == ["it purrs"]
    assert [text_of(found.data) for found in second.stores.examples.read(second.id)] == ["it barks"]


def test_labels_of_another_project_are_unknown(cast: Cast) -> None:
    first, second = make_project(cast.ada), make_project(cast.ada)
    with pytest.raises(Problem, match="not_found"):
        first.add("it purrs", label=second.cat)
    [id] = first.add("it purrs")
    with pytest.raises(Problem, match="not_found"):
        first.stores.examples.change(first.id, [id], ExampleChange(second.cat))
    with pytest.raises(Problem, match="not_found"):
        second.stores.examples.remove(second.id, [id])


def test_there_are_no_pictures_or_sounds_yet(cast: Cast) -> None:
    made = make_project(cast.ada)
    with pytest.raises(Problem, match="not_found"):
        made.stores.examples.media(made.id, made.cat)


def test_a_change_of_nothing_keeps_the_model_up_to_date(cast: Cast) -> None:
    from projects.models import Project

    made = make_project(cast.ada)
    ids = made.add("a", "b")

    def revision() -> int:
        return Project.objects.get(pk=made.id).examples_revision

    before = revision()
    made.stores.examples.add(made.id, [])
    made.stores.examples.change(made.id, ids, ExampleChange(made.cat, held_back=False))
    made.stores.examples.restore(made.id, ids)
    assert revision() == before
    made.stores.examples.remove(made.id, ids)
    made.stores.examples.remove(made.id, ids)
    assert revision() == before + 1
