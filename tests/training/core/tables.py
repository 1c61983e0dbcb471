"""Tables made by code: fields of both types, missing values, numbers that go with a label or with an output."""

from __future__ import annotations

import random
from collections.abc import Mapping
from uuid import UUID

from storage.values import Example, Field, Label, Project, ProjectKind, Values
from tests.training.core.material import label_id

Value = float | str | None

LEGS, COAT, WEIGHT, AGE, LAST = (label_id(200 + i) for i in range(5))
FIELDS = (
    Field(LEGS, "legs", "number"),
    Field(COAT, "coat", "choice", ("fur", "feathers", "scales")),
    Field(WEIGHT, "weight", "number"),
    Field(AGE, "colour", "choice", ("red", "green")),
)
OUTPUT = Field(LAST, "years", "number", role="output")


def table_project(kind: ProjectKind, labels: int = 0, fields: tuple[Field, ...] = FIELDS) -> Project:
    named = tuple(Label(label_id(i), f"label {i}") for i in range(labels))
    return Project(label_id(99), kind, "Made by code", "en", named, fields, 0, 0, 1)


def row_example(
    number: int, label: int | None, values: Mapping[UUID, Value], *, held_back: bool = False
) -> Example:
    given = None if label is None else label_id(label)
    return Example(label_id(1000 + number), given, Values(values), None, held_back, "typed", 0)


def mixed_row(chance: random.Random) -> dict[UUID, Value]:
    """Numbers repeat, so that there are ties; one value in ten is missing, and some are no longer in the field."""
    row: dict[UUID, Value] = {
        LEGS: float(chance.choice([0, 2, 2, 4, 4, 6, 8])),
        COAT: chance.choice(["fur", "feathers", "scales"]),
        WEIGHT: round(chance.lognormvariate(1, 1.5), 2),
        AGE: chance.choice(["red", "green", "blue"]),
    }
    return {field: None if chance.random() < 0.1 else value for field, value in row.items()}


def mixed_rows(count: int, seed: int) -> list[dict[UUID, Value]]:
    chance = random.Random(seed)
    return [mixed_row(chance) for _ in range(count)]


def label_examples(count: int, labels: int, seed: int) -> list[Example]:
    """The label hangs on the values, not always; a fifth is held back."""
    chance = random.Random(seed)
    made = []
    for i, row in enumerate(mixed_rows(count, seed)):
        said = int(row[LEGS] or 0) // 2 + 2 * (row[COAT] == "fur") + (float(row[WEIGHT] or 3) > 3)
        label = (said if chance.random() < 0.8 else chance.randrange(labels)) % labels
        made.append(row_example(i, label, row, held_back=i % 5 == 4))
    return made


def number_examples(count: int, seed: int, *, steps: bool) -> list[Example]:
    """What is predicted is a sum of the values, or goes in `steps`; one in twenty has none."""
    chance = random.Random(seed)
    made = []
    for i, row in enumerate(mixed_rows(count, seed)):
        legs, weight = float(row[LEGS] or 4), float(row[WEIGHT] or 2)
        exact = (
            50 * (legs > 3) * (weight < 4) if steps else 3 * legs - 0.5 * weight + 7 * (row[COAT] == "fur")
        )
        output = None if chance.random() < 0.05 else round(exact + chance.gauss(0, 1), 1)
        made.append(row_example(i, None, row | {LAST: output}, held_back=i % 5 == 4))
    return made
