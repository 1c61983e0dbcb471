"""How a number is learned: the ridge sum, and when a tree takes its place."""

from __future__ import annotations

import math
import random
from uuid import UUID

import numpy as np
import pytest
from sklearn.linear_model import Ridge as SklearnRidge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from storage.camel import to_json
from storage.problems import Code, Problem
from storage.values import Field, SavedModel, Values
from tests.training.core.material import label_id
from tests.training.core.tables import (
    COAT,
    FIELDS,
    LAST,
    LEGS,
    OUTPUT,
    Value,
    number_examples,
    row_example,
    table_project,
)
from training.core.answer import explain, guess
from training.core.model_file import parse_model
from training.core.parsed import NumberTree
from training.core.prediction import fit_number
from training.core.ridge import fit_ridge
from training.core.table import columns_of
from training.core.train import train

NAN = math.nan
NUMBERS = tuple(Field(label_id(i), f"field {i}", "number") for i in range(3))


def _train(rows: list[dict[UUID, Value]], held_back: int = 0) -> SavedModel:
    examples = [row_example(i, None, row, held_back=i < held_back) for i, row in enumerate(rows)]
    project = table_project("prediction", fields=(*FIELDS, OUTPUT))
    return train(project, examples, model_id=label_id(5), trained_at=1, on_progress=lambda part: None)


def test_the_sum_is_the_one_of_scikit_learn() -> None:
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(40, 3)) * [1, 100, 0.01] + [5, -3, 0]
    outputs = rows @ [1, 0.2, 30] + chance.normal(size=40)
    ridge = fit_ridge(columns_of(NUMBERS, rows.tolist()), outputs)
    yardstick = make_pipeline(StandardScaler(), SklearnRidge(1)).fit(rows, outputs)
    asked = chance.normal(size=(20, 3)) * 50
    assert [ridge.number(row) for row in asked.tolist()] == pytest.approx(yardstick.predict(asked))


def test_what_is_missing_adds_nothing() -> None:
    ridge = fit_ridge(columns_of(NUMBERS[:1], [[1], [2], [3], [NAN]]), np.array([10.0, 20, 30, 20]))
    assert ridge.effects([NAN]) == [0]
    assert ridge.number([NAN]) == pytest.approx(20)
    assert ridge.effects([1])[0] < 0 < ridge.effects([3])[0]


def test_every_choice_has_an_effect_but_one_that_nobody_has() -> None:
    field = Field(label_id(0), "coat", "choice", ("fur", "feathers", "scales"))
    ridge = fit_ridge(columns_of([field], [[0], [0], [1], [1]] * 5), np.array([10.0, 10, 30, 30] * 5))
    fur, feathers, scales = (ridge.effects([place])[0] for place in (0.0, 1.0, 2.0))
    assert [fur, feathers, scales] == pytest.approx([-10, 10, 0], rel=0.1)


def test_a_field_that_never_changes_says_nothing() -> None:
    ridge = fit_ridge(columns_of(NUMBERS[:2], [[7, 1], [7, 2], [7, 3]]), np.array([1.0, 2, 3]))
    assert ridge.effects([1000, 2]) == [0, 0]


def test_a_tree_only_where_it_is_clearly_better() -> None:
    chance = random.Random(1)
    rows = [[chance.uniform(0, 10)] for _ in range(60)]
    line = np.array([3 * row[0] for row in rows])
    steps = np.array([50.0 * (3 < row[0] < 6) for row in rows])
    told: list[float] = []
    assert not isinstance(fit_number(NUMBERS[:1], rows, line, told.append), NumberTree)
    assert isinstance(fit_number(NUMBERS[:1], rows, steps, told.append), NumberTree)
    assert told[-1] == pytest.approx(1)


def test_one_example_is_enough_to_say_it_again() -> None:
    saved = _train([{LEGS: 4, LAST: 12.5}])
    assert guess(parse_model(saved.model), [Values({LEGS: 100})])[0].number == 12.5


@pytest.mark.parametrize("rows", [[], [{LEGS: 4, LAST: None}], [{LEGS: 4, LAST: "old"}]])
def test_nothing_to_learn_from(rows: list[dict[UUID, Value]]) -> None:
    with pytest.raises(Problem) as caught:
        _train(rows)
    assert caught.value.code == Code.INVALID


def test_without_a_field_to_predict() -> None:
    with pytest.raises(Problem) as caught:
        train(
            table_project("prediction", fields=FIELDS),
            [row_example(0, None, {LEGS: 4})],
            model_id=label_id(5),
            trained_at=1,
            on_progress=lambda part: None,
        )
    assert caught.value.code == Code.INVALID


def test_scores_are_in_the_units_of_the_output() -> None:
    """Two are held back; what is learned goes from 0 to 20, so that 2 is near."""
    outputs = [11.5, 4.0, 0.0, 20.0, 0.0, 20.0]
    saved = _train([{COAT: None, LAST: output} for output in outputs], held_back=2)
    scores = to_json(saved.model)["scores"]["heldBack"]
    assert scores == {"right": 1, "of": 2, "near": 2.0, "meanError": 3.75, "usualError": 3.75}
    assert [line["number"] for line in to_json(saved.report)] == [10, 10]


def test_nothing_held_back_is_said() -> None:
    scores = to_json(_train([{LEGS: 1, LAST: 1}, {LEGS: 2, LAST: 2}]).model)["scores"]["heldBack"]
    assert (scores["of"], scores["meanError"], scores["usualError"]) == (0, None, None)


def test_an_explanation_adds_up_to_the_guess() -> None:
    project = table_project("prediction", fields=(*FIELDS, OUTPUT))
    examples = number_examples(100, seed=3, steps=False)
    saved = train(project, examples, model_id=label_id(5), trained_at=1, on_progress=lambda part: None)
    model = parse_model(saved.model)
    base = to_json(saved.model)["head"]["base"]
    for example in examples:
        assert isinstance(example.data, Values)
        explanation = explain(model, example.data)
        effects = sum(field.effect for field in explanation.fields)
        assert explanation.guess.number == pytest.approx(base + effects)
        assert [field.field_id for field in explanation.fields] == [field.id for field in FIELDS]


@pytest.mark.parametrize("far", [1e308, -1e308, 1e-300])
def test_numbers_as_far_as_they_go_stay_finite(far: float) -> None:
    saved = _train([{LEGS: far * (i % 3 - 1), LAST: far * (i % 2) - far / 3} for i in range(20)], held_back=4)
    model = parse_model(saved.model)
    for row in ({LEGS: far}, {LEGS: -far}, {LEGS: 0}, {LEGS: None, COAT: "fur"}):
        number = guess(model, [Values(row)])[0].number
        assert number is not None
        assert math.isfinite(number)
