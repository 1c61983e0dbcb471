"""How often a model is right on sentences that it has not seen, against scikit-learn's usual way, and whether it pays
to understand whole sentences."""

from __future__ import annotations

import random
import sys

import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from storage.values import Example, text_of
from tests.training.core.material import NGRAMS, example, guessed, label_id, project, sentences
from tests.training.core.test_media import Memory
from training.core.order import NOTHING_KEPT, Kept
from training.core.train import train

SPLITS = 10


@pytest.mark.parametrize("each", [5, 10, 20])
def test_no_worse_than_scikit_learn(each: int) -> None:
    ours = theirs = 0.0
    for split in range(SPLITS):
        examples = _split(each, seed=100 * each + split)
        ours += _ours(examples) / SPLITS
        theirs += _theirs(examples) / SPLITS
    line = f"{each:2} examples a label: ours {ours:.3f}, TF-IDF and logistic regression {theirs:.3f}\n"
    sys.stdout.write(line)
    assert ours >= theirs, line


@pytest.mark.parametrize(("language", "file"), [("en", "sentences.json"), ("sv", "sentences-sv.json")])
@pytest.mark.parametrize("each", [5, 10])
def test_who_understands_sentences_is_right_more_often(language: str, file: str, each: int) -> None:
    sentence = ngrams = 0.0
    kept = Memory()
    for split in range(SPLITS):
        examples = _split(each, 100 * each + split, file)
        sentence += _ours(examples, language, kept) / SPLITS
        ngrams += _ours(examples) / SPLITS
    line = f"{language}, {each:2} examples a label: sentences {sentence:.3f}, n-grams {ngrams:.3f}\n"
    sys.stdout.write(line)
    assert sentence >= ngrams + 0.05, line


def _split(each: int, seed: int, file: str = "sentences.json") -> list[Example]:
    """So many examples of each label to learn from; the rest is held back."""
    chance = random.Random(seed)
    examples: list[Example] = []
    for label, texts in enumerate(sentences(file).values()):
        shuffled = chance.sample(texts, len(texts))
        start = len(examples)
        examples += [example(start + i, label, text, held_back=i >= each) for i, text in enumerate(shuffled)]
    return examples


def _ours(examples: list[Example], language: str = NGRAMS, kept: Kept = NOTHING_KEPT) -> float:
    asked = project(len({each.label_id for each in examples}), language)
    saved = train(
        asked, examples, model_id=label_id(5), trained_at=1, on_progress=lambda part: None, kept=kept
    )
    true = {each.id: each.label_id for each in examples}
    return sum(true[line.example_id] == line.guessed_id for line in guessed(saved)) / len(guessed(saved))


def _theirs(examples: list[Example]) -> float:
    learned = [each for each in examples if not each.held_back]
    tested = [each for each in examples if each.held_back]
    words = TfidfVectorizer()
    model = LogisticRegression(max_iter=1000)
    model.fit(
        words.fit_transform(text_of(each.data) for each in learned), [str(each.label_id) for each in learned]
    )
    guesses = model.predict(words.transform(text_of(each.data) for each in tested))
    right = [guess == str(each.label_id) for guess, each in zip(guesses, tested, strict=True)]
    return sum(map(bool, right)) / len(tested)
