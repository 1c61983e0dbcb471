"""Who may look at a project, who may change it, and what everybody else hears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from classroom.models import Membership
from storage.ids import new_id
from storage.problems import Problem
from storage.routing import Stores, website
from storage.values import ExampleChange, NewProject, PageRequest, ProjectChange
from tests.conftest import Cast
from tests.projects.helpers import Made, example, make_project

Verb = Callable[[Stores, Made], Any]

LOOKING: dict[str, Verb] = {
    "get": lambda stores, made: stores.projects.get(made.id),
    "digest": lambda stores, made: stores.projects.digest(made.id),
    "page": lambda stores, made: stores.examples.page(made.id, PageRequest()),
    "read": lambda stores, made: list(stores.examples.read(made.id)),
    "counts": lambda stores, made: stores.examples.counts(made.id),
}
CHANGING: dict[str, Verb] = {
    "update": lambda stores, made: stores.projects.update(made.id, ProjectChange(name="Mine"), 1),
    "mark": lambda stores, made: stores.projects.mark(made.id, "leaving"),
    "remove": lambda stores, made: stores.projects.remove(made.id),
    "restore": lambda stores, made: stores.projects.restore(made.id),
    "add": lambda stores, made: stores.examples.add(made.id, [example("x", made.cat)]),
    "change": lambda stores, made: stores.examples.change(made.id, [], ExampleChange(made.cat)),
    "remove examples": lambda stores, made: stores.examples.remove(made.id, []),
    "restore examples": lambda stores, made: stores.examples.restore(made.id, []),
}


@pytest.mark.parametrize("verb", [*LOOKING, *CHANGING])
@pytest.mark.parametrize("who", ["ben", "cleo", "tom", "fay", "gus", "olga"])
def test_hides_from_everybody_else(cast: Cast, who: str, verb: str) -> None:
    made = make_project(cast.ada)
    with pytest.raises(Problem) as caught:
        {**LOOKING, **CHANGING}[verb](website(getattr(cast, who)), made)
    assert caught.value.code == "not_found"


@pytest.mark.parametrize("verb", LOOKING)
def test_the_teacher_of_the_class_may_look(cast: Cast, verb: str) -> None:
    made = make_project(cast.ada)
    made.add("it purrs")
    assert LOOKING[verb](website(cast.tess), made) == LOOKING[verb](made.stores, made)


@pytest.mark.parametrize("verb", CHANGING)
def test_the_teacher_of_the_class_may_not_change(cast: Cast, verb: str) -> None:
    made = make_project(cast.ada)
    before = made.card
    with pytest.raises(Problem) as caught:
        CHANGING[verb](website(cast.tess), made)
    assert caught.value.code == "not_allowed"
    assert made.card == before


def test_a_removed_project_hides_from_its_teacher_too(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.stores.projects.remove(made.id)
    for verb in (*LOOKING.values(), *CHANGING.values()):
        with pytest.raises(Problem) as caught:
            verb(website(cast.tess), made)
        assert caught.value.code == "not_found"


@pytest.mark.parametrize("who", ["ben", "tess"])
def test_an_id_that_is_taken_says_nothing_of_its_project(cast: Cast, who: str) -> None:
    made = make_project(cast.ada)
    with pytest.raises(Problem) as caught:
        website(getattr(cast, who)).projects.create(NewProject(made.id, "text", "Mine"))
    assert caught.value.code == "not_found"


def test_the_list_has_only_own_projects(cast: Cast) -> None:
    make_project(cast.ada)
    assert website(cast.tess).projects.all() == []
    assert len(website(cast.ada).projects.all()) == 1


def test_guests_and_teachers_have_projects_of_their_own(cast: Cast) -> None:
    for person in (cast.gus, cast.tess):
        made = make_project(person)
        assert [owner.name for owner in made.card.owners] == [person.name]


def test_who_was_erased_meanwhile_is_asked_to_sign_in(cast: Cast) -> None:
    stores = website(cast.ada)
    type(cast.ada).objects.filter(pk=cast.ada.pk).delete()
    with pytest.raises(Problem) as caught:
        stores.projects.create(NewProject(new_id(), "text", "Late"))
    assert caught.value.code == "sign_in"


def test_a_membership_opens_nothing_to_somebody_who_is_no_teacher(cast: Cast) -> None:
    made = make_project(cast.ada)
    Membership.objects.create(teacher=cast.cleo, school_class=cast.otters)
    with pytest.raises(Problem) as caught:
        website(cast.cleo).projects.get(made.id)
    assert caught.value.code == "not_found"
