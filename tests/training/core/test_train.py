from __future__ import annotations

import json
import time
from itertools import product
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from storage.limits import LABELS, MODEL_BYTES, TEXT_LENGTH
from storage.problems import Code, Problem
from storage.values import Example, SavedModel, text_of
from tests.training.core.material import (
    example,
    guess_texts,
    guessed,
    label_id,
    project,
    sentence_examples,
    sentences,
)
from training.core.features import BUCKETS, Extractor
from training.core.fit import COLUMNS, C, choose_columns, fit, rarity
from training.core.model_file import parse_model
from training.core.train import train

MODEL = label_id(500)


def _train(examples: list[Example], labels: int) -> SavedModel:
    return train(project(labels), examples, model_id=MODEL, trained_at=7, on_progress=lambda progress: None)


def _pets() -> list[Example]:
    cats = ["it purrs", "it says meow", "a soft kitten", "whiskers and paws"]
    dogs = ["it barks", "it says woof", "a playful puppy", "it fetches sticks"]
    learned = [example(i, i // 4, text) for i, text in enumerate(cats + dogs)]
    return [
        *learned,
        example(20, 0, "meow meow", held_back=True),
        example(21, 1, "woof woof", held_back=True),
        example(22, 1, "the kitten purrs", held_back=True),
    ]


def test_model_and_report() -> None:
    saved = _train(_pets(), 2)
    model = dict(saved.model)
    cat, dog = str(label_id(0)), str(label_id(1))
    assert (model["id"], model["trainedAt"], model["seed"]) == (str(MODEL), 7, 0)
    assert model["counts"] == {cat: 4, dog: 4}
    scores: Any = model["scores"]
    assert scores["heldBack"] == {
        "right": 2,
        "of": 3,
        "perLabel": {cat: {"right": 1, "of": 1}, dog: {"right": 1, "of": 2}},
        "confusion": {cat: {cat: 1}, dog: {dog: 1, cat: 1}},
    }
    second = scores["crossValidated"]
    assert (second["of"], second["perLabel"][cat]["of"], second["perLabel"][dog]["of"]) == (11, 5, 6)
    assert [(line.example_id, line.guessed_id) for line in guessed(saved)] == [
        (label_id(1020), label_id(0)),
        (label_id(1021), label_id(1)),
        (label_id(1022), label_id(0)),
    ]


def test_the_report_is_what_the_saved_model_answers() -> None:
    examples = sentence_examples(100, 3)
    saved = _train(examples, 3)
    texts = {each.id: text_of(each.data) for each in examples}
    model = parse_model(json.loads(json.dumps(saved.model)))
    guesses = guess_texts(model, [texts[line.example_id] for line in guessed(saved)])
    for line, guess in zip(guessed(saved), guesses, strict=True):
        assert guess.confidences[0].label_id == line.guessed_id
        assert guess.confidences[0].confidence == line.confidence


def test_guesses_are_sorted_and_add_up() -> None:
    model = parse_model(_train(sentence_examples(100, 5), 5).model)
    for guess in guess_texts(model, ["turn on the light", "什么", "", "😀"]):
        confidences = [each.confidence for each in guess.confidences]
        assert guess.model_id == MODEL
        assert confidences == sorted(confidences, reverse=True)
        assert sum(confidences) == pytest.approx(1)
        assert {each.label_id for each in guess.confidences} == {label_id(i) for i in range(5)}


def test_equal_confidences_keep_the_order_of_the_labels() -> None:
    same = [example(i, i % 3, "exactly the same") for i in range(6)]
    guess = guess_texts(parse_model(_train(same, 3).model), ["exactly the same"])[0]
    assert [each.label_id for each in guess.confidences] == [label_id(0), label_id(1), label_id(2)]


def test_training_twice_gives_the_same_file() -> None:
    examples = sentence_examples(150, 4)
    assert _train(examples, 4) == _train(examples, 4)


@pytest.mark.parametrize("labels", [2, 3, 5])
def test_the_head_is_that_of_scikit_learn(labels: int) -> None:
    examples = sentence_examples(120, labels)
    vectors = Extractor().vectors(text_of(each.data) for each in examples)
    numbers = [i % labels for i in range(len(examples))]
    head = fit(vectors, numbers, labels)
    dense = np.zeros((len(vectors), BUCKETS))
    for row, vector in zip(dense, vectors, strict=True):
        row[vector.buckets] = vector.values
    frequency = np.count_nonzero(dense, axis=0)
    scaled = (dense * rarity(frequency, len(vectors)))[:, head.columns]
    reference = LogisticRegression(C=C, tol=1e-9, max_iter=10_000).fit(scaled, numbers)
    sums = dense[:, head.columns] @ head.weights.T + head.bias
    powers = np.exp(sums - sums.max(axis=1, keepdims=True))
    ours = powers / powers.sum(axis=1, keepdims=True)
    assert ours == pytest.approx(reference.predict_proba(scaled), abs=1e-4)


def test_labels_without_anything_to_learn_are_left_out() -> None:
    examples = [
        *_pets(),
        example(30, 2, "a bird", held_back=True),
        Example(label_id(1031), None, _pets()[0].data, None, False, "typed", 0),
        example(32, 7, "of a label that is gone"),
    ]
    saved = _train(examples, 3)
    assert dict(saved.model)["labels"] == [
        {"id": str(label_id(0)), "name": "label 0"},
        {"id": str(label_id(1)), "name": "label 1"},
    ]
    assert len(guessed(saved)) == 3


def test_too_little_to_learn_from() -> None:
    only_held_back = [example(i, 1, "no", held_back=True) for i in range(5)]
    for examples in ([], [example(1, 0, "alone")], [example(9, 0, "alone"), *only_held_back]):
        with pytest.raises(Problem) as caught:
            _train(examples, 2)
        assert caught.value.code == Code.INVALID


def test_texts_without_a_word_still_make_a_model() -> None:
    blank = [example(i, int(i < 6), "\u200b") for i in range(8)]
    guess = guess_texts(parse_model(_train(blank, 2).model), ["hello"])[0]
    assert [each.confidence for each in guess.confidences] == pytest.approx([0.75, 0.25])


def test_progress_goes_forward_to_one() -> None:
    told: list[float] = []
    asked, examples = project(2), sentence_examples(450, 2)
    train(asked, examples, model_id=MODEL, trained_at=7, on_progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 4


def test_what_progress_raises_stops_the_training() -> None:
    class Stop(Exception):
        pass

    def stop(progress: float) -> None:
        raise Stop

    with pytest.raises(Stop):
        train(project(2), _pets(), model_id=MODEL, trained_at=7, on_progress=stop)


def test_the_columns_that_most_examples_use_are_kept() -> None:
    frequency = np.ones(BUCKETS, dtype=np.intp)
    frequency[100:200] = 2
    frequency[50] = 0
    columns = choose_columns(frequency)
    assert len(columns) == COLUMNS
    assert columns.tolist() == [i for i in range(COLUMNS + 1) if i != 50]
    frequency[16_000] = 3
    assert choose_columns(frequency).tolist() == [*columns[:-1].tolist(), 16_000]


def _as_varied_as_possible(labels: int) -> list[Example]:
    """Texts of the greatest length, whose grams fill every bucket."""
    characters = [chr(0x4E00 + i) for i in range(20_000)]
    texts = [
        "".join(characters[(i * 997 + j) % 20_000] for j in range(TEXT_LENGTH)) for i in range(10 * labels)
    ]
    return [example(i, i % labels, text, held_back=i % 5 == 4) for i, text in enumerate(texts)]


@pytest.mark.parametrize(("labels", "most"), [(5, 200_000), (LABELS, MODEL_BYTES)])
def test_a_model_file_stays_small(labels: int, most: int) -> None:
    model = dict(_train(_as_varied_as_possible(labels), labels).model)
    model["labels"] = [{**label, "name": "\U0001f469" * 30} for label in model["labels"]]  # type: ignore[attr-defined]
    assert len(json.dumps(model)) < most


def test_a_thousand_texts_take_well_below_a_second_and_a_half() -> None:
    examples = sentence_examples(1000, 5)
    began = time.process_time()
    _train(examples, 5)
    assert time.process_time() - began < 1.5


def test_the_sentences_are_many_and_all_different() -> None:
    known = sentences()
    assert len(known) >= 6
    assert all(len(each) >= 40 for each in known.values())
    everything = [text for each in known.values() for text in each]
    assert len(set(everything)) == len(everything)
    assert not any(set(known[a]) & set(known[b]) for a, b in product(known, known) if a != b)
    assert UUID(str(MODEL)) == MODEL
