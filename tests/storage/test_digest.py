from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

from storage.contracts import ExampleStore, ModelStore, ProjectStore, WorkStore
from storage.digest import item_digest, project_digest, work_item
from storage.problems import Code, Problem
from storage.values import Example, Field, Label, Project, Text, Work

VECTORS = json.loads((Path(__file__).parents[1] / "contract" / "digest-vectors.json").read_text())["vectors"]
ID = UUID(int=1)


@dataclass(frozen=True)
class Fixed:
    """Stores that hold one vector."""

    vector: dict[str, Any]

    @property
    def projects(self) -> ProjectStore:
        return cast("ProjectStore", self)

    @property
    def examples(self) -> ExampleStore:
        return cast("ExampleStore", self)

    @property
    def models(self) -> ModelStore:
        return cast("ModelStore", _Models(self.vector["models"]))

    @property
    def works(self) -> WorkStore:
        return cast("WorkStore", _Works(self.vector["works"]))

    def get(self, id: UUID) -> Any:
        said = self.vector["project"]
        project = Project(
            id=id,
            kind=said["kind"],
            name=said["name"],
            language=said["language"],
            labels=tuple(Label(UUID(label["id"]), label["name"]) for label in said["labels"]),
            fields=tuple(_field(field) for field in said["fields"]),
            created_at=1,
            changed_at=2,
            revision=3,
        )
        return _Has(project=project)

    def read(self, id: UUID) -> Iterator[Example]:
        return (_example(said) for said in self.vector["examples"])


class _Has:
    def __init__(self, **parts: object) -> None:
        self.__dict__.update(parts)


class _Models:
    def __init__(self, files: list[dict[str, Any]]) -> None:
        self.files = {UUID(file["id"]): file for file in files}

    def all(self, id: UUID) -> list[Any]:
        return [_Has(id=model) for model in sorted(self.files, reverse=True)]

    def load(self, id: UUID, model: UUID) -> Any:
        return _Has(model=self.files[model])


class _Works:
    def __init__(self, works: list[dict[str, Any]]) -> None:
        self.works = {UUID(work["id"]): _work(work) for work in works}

    def all(self, id: UUID) -> list[Any]:
        return [_Has(id=work) for work in sorted(self.works, reverse=True)]

    def get(self, id: UUID, work: UUID) -> Work:
        return self.works[work]


def _work(said: dict[str, Any]) -> Work:
    return Work(UUID(said["id"]), said["kind"], said["name"], 4, 5, said["file"].encode())


def _field(said: dict[str, Any]) -> Field:
    return Field(UUID(said["id"]), said["name"], said["type"], tuple(said["choices"]), said["role"])


def _example(said: dict[str, Any]) -> Example:
    return Example(
        id=UUID(said["id"]),
        label_id=UUID(said["labelId"]) if said["labelId"] else None,
        data=Text(said["data"]["text"]),
        group=said["group"],
        held_back=said["heldBack"],
        source=said["source"],
        added_at=said["addedAt"],
        contributor=UUID(int=7),
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_project_digest(vector: dict[str, Any]) -> None:
    assert project_digest(Fixed(vector), ID) == vector["digest"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_item_digests(vector: dict[str, Any]) -> None:
    models = sorted(vector["models"], key=lambda model: str(model["id"]))
    works = [work_item(_work(work)) for work in sorted(vector["works"], key=lambda work: str(work["id"]))]
    items = [vector["project"], *vector["examples"], *models, *works]
    assert [item_digest(item).hex() for item in items] == vector["items"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", 2**60])
def test_what_json_cannot_say(value: object) -> None:
    with pytest.raises(Problem) as caught:
        item_digest({"value": value})
    assert caught.value.code == Code.INVALID


def test_memory_does_not_grow() -> None:
    example = VECTORS[1]["examples"][0]

    class Long(Fixed):
        def read(self, id: UUID) -> Iterator[Example]:
            return (_example(example) for _ in range(1000))

    tracemalloc.start()
    project_digest(Long(VECTORS[1]), ID)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000
