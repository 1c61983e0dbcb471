"""Settings name the stores, and nobody else needs to know them."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from storage import contracts, routing
from storage.ids import new_id
from storage.problems import Problem
from tests.conftest import Cast

INTERFACES = {
    "projects": contracts.ProjectStore,
    "examples": contracts.ExampleStore,
    "models": contracts.ModelStore,
    "works": contracts.WorkStore,
    "trainer": contracts.Trainer,
}
VERBS = [
    (name, verb)
    for name, interface in INTERFACES.items()
    for verb, _ in inspect.getmembers(interface, inspect.isfunction)
    if not verb.startswith("_")
]


class ThirdPartyProjects:
    """A store of somebody else's, which an operator plugs in."""

    def __init__(self, person: Any, stores: routing.Stores) -> None:
        self.person = person
        self.stores = stores

    def all(self) -> list[Any]:
        return [self.person.name, self.stores.kind]


def test_a_store_of_somebody_else_is_plugged_in_by_the_settings(cast: Cast, settings: Any) -> None:
    settings.PROJECT_STORAGE = {
        **settings.PROJECT_STORAGE,
        "nextdoor": {**settings.PROJECT_STORAGE["local"], "projects": f"{__name__}.ThirdPartyProjects"},
    }
    stores: Any = routing.stores("nextdoor", cast.ada)
    assert stores.projects.all() == [cast.ada.name, "nextdoor"]
    assert stores.projects is stores.projects


def test_an_unknown_kind_is_invalid(cast: Cast) -> None:
    with pytest.raises(Problem, match="invalid"):
        routing.stores("elsewhere", cast.ada)


@pytest.mark.parametrize(("store", "verb"), VERBS)
def test_every_verb_of_a_browsers_project_says_where_it_is(cast: Cast, store: str, verb: str) -> None:
    stores = routing.stores("local", cast.ada)
    with pytest.raises(Problem) as caught:
        getattr(getattr(stores, store), verb)(new_id())
    assert caught.value.code == "held_in_browser"


@pytest.mark.parametrize("kind", routing.KINDS)
@pytest.mark.parametrize("name", INTERFACES)
def test_every_store_has_the_verbs_of_its_interface(cast: Cast, kind: str, name: str) -> None:
    store = getattr(routing.stores(kind, cast.ada), name)
    assert [verb for of, verb in VERBS if of == name and not callable(getattr(store, verb, None))] == []
