"""Rows of a table: Python and the browser reach the same model, and the same answers and reasons from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from storage.camel import to_json
from storage.values import Example, Guess, Method, Project, Values
from tests.training.core.browser import answer, bundle
from tests.training.core.material import label_id, learned_by
from tests.training.core.tables import (
    FIELDS,
    OUTPUT,
    label_examples,
    mixed_rows,
    number_examples,
    table_project,
)
from training.core.answer import explain, guess
from training.core.model_file import parse_model
from training.core.train import train

GUESSES = 2_000
MODEL, WHEN = label_id(500), 1_795_411_200_000
WITH_OUTPUT = (*FIELDS, OUTPUT)

SUMS = "sums: "
"""So begin those that learn a sum for each label."""

MATERIAL: dict[str, tuple[Project, list[Example]]] = {
    "two labels": (table_project("numbers", 2), label_examples(300, 2, seed=1)),
    "five labels": (table_project("numbers", 5), label_examples(600, 5, seed=2)),
    "a few rows": (table_project("numbers", 3), label_examples(30, 3, seed=3)),
    f"{SUMS}two labels": (table_project("numbers", 2), label_examples(300, 2, seed=1)),
    f"{SUMS}five labels": (table_project("numbers", 5), label_examples(600, 5, seed=2)),
    f"{SUMS}a few rows": (table_project("numbers", 3), label_examples(30, 3, seed=3)),
    "a sum": (table_project("prediction", fields=WITH_OUTPUT), number_examples(300, 4, steps=False)),
    "steps": (table_project("prediction", fields=WITH_OUTPUT), number_examples(400, 5, steps=True)),
    "ten rows": (table_project("prediction", fields=WITH_OUTPUT), number_examples(10, 6, steps=False)),
}


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("core"))


@pytest.fixture(scope="module", params=MATERIAL)
def both(request: pytest.FixtureRequest, script: Path) -> dict[str, Any]:
    """What each side made of the same project."""
    project, examples = MATERIAL[request.param]
    rows = [Values(row) for row in mixed_rows(GUESSES, seed=77)]
    method: Method = "neural" if request.param.startswith(SUMS) else "usual"
    saved = train(
        project,
        examples,
        model_id=MODEL,
        trained_at=WHEN,
        on_progress=lambda progress: None,
        method=method,
    )
    question = {
        "method": method,
        "project": to_json(project),
        "examples": to_json(examples),
        "modelId": str(MODEL),
        "trainedAt": WHEN,
        "data": to_json(rows),
        "model": to_json(saved.model),
    }
    return {
        "name": request.param,
        "examples": examples,
        "saved": saved,
        "rows": rows,
        "browser": answer(script, question),
    }


def test_both_sides_make_the_same_file(both: dict[str, Any]) -> None:
    """A tree to the last bit, so that its digest is the same too; sums within rounding or what the search leaves."""
    ours, theirs = to_json(both["saved"].model), dict(both["browser"]["saved"]["model"])
    if ours["head"]["type"] == "tree" and ours["kind"] == "numbers":
        assert ours == theirs
        return
    for changing in ("head", "digest", "scores"):
        del ours[changing], theirs[changing]
    assert ours == theirs


def test_sums_and_trees_are_both_there() -> None:
    for name, head in {"a sum": "ridge", "steps": "tree"}.items():
        project, examples = MATERIAL[name]
        saved = train(project, examples, model_id=MODEL, trained_at=WHEN, on_progress=lambda progress: None)
        assert to_json(saved.model)["head"]["type"] == head


def test_models_trained_on_both_sides_agree(both: dict[str, Any]) -> None:
    ours = guess(parse_model(both["saved"].model), both["rows"])
    same, furthest = _compare(ours, both["browser"]["ours"])
    sys.stdout.write(f"{both['name']}: {len(ours)} guesses, {same} the same, within {furthest:.2g}\n")
    assert same == len(ours)
    assert furthest < (1e-6 if both["name"].startswith(SUMS) else 1e-9)


def test_each_side_reads_the_model_of_the_other(both: dict[str, Any]) -> None:
    from_browser = guess(parse_model(both["browser"]["saved"]["model"]), both["rows"])
    for ours, theirs in [
        (from_browser, both["browser"]["ours"]),
        (guess(parse_model(both["saved"].model), both["rows"]), both["browser"]["theirs"]),
    ]:
        same, furthest = _compare(ours, theirs)
        assert same == len(ours)
        assert furthest < 1e-9


def test_reports_and_scores_agree(both: dict[str, Any]) -> None:
    ours, theirs = to_json(both["saved"]), both["browser"]["saved"]
    assert len(ours["report"]) == len(theirs["report"]) > 0
    for one, other in zip(ours["report"], theirs["report"], strict=True):
        rounded = "number" in one or both["name"].startswith(SUMS)
        assert one == (pytest.approx(other) if rounded else other)
    for look in ("heldBack", "crossValidated"):
        scores, other_scores = (file["model"]["scores"][look] for file in (ours, theirs))
        assert scores == (pytest.approx(other_scores) if scores and "near" in scores else other_scores)


def test_both_sides_take_a_second_look_where_few_are_held_back(both: dict[str, Any]) -> None:
    looks = both["browser"]["saved"]["model"]["scores"]["crossValidated"]
    assert (looks is not None) == (both["name"].removeprefix(SUMS) in ("a few rows", "ten rows"))


def test_explanations_agree(both: dict[str, Any]) -> None:
    model = parse_model(both["saved"].model)
    learned = learned_by(both["examples"])
    for row, theirs in zip(both["rows"], both["browser"]["explanations"], strict=False):
        ours = to_json(explain(model, row, learned))
        assert (ours["words"], ours["path"]) == (theirs["words"], theirs["path"])
        assert ours["nearest"] == theirs["nearest"]
        for one, other in zip(ours["fields"], theirs["fields"], strict=True):
            assert one == pytest.approx(other)


def _compare(ours: list[Guess], theirs: list[dict[str, Any]]) -> tuple[int, float]:
    """How many guesses are the same, and the largest difference of a confidence or number."""
    same, furthest = 0, 0.0
    for one, other in zip(ours, theirs, strict=True):
        if one.number is not None:
            furthest = max(furthest, abs(one.number - other["number"]))
            same += one.number == pytest.approx(other["number"])
            continue
        same += [str(each.label_id) for each in one.confidences] == [
            each["labelId"] for each in other["confidences"]
        ]
        pairs = zip(one.confidences, other["confidences"], strict=True)
        furthest = max(furthest, *(abs(each.confidence - them["confidence"]) for each, them in pairs))
    return same, furthest
