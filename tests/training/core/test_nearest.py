"""Which examples are most like what was guessed."""

from __future__ import annotations

import numpy as np
import pytest

from storage.values import Example, Field, Neighbour, Text, Values
from tests.training.core.material import example, explain_text, label_id, learned_by, project
from tests.training.core.tables import COAT, LEGS, row_example, table_project
from training.core.answer import explain
from training.core.dense import DenseHead
from training.core.model_file import parse_model
from training.core.nearest import NEIGHBOURS, Learned, nearest
from training.core.parsed import LabelModel, ParsedModel
from training.core.train import train

TEXTS = ("the cat purrs", "a cat says meow", "cats sleep", "the dog barks", "a dog says woof", "dogs run")
ANIMALS: tuple[tuple[float | None, str | None], ...] = (
    (4, "fur"),
    (4, "fur"),
    (2, "feathers"),
    (2, "scales"),
    (6, None),
)
HEAD = DenseHead(np.zeros((1, 3)), np.zeros(1))
FIELDS = (Field(LEGS, "legs", "number"), Field(COAT, "coat", "choice", ("fur", "feathers", "scales")))


def pets() -> tuple[ParsedModel, list[Example]]:
    examples = [example(i, i // 3, text, held_back=text == "cats sleep") for i, text in enumerate(TEXTS)]
    saved = train(project(2), examples, model_id=label_id(5), trained_at=1, on_progress=lambda part: None)
    model = parse_model(saved.model)
    return model, learned_by(examples)


def found(neighbours: tuple[Neighbour, ...]) -> list[str]:
    return [TEXTS[int(one.example_id) - int(label_id(1000))] for one in neighbours]


def test_the_same_text_is_as_like_as_can_be_and_what_has_nothing_in_common_is_not_there() -> None:
    model, learned = pets()
    ours = explain(model, Text("The CAT purrs!"), learned).nearest
    assert (found(ours)[0], ours[0].likeness, ours[0].label_id) == ("the cat purrs", 1, label_id(0))
    assert [one.likeness for one in ours] == sorted((one.likeness for one in ours), reverse=True)
    assert len(ours) == NEIGHBOURS
    assert explain(model, example(9, 0, "xyz").data, learned).nearest == ()  # type: ignore[arg-type]


def test_without_examples_there_is_none() -> None:
    model, _ = pets()
    assert explain_text(model, "cats").nearest == ()


def test_what_was_held_back_taught_nothing() -> None:
    model, learned = pets()
    ours = explain(model, Text("cats sleep"), learned).nearest
    assert "cats sleep" not in found(ours)


def rows(*cells: tuple[float | None, str | None]) -> tuple[ParsedModel, list[Example]]:
    examples = [row_example(i, i % 2, {LEGS: legs, COAT: coat}) for i, (legs, coat) in enumerate(cells)]
    saved = train(
        table_project("numbers", 2, FIELDS),
        examples,
        model_id=label_id(5),
        trained_at=1,
        on_progress=lambda part: None,
    )
    model = parse_model(saved.model)
    return model, learned_by(examples)


def test_rows_are_near_in_standard_deviations_of_their_columns() -> None:
    """The numbers 4, 4, 2, 2 and 6 have the variance 2.24."""
    model, learned = rows(*ANIMALS)
    ours = explain(model, Values({LEGS: 4, COAT: "feathers"}), learned).nearest
    expected = {0: 1 / 2, 2: 4 / 2.24 / 2}
    assert [int(one.example_id) - int(label_id(1000)) for one in ours] == [0, 1, 2]
    assert [one.likeness for one in ours] == pytest.approx(
        [1 / (1 + squares**0.5) for squares in (expected[0], expected[0], expected[2])], abs=1e-6
    )


def test_a_missing_value_is_like_a_missing_value_only() -> None:
    model, learned = rows(*ANIMALS)
    ours = explain(model, Values({LEGS: 6, COAT: None}), learned).nearest
    assert (int(ours[0].example_id) - int(label_id(1000)), ours[0].likeness) == (4, 1)
    assert ours[1].likeness < 0.6


def test_equal_numbers_have_no_spread_that_rounding_made() -> None:
    model, learned = rows((0.1, "fur"), (0.1, "scales"), (0.1, None), (0.1, "fur"))
    ours = explain(model, Values({LEGS: 1.1, COAT: "fur"}), learned).nearest
    assert ours[0].likeness == pytest.approx(1 / (1 + 0.5**0.5), abs=1e-6)


def test_features_are_as_like_as_their_direction() -> None:
    model = LabelModel(label_id(5), "images", (label_id(0),), (), None, HEAD)
    row = np.array([3, 4, 0], dtype=np.float32)
    others = np.array([[0, 0, 0], [0, 0, 2], [-3, -4, 0], [4, 3, 0], [6, 8, 0]], dtype=np.float32)
    learned = [Learned(label_id(i), None, other) for i, other in enumerate(others)]
    ours = nearest(model, row, learned)
    assert [(one.example_id, one.likeness) for one in ours] == [
        (label_id(4), 1),
        (label_id(3), pytest.approx(0.96)),
    ]
