"""The second look: who takes which turn, and when there is one. `turns.json` says the same to the browser's half."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storage.values import SavedModel
from tests.training.core.material import example, label_id, project
from training.core.order import Row
from training.core.train import train
from training.core.turns import MOST, folds_of, turns_of

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "turns.json").read_text())
LABELS = {"a": label_id(0), "b": label_id(1)}


def _rows(said: list[str], held_back: int = 0) -> list[Row]:
    """ "a2" is an example of label a in group 2; the first ones are held back."""
    return [
        Row(label_id(100 + i), LABELS[one[0]], i < held_back, one[1:], None) for i, one in enumerate(said)
    ]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_folds(vector: dict[str, Any]) -> None:
    assert folds_of(_rows(vector["rows"])) == vector["folds"]


def test_each_example_is_tested_once_by_a_model_that_has_not_learned_from_its_group() -> None:
    rows = _rows([f"{'ab'[i % 2]}{i // 3}" for i in range(40)])
    turns = turns_of(rows, [0, 0])
    assert sorted(row.id for turn in turns for row in turn.tested) == [row.id for row in rows]
    for turn in turns:
        assert {row.id for row in turn.learned} | {row.id for row in turn.tested} == {row.id for row in rows}
        assert not {row.group for row in turn.learned} & {row.group for row in turn.tested}
        assert {row.label for row in turn.learned} == set(LABELS.values())


@pytest.mark.parametrize(
    ("said", "held_back", "looks"),
    [
        ([f"{'ab'[i % 2]}{i}" for i in range(10)], [4, 5], True),
        ([f"{'ab'[i % 2]}{i}" for i in range(10)], [5, 5], False),
        (["a1", "a1", "a1", "b1", "b2", "b3"], [0, 0], False),
        ([f"{'ab'[i % 2]}{i}" for i in range(MOST)], [0, 0], True),
        ([f"{'ab'[i % 2]}{i}" for i in range(MOST + 1)], [0, 0], False),
    ],
    ids=["few are held back", "enough are", "one burst", "many examples", "too many"],
)
def test_there_is_a_second_look_where(said: list[str], held_back: list[int], looks: bool) -> None:
    assert bool(turns_of(_rows(said), held_back)) is looks


def _trained(each: int, held_back: int) -> SavedModel:
    """Of each label so many that can be told apart, and one that says it is the other."""
    texts = [(label, f"word{label} number {i}") for i in range(each) for label in range(2)]
    texts += [(0, "word1 wrong"), (1, "word0 wrong")]
    examples = [example(i, label, text, held_back=i < 2 * held_back) for i, (label, text) in enumerate(texts)]
    return train(project(2), examples, model_id=label_id(5), trained_at=1, on_progress=lambda part: None)


def test_the_scores_of_the_second_look_count_every_example() -> None:
    scores: Any = _trained(each=10, held_back=2).model["scores"]
    a, b = str(label_id(0)), str(label_id(1))
    assert scores["heldBack"]["of"] == 4
    assert scores["crossValidated"] == {
        "right": 20,
        "of": 22,
        "perLabel": {a: {"right": 10, "of": 11}, b: {"right": 10, "of": 11}},
        "confusion": {a: {a: 10, b: 1}, b: {a: 1, b: 10}},
    }


def test_where_enough_are_held_back_there_is_no_second_look() -> None:
    scores: Any = _trained(each=10, held_back=5).model["scores"]
    assert scores["crossValidated"] is None


def test_a_training_can_be_stopped_in_the_second_look() -> None:
    told: list[float] = []

    def stop(progress: float) -> None:
        told.append(progress)
        if progress > 0.8:
            raise InterruptedError

    examples = [example(i, i % 2, f"word{i % 2} {i}") for i in range(20)]
    with pytest.raises(InterruptedError):
        train(project(2), examples, model_id=label_id(5), trained_at=1, on_progress=stop)
    assert told == sorted(told)
