"""The website and the browser learn the same from the same pictures and sounds, and use each other's models."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storage.camel import to_json
from storage.values import File, Guess, ProjectKind
from tests.training.core.browser import FRONTEND, answer, bundle
from tests.training.core.material import learned_by
from tests.training.core.test_media import KINDS, MODEL, Made, trained
from training.core.answer import explain, guess
from training.core.extractors.known import WEIGHTS
from training.core.model_file import parse_model

BINARY = FRONTEND / "node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"
PROOF = bool(os.environ.get("PROOF"))
EXAMPLES = 200 if PROOF else 60
GUESSES = 2_000 if PROOF else 60
EXPLAINED = 20 if PROOF else 5


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("media"), "media")


@pytest.mark.timeout(3_000 if PROOF else 300)
@pytest.mark.parametrize("kind", KINDS)
def test_both_places_agree(kind: ProjectKind, script: Path) -> None:
    make = KINDS[kind].make
    made, asked = trained(kind, make(EXAMPLES, 1)), make(GUESSES, 2)
    told = answer(script, _question(kind, made, asked))
    ours = guess(parse_model(made.model), [File(file) for file in asked])
    mine = guess(parse_model(told["saved"]["model"]), [File(file) for file in asked])
    for name, one, other in (
        ("trained apart", ours, told["ours"]),
        ("the website's model", ours, told["theirs"]),
        ("the browser's model", mine, told["ours"]),
    ):
        same, furthest = _compare(one, other)
        sys.stdout.write(f"{kind}, {name}: {same} of {len(one)} the same, within {furthest:.2g}\n")
        assert same >= 0.999 * len(one)
        assert furthest < 0.01
    _explained_alike(made, asked, told["explanations"])


def _explained_alike(made: Made, asked: list[bytes], told: list[dict[str, Any]]) -> None:
    model = parse_model(made.model)
    assert len(told) == EXPLAINED
    for file, theirs in zip(asked, told, strict=False):
        ours = explain(model, File(file), learned_by(made.examples), made.kept)
        effects = ours.areas.effects if ours.areas else ours.moments
        their_effects = theirs["areas"]["effects"] if ours.areas else theirs["moments"]
        assert effects == pytest.approx(their_effects, abs=0.01)
        assert [str(each.example_id) for each in ours.nearest] == [
            each["exampleId"] for each in theirs["nearest"]
        ]
        likeness = [each["likeness"] for each in theirs["nearest"]]
        assert [each.likeness for each in ours.nearest] == pytest.approx(likeness, abs=0.001)


def _question(kind: ProjectKind, made: Made, asked: list[bytes]) -> dict[str, Any]:
    return {
        "binary": str(BINARY),
        "weights": str(WEIGHTS),
        "kind": kind,
        "project": {
            "kind": kind,
            "extractor": kind,
            "labels": [{"id": str(label.id), "name": label.name} for label in made.project.labels],
            "fields": [],
        },
        "examples": [
            {
                "id": str(each.id),
                "labelId": str(each.label_id),
                "data": to_json(each.data),
                "group": each.group,
                "heldBack": each.held_back,
            }
            for each in made.examples
        ],
        "files": [_opened(kind, file) for file in made.files],
        "explained": EXPLAINED,
        "asked": [_opened(kind, file) for file in asked],
        "model": made.model,
        "modelId": str(MODEL),
        "trainedAt": 0,
    }


def _opened(kind: ProjectKind, file: bytes) -> dict[str, Any]:
    if kind == "sounds":
        return {"data": b64encode(file).decode()}
    with Image.open(BytesIO(file)) as opened:
        shown = opened.convert("RGBA")
    return {"width": shown.width, "height": shown.height, "data": b64encode(shown.tobytes()).decode()}


def _compare(ours: list[Guess], theirs: list[dict[str, Any]]) -> tuple[int, float]:
    """How many guesses are the same, and the largest difference of a confidence."""
    same, furthest = 0, 0.0
    for one, other in zip(ours, theirs, strict=True):
        confidences = {each["labelId"]: each["confidence"] for each in other["confidences"]}
        same += str(one.confidences[0].label_id) == other["confidences"][0]["labelId"]
        furthest = max(furthest, *(abs(c.confidence - confidences[str(c.label_id)]) for c in one.confidences))
    return same, furthest
