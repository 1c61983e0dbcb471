"""Limits hold to the last one, however many ask at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from projects.models import Project
from storage.ids import new_id
from storage.problems import Problem
from storage.routing import website
from storage.values import Label, NewProject, ProjectChange
from tests.conftest import Cast, make_cast
from tests.projects.helpers import example, make_project, set_rules
from training.models import Example

THREADS = 30


def outcomes(act: Callable[[], object]) -> list[str]:
    """What thirty threads that act at the same moment hear."""
    start = Barrier(THREADS)

    def one(_: int) -> str:
        try:
            start.wait(timeout=60)
            act()
        except Problem as problem:
            return problem.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(one, range(THREADS)))


@pytest.mark.django_db(transaction=True)
def test_thirty_adding_at_once_to_room_for_ten_store_exactly_ten() -> None:
    cast = make_cast()
    set_rules(cast.otters, texts=10)
    made = make_project(cast.ada)
    heard = outcomes(lambda: website(cast.ada).examples.add(made.id, [example("x", made.cat)]))
    assert sorted(heard) == ["done"] * 10 + ["limit_reached"] * 20
    assert made.card.counts.examples == 10
    assert Example.objects.filter(project=made.id).count() == 10


@pytest.mark.django_db(transaction=True)
def test_thirty_making_projects_at_once_make_as_many_as_are_allowed() -> None:
    cast = make_cast()
    set_rules(cast.otters, projects=6)
    heard = outcomes(lambda: make_project(cast.ada))
    assert sorted(heard) == ["done"] * 6 + ["limit_reached"] * 24
    assert Project.objects.owned_by(cast.ada).live().count() == 6


@pytest.mark.django_db(transaction=True)
def test_the_same_request_thirty_times_at_once_is_one_thing() -> None:
    cast = make_cast()
    project = NewProject(new_id(), "text", "Animals", labels=(Label(new_id(), "cat"),))
    assert outcomes(lambda: website(cast.ada).projects.create(project)) == ["done"] * THREADS
    one = example("it purrs", project.labels[0].id)
    assert outcomes(lambda: website(cast.ada).examples.add(project.id, [one])) == ["done"] * THREADS
    assert website(cast.ada).projects.get(project.id).counts.examples == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_new_id_for_two_people_goes_to_one() -> None:
    cast = make_cast()
    people = iter([cast.ada, cast.ben] * (THREADS // 2))
    project = NewProject(new_id(), "text", "Animals")
    heard = outcomes(lambda: website(next(people)).projects.create(project))
    assert sorted(heard) == ["done"] * (THREADS // 2) + ["not_found"] * (THREADS // 2)


@pytest.mark.django_db(transaction=True)
def test_of_thirty_changes_with_one_revision_one_is_made() -> None:
    cast = make_cast()
    made = make_project(cast.ada)
    heard = outcomes(lambda: website(cast.ada).projects.update(made.id, ProjectChange(name="New"), 1))
    assert sorted(heard) == ["conflict"] * (THREADS - 1) + ["done"]
    assert made.card.project.revision == 2


def test_a_batch_that_does_not_fit_stores_nothing(cast: Cast) -> None:
    set_rules(cast.otters, texts=10)
    made = make_project(cast.ada)
    made.add(*"abcdefgh")
    with pytest.raises(Problem) as caught:
        made.add("i", "j", "k")
    assert caught.value.code == "limit_reached"
    assert made.card.counts.examples == 8
    assert "10" in caught.value.detail


def test_examples_and_projects_come_back_only_where_there_is_room(cast: Cast) -> None:
    set_rules(cast.otters, projects=2, texts=3)
    made = make_project(cast.ada)
    ids = made.add("a", "b", "c")
    made.stores.examples.remove(made.id, ids)
    made.add("d")
    with pytest.raises(Problem, match="limit_reached"):
        made.stores.examples.restore(made.id, ids)
    assert made.card.counts.examples == 1
    made.stores.projects.remove(made.id)
    make_project(cast.ada)
    make_project(cast.ada)
    with pytest.raises(Problem, match="limit_reached"):
        made.stores.projects.restore(made.id)


def test_a_label_comes_back_only_where_its_examples_have_room(cast: Cast) -> None:
    set_rules(cast.otters, texts=3)
    made = make_project(cast.ada)
    made.add("a", "b")
    only_dog = ProjectChange(labels=(Label(made.dog, "dog"),))
    made.stores.projects.update(made.id, only_dog, 1)
    made.add("c", "d", label=made.dog)
    both = ProjectChange(labels=(Label(made.dog, "dog"), Label(made.cat, "cat")))
    with pytest.raises(Problem, match="limit_reached"):
        made.stores.projects.update(made.id, both, 2)
    assert made.card.project.revision == 2
    assert made.card.counts.examples == 2


def test_a_class_that_keeps_nothing_here_makes_no_projects_here(cast: Cast) -> None:
    set_rules(cast.otters, storages=["local"])
    with pytest.raises(Problem) as caught:
        make_project(cast.ada)
    assert caught.value.code == "not_allowed"


def test_the_sentence_at_a_limit_says_what_can_be_done_about_it(cast: Cast) -> None:
    set_rules(cast.otters, projects=1, texts=1)
    made = make_project(cast.ada)
    made.add("one")
    with pytest.raises(Problem, match="Delete some to make room"):
        made.add("two")
    with pytest.raises(Problem, match="Delete a project first"):
        make_project(cast.ada)
