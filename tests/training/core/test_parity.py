"""Python and the browser reach the same model from the same examples, and the same answers from the same model."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from storage.camel import to_json
from storage.values import Example, Explanation, Guess, Project, Text, text_of
from tests.training.core.browser import answer, bundle
from tests.training.core.material import (
    guess_texts,
    label_id,
    learned_by,
    mixed_examples,
    mixed_texts,
    project,
)
from training.core.answer import explain
from training.core.features import Extractor
from training.core.model_file import parse_model
from training.core.train import train

GUESSES = 2_400
MODEL, WHEN = label_id(500), 1_795_411_200_000


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("core"))


@pytest.fixture(scope="module", params=[(2, 200), (3, 260), (4, 400), (6, 600)], ids=str)
def both(request: pytest.FixtureRequest, script: Path) -> dict[str, Any]:
    """What each side made of the same project."""
    labels, count = request.param
    asked, examples = project(labels), mixed_examples(count, labels, seed=labels)
    texts = mixed_texts(GUESSES, seed=100 + labels)
    saved = train(asked, examples, model_id=MODEL, trained_at=WHEN, on_progress=lambda progress: None)
    question = _question(asked, examples) | {"data": [{"text": text} for text in texts], "model": saved.model}
    return {"examples": examples, "saved": saved, "texts": texts, "browser": answer(script, question)}


def test_vectors_are_identical(both: dict[str, Any]) -> None:
    for text, (buckets, values) in zip(both["texts"], both["browser"]["vectors"], strict=True):
        vector = Extractor().vector(text)
        assert (vector.buckets.tolist(), vector.values.tolist()) == (buckets, values), text


def test_models_trained_on_both_sides_agree(both: dict[str, Any]) -> None:
    ours = guess_texts(parse_model(both["saved"].model), both["texts"])
    same, furthest = compared(ours, both["browser"]["ours"])
    sys.stdout.write(f"{len(ours)} guesses, {same} the same, confidences within {furthest:.2g}\n")
    assert same >= 0.999 * len(ours)
    assert furthest < 0.01


def test_each_side_reads_the_model_of_the_other(both: dict[str, Any]) -> None:
    from_browser = guess_texts(parse_model(both["browser"]["saved"]["model"]), both["texts"])
    for ours, theirs in [
        (from_browser, both["browser"]["ours"]),
        (guess_texts(parse_model(both["saved"].model), both["texts"]), both["browser"]["theirs"]),
    ]:
        same, furthest = compared(ours, theirs)
        assert same == len(ours)
        assert furthest < 1e-9


def test_files_differ_only_in_their_weights(both: dict[str, Any]) -> None:
    ours, theirs = dict(both["saved"].model), dict(both["browser"]["saved"]["model"])
    assert ours["head"]["columns"] == theirs["head"]["columns"]
    for changing in ("head", "digest"):
        del ours[changing], theirs[changing]
    assert ours == theirs


def test_reports_agree(both: dict[str, Any]) -> None:
    ours = both["saved"].report
    theirs = both["browser"]["saved"]["report"]
    assert [(str(line.example_id), str(line.guessed_id)) for line in ours] == [
        (line["exampleId"], line["guessedId"]) for line in theirs
    ]
    for one, other in zip(ours, theirs, strict=True):
        assert one.confidence == pytest.approx(other["confidence"], abs=0.01)


def test_explanations_agree(both: dict[str, Any]) -> None:
    model = parse_model(both["saved"].model)
    learned = learned_by(both["examples"])
    for text, theirs in zip(both["texts"], both["browser"]["explanations"], strict=False):
        ours: Explanation = explain(model, Text(text), learned)
        assert [(word.start, word.end) for word in ours.words] == [
            (word["start"], word["end"]) for word in theirs["words"]
        ], text
        effects = [word["effect"] for word in theirs["words"]]
        assert [word.effect for word in ours.words] == pytest.approx(effects, abs=1e-9)
        assert to_json(ours.nearest) == theirs["nearest"]


def test_every_character_is_cut_and_hashed_alike(script: Path) -> None:
    """Characters that this Python's Unicode does not know are left out: normal forms of new ones may differ."""
    known = [chr(code) for code in range(1, sys.maxunicode + 1) if _is_known(chr(code))]
    texts = ["".join(f"a{one}b {one}" for one in known[at : at + 128]) for at in range(0, len(known), 128)]
    told = answer(script, {"vectorsOf": texts})
    extractor = Extractor()
    different = []
    for text, (buckets, values) in zip(texts, told["vectors"], strict=True):
        vector = extractor.vector(text)
        if (vector.buckets.tolist(), vector.values.tolist()) != (buckets, values):
            different.append(text)
    assert different == []


def _is_known(character: str) -> bool:
    return unicodedata.category(character) not in ("Cn", "Cs", "Co")


def _question(asked: Project, examples: list[Example]) -> dict[str, Any]:
    return {
        "project": {
            "kind": "text",
            "extractor": None,
            "labels": [{"id": str(label.id), "name": label.name} for label in asked.labels],
            "fields": [],
        },
        "examples": [
            {
                "id": str(each.id),
                "labelId": str(each.label_id),
                "data": {"text": text_of(each.data)},
                "group": each.group,
                "heldBack": each.held_back,
            }
            for each in examples
        ],
        "modelId": str(MODEL),
        "trainedAt": WHEN,
    }


def compared(ours: list[Guess], theirs: list[dict[str, Any]]) -> tuple[int, float]:
    """How many guesses are the same, and the largest difference of a confidence."""
    same, furthest = 0, 0.0
    for one, other in zip(ours, theirs, strict=True):
        confidences = {each["labelId"]: each["confidence"] for each in other["confidences"]}
        same += str(one.confidences[0].label_id) == other["confidences"][0]["labelId"]
        furthest = max(furthest, *(abs(c.confidence - confidences[str(c.label_id)]) for c in one.confidences))
    return same, furthest
