"""The fields of a project: values of the contract, and JSON in its row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from projects.models import Project
from storage.camel import to_json
from storage.values import Field


def fields_of(project: Project) -> tuple[Field, ...]:
    return tuple(
        Field(UUID(said["id"]), said["name"], said["type"], tuple(said["choices"]), said["role"])
        for said in project.fields
    )


def to_keep(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """For `Project.fields`."""
    return [to_json(field) for field in fields]
