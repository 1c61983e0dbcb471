"""The website and a browser that understands sentences learn the same from texts, and use each other's models."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from storage.values import Example, text_of
from tests.training.core.browser import FRONTEND, answer, bundle
from tests.training.core.material import (
    explain_text,
    guess_texts,
    label_id,
    mixed_examples,
    mixed_texts,
    project,
)
from tests.training.core.test_parity import compared
from training.core.extractors.known import WEIGHTS, features_of
from training.core.model_file import parse_model
from training.core.train import train

BINARY = FRONTEND / "node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"
PROOF = bool(os.environ.get("PROOF"))
EXAMPLES = 200 if PROOF else 60
GUESSES = 2_000 if PROOF else 60
EXPLAINED = 40 if PROOF else 5
MODEL, LABELS = label_id(500), 4
HEAP = 200_000_000
"""What WebAssembly may need to read texts, in bytes; with every matrix in it as given and as arranged it was 312 MB."""


@pytest.mark.parametrize(("language", "extractor"), [("en", "text"), ("sv", "text-e5")])
def test_both_places_agree(language: str, extractor: str, tmp_path: Path) -> None:
    examples, asked = mixed_examples(EXAMPLES, LABELS, seed=6), mixed_texts(GUESSES, seed=7)
    made = train(
        project(LABELS, language), examples, model_id=MODEL, trained_at=0, on_progress=lambda progress: None
    ).model
    assert made["features"] == features_of(extractor).said
    told = answer(bundle(tmp_path, "texts"), _question(extractor, examples, asked, made))
    assert told["saved"]["model"]["features"] == made["features"]
    ours, mine = (guess_texts(parse_model(model), asked) for model in (made, told["saved"]["model"]))
    for name, one, other in (
        ("trained apart", ours, told["ours"]),
        ("the website's model", ours, told["theirs"]),
        ("the browser's model", mine, told["ours"]),
    ):
        same, furthest = compared(one, other)
        sys.stdout.write(f"{extractor}, {name}: {same} of {len(one)} the same, within {furthest:.2g}\n")
        assert same >= 0.999 * len(one)
        assert furthest < 0.01
    sys.stdout.write(f"{extractor}: {told['heap'] / 1e6:.0f} MB of WebAssembly\n")
    assert told["heap"] < HEAP
    assert len(told["explanations"]) == EXPLAINED
    for text, theirs in zip(asked, told["explanations"], strict=False):
        words = explain_text(parse_model(made), text).words
        assert [(word.start, word.end) for word in words] == [(w["start"], w["end"]) for w in theirs["words"]]
        assert [word.effect for word in words] == pytest.approx(
            [w["effect"] for w in theirs["words"]], abs=0.001
        )


def _question(extractor: str, examples: list[Example], asked: list[str], model: Any) -> dict[str, Any]:
    labels = [{"id": str(label_id(i)), "name": f"label {i}"} for i in range(LABELS)]
    return {
        "binary": str(BINARY),
        "weights": str(WEIGHTS),
        "project": {"kind": "text", "extractor": extractor, "labels": labels, "fields": []},
        "examples": [
            {
                "id": str(each.id),
                "labelId": str(each.label_id),
                "data": {"text": text_of(each.data)},
                "group": None,
                "heldBack": each.held_back,
            }
            for each in examples
        ],
        "asked": asked,
        "explained": EXPLAINED,
        "model": model,
        "modelId": str(MODEL),
        "trainedAt": 0,
    }
