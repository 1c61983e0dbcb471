"""Every value travels in the shape that the API describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from uuid import UUID

import pytest
from drf_spectacular.generators import SchemaGenerator

from storage import values
from storage.camel import to_camel, to_json

SHAPES: Mapping[str, Any] = {
    shape.__name__: shape
    for shape in (
        values.Confidence,
        values.Counts,
        values.Example,
        values.ExampleChange,
        values.Explanation,
        values.Field,
        values.Guess,
        values.Guessed,
        values.Label,
        values.LabelCount,
        values.ModelSummary,
        values.NewExample,
        values.Offers,
        values.Owner,
        values.Page,
        values.Project,
        values.ProjectCard,
        values.Receipt,
        values.Run,
        values.SavedModel,
        values.Score,
        values.Text,
        values.WordEffect,
    )
}


@pytest.fixture(scope="module")
def described() -> Any:
    description: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return description["components"]["schemas"]


@pytest.mark.parametrize("name", SHAPES)
def test_a_value_has_the_fields_that_are_described(name: str, described: Any) -> None:
    assert {to_camel(field.name) for field in fields(SHAPES[name])} == set(described[name]["properties"])


def test_dataclasses_become_objects_with_camel_names() -> None:
    id = UUID(int=1)
    counts = values.Counts(3, 1, {id: values.LabelCount(3, 1)})
    assert to_json([counts, None, "x"]) == [
        {"examples": 3, "heldBack": 1, "labels": {str(id): {"examples": 3, "heldBack": 1}}},
        None,
        "x",
    ]
