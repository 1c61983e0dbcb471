"""The website's stores behave as `tests/contract` says; the page there explains the cases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from classroom.models import ClassPolicy, SchoolClass, User
from storage import contracts, routing
from storage.ids import new_id
from storage.problems import Problem
from storage.routing import Stores
from storage.values import Method
from tests.contract.values import answer, arguments, difference, written
from tests.storage.conftest import folder_place
from training.jobs.sweeps import purge_removed

CASES = Path(__file__).parents[1] / "contract" / "cases"
INTERFACES = {
    "projects": contracts.ProjectStore,
    "examples": contracts.ExampleStore,
    "models": contracts.ModelStore,
    "works": contracts.WorkStore,
    "trainer": contracts.Trainer,
}

Case = dict[str, Any]


def cases(*files: str) -> Iterator[Any]:
    """All, or those of some files."""
    for file in sorted(CASES.glob("*.json")):
        if files and file.stem not in files:
            continue
        content = json.loads(file.read_text())
        begin = content.get("begin", {})
        for case in content["cases"]:
            if not case.get("limits", True):
                continue
            whole = {key: [*begin.get(key, []), *case.get(key, [])] for key in ("ids", "steps")}
            # The thread that holds a run for its worker has a connection of its own, which sees only what is committed.
            trains = any(step["call"] == "train" for step in whole["steps"])
            yield pytest.param(
                {**case, **whole},
                id=f"{file.stem}: {case['name']}",
                marks=pytest.mark.django_db(transaction=trains),
            )


@dataclass
class World:
    """Two new people of one class, in a time that the case moves."""

    stores: dict[str, Stores]
    clock: time_machine.Traveller
    ids: dict[str, UUID]
    kept: dict[str, Any] = field(default_factory=dict)

    def call(self, step: Case) -> Any:
        stores = self.stores[step.get("as", "owner")]
        args = written(step.get("args", []), self.ids, self.kept)
        match step["call"].split("."):
            case ["sweep"]:
                return purge_removed()
            case ["train"]:
                return _train(stores, UUID(args[0]), *args[1:])
            case [store, method]:
                values = arguments(getattr(INTERFACES[store], method), args)
                verb: Callable[..., Any] = getattr(getattr(stores, store), method)
                return answer(verb(*values))
            case other:
                raise AssertionError(other)


def _train(stores: Stores, project: UUID, method: Method = "usual") -> Any:
    from training.jobs.work import work_one

    run = stores.trainer.start(project, method)
    # It would close the connection that holds the test's transaction.
    with patch("training.jobs.work.close_old_connections"):
        assert work_one()
    return answer(stores.trainer.run(project, run.id))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(timezone.now()) as traveller:
        yield traveller


@pytest.mark.parametrize("case", list(cases()))
def test_case(case: Case, clock: time_machine.Traveller) -> None:
    _run(case, clock)


@pytest.mark.parametrize("case", list(cases("media", "models", "works")))
def test_case_with_the_objects_in_a_folder(
    case: Case, clock: time_machine.Traveller, tmp_path: Path, settings: Any
) -> None:
    settings.STORAGES = {**settings.STORAGES, "default": folder_place(tmp_path)}
    _run(case, clock)


def _run(case: Case, clock: time_machine.Traveller) -> None:
    world = World(_people(case), clock, _ids(case["ids"]))
    for number, step in enumerate(case["steps"]):
        _go(world, step, f"step {number + 1}, {step['call']}")


def _people(case: Case) -> dict[str, Stores]:
    rules = {"projects": 6, "texts": 1000, "media_on_website": True, **case.get("policy", {})}
    school_class = SchoolClass.objects.create(name="Contract", code="CONTRACT")
    ClassPolicy.objects.create(
        school_class=school_class, storages=routing.KINDS, first_storage=routing.WEBSITE, **rules
    )
    people = {}
    for name in ("owner", "stranger"):
        person = User.objects.create(name=name, role=User.Role.STUDENT, school_class=school_class)
        people[name] = routing.website(person)
    return people


def _ids(names: list[str]) -> dict[str, UUID]:
    ids = {}
    for name in names:
        stem, _, times = name.partition("*")
        for one in [f"{stem}{n}" for n in range(1, int(times) + 1)] if times else [stem]:
            ids[one] = new_id()
    return ids


def _go(world: World, step: Case, where: str) -> None:
    if "after" in step:
        world.clock.shift(timedelta(**step["after"]))
    if "problem" in step:
        with pytest.raises(Problem) as caught:
            world.call(step)
        assert caught.value.code == step["problem"], f"{where}: {caught.value}"
        return
    found = world.call(step)
    if "result" in step:
        expected = written(step["result"], world.ids, world.kept)
        assert (wrong := difference(expected, found)) is None, f"{where}: {wrong}"
    if "keep" in step:
        world.kept[step["keep"]] = found
