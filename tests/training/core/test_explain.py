from __future__ import annotations

from itertools import pairwise

import pytest

from tests.training.core.material import example, explain_text, guess_texts, label_id, project
from training.core.model_file import parse_model
from training.core.parsed import ParsedModel
from training.core.train import train


@pytest.fixture(scope="module")
def model() -> ParsedModel:
    texts = ["the cat purrs", "a cat says meow", "cats sleep", "the dog barks", "a dog says woof", "dogs run"]
    chinese = ["猫在睡觉", "小猫喵喵叫", "狗在跑步", "小狗汪汪叫"]
    examples = [example(i, i // 3, text) for i, text in enumerate(texts)]
    examples += [example(10 + i, i // 2, text) for i, text in enumerate(chinese)]
    saved = train(project(2), examples, model_id=label_id(5), trained_at=1, on_progress=lambda part: None)
    return parse_model(saved.model)


def test_the_word_that_counts(model: ParsedModel) -> None:
    text = "😀 the cat, the bird"
    explanation = explain_text(model, text)
    assert explanation.guess == guess_texts(model, [text])[0]
    effects = {text[word.start : word.end]: word.effect for word in explanation.words}
    assert list(effects) == ["😀", "the", "cat", "bird"]
    assert [text[word.start : word.end] for word in explanation.words] == ["😀", "the", "cat", "the", "bird"]
    assert max(effects, key=lambda word: effects[word]) == "cat"
    assert effects["cat"] > 0.1


def test_a_word_that_speaks_against(model: ParsedModel) -> None:
    text = "cat cats meow purrs barks"
    effects = {text[word.start : word.end]: word.effect for word in explain_text(model, text).words}
    assert effects["barks"] < 0 < effects["cats"]


def test_a_script_without_spaces(model: ParsedModel) -> None:
    text = "我的小狗汪"
    words = explain_text(model, text).words
    assert [(word.start, word.end) for word in words] == [(i, i + 1) for i in range(5)]
    assert max(words, key=lambda word: word.effect).start in (3, 4)


def test_the_effect_is_the_drop_in_confidence(model: ParsedModel) -> None:
    explanation = explain_text(model, "dog woof")
    guessed = explanation.guess.confidences[0]
    without = guess_texts(model, [" woof"])[0]
    there = next(each.confidence for each in without.confidences if each.label_id == guessed.label_id)
    assert explanation.words[0].effect == pytest.approx(guessed.confidence - there)


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_nothing_to_point_at(model: ParsedModel, text: str) -> None:
    assert explain_text(model, text).words == ()


@pytest.mark.parametrize(("length", "parts"), [(45, 45), (46, 23), (64, 32), (100, 20), (400, 8)])
def test_a_long_text_is_looked_at_in_parts_that_all_are_quickly_read(
    model: ParsedModel, length: int, parts: int
) -> None:
    text = "cat dog " * (length // 2) + "cat " * (length % 2)
    words = explain_text(model, text).words
    assert len(words) == parts
    assert (words[0].start, words[-1].end) == (0, len(text) - 1)
    assert all(one.end < other.start for one, other in pairwise(words))
