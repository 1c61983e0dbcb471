"""Model files of trees, sums and rows of features: what is damaged is refused, for the same reason on both sides."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storage.camel import to_json
from storage.digest import item_digest
from storage.problems import Code, Problem
from storage.values import Method
from tests.training.core.browser import answer, bundle
from tests.training.core.material import label_id
from tests.training.core.tables import (
    COAT,
    FIELDS,
    LAST,
    LEGS,
    OUTPUT,
    label_examples,
    number_examples,
    table_project,
)
from training.core.dense import DenseHead
from training.core.model_file import check, parse_model
from training.core.parsed import LabelModel
from training.core.train import train

Json = dict[str, Any]
Damage = Callable[[Json], object]
ZERO, ONE = str(label_id(0)), str(label_id(1))


def _trained(kind: str) -> Json:
    method: Method = "neural" if kind == "sums" else "usual"
    if kind in ("numbers", "sums"):
        project, examples = table_project("numbers", 2), label_examples(60, 2, seed=1)
    else:
        project = table_project("prediction", fields=(*FIELDS, OUTPUT))
        examples = number_examples(200, seed=5, steps=kind == "steps")
    saved = train(
        project,
        examples,
        model_id=label_id(500),
        trained_at=7,
        on_progress=lambda part: None,
        method=method,
    )
    file: Json = to_json(saved.model)
    return file


def _floats(count: int) -> str:
    return b64encode(np.arange(count, dtype="<f4").tobytes()).decode()


def _dense() -> Json:
    """Three features of pictures, and two labels."""
    file = _trained("numbers") | {"kind": "images", "trainer": "images-softmax@1", "fields": []}
    file["features"] = {"name": "images-lite0", "version": 1, "sha256": "a" * 64}
    file["head"] = {"type": "softmax", "columns": None, "weights": _floats(6), "bias": _floats(2)}
    return _signed(file)


FILES: dict[str, str] = {
    "labels": json.dumps(_trained("numbers")),
    "sum": json.dumps(_trained("sum")),
    "steps": json.dumps(_trained("steps")),
    "sums": json.dumps(_trained("sums")),
    "dense": "",
}


def _signed(file: Json) -> Json:
    """With the digest that fits, so that nothing but the damage can be what is refused."""
    content = {key: value for key, value in file.items() if key != "digest"}
    return content | {"digest": item_digest(content).hex()}


FILES["dense"] = json.dumps(_dense())


def _leaf(node: Json) -> Json:
    return _leaf(node["no"]) if "no" in node else node


def _deep(file: Json) -> None:
    node = leaf = _leaf(file["head"]["root"])
    for _ in range(17):
        node = {"field": str(LEGS), "atMost": 1, "missing": True, "yes": leaf, "no": node}
    file["head"]["root"] = node


def _choice(file: Json) -> Json:
    """A question about a choice in place of the first one."""
    question: Json = {**file["head"]["root"], "field": str(COAT), "is": "fur"}
    question.pop("atMost", None)
    file["head"]["root"] = question
    return question


DAMAGES: list[tuple[str, str, Damage]] = [
    ("labels", "another head", lambda file: file["head"].update(type="ridge")),
    ("labels", "a head of text", lambda file: file.update(head={"type": "softmax"})),
    ("labels", "features", lambda file: file.update(features={"name": "x", "version": 1, "sha256": None})),
    ("labels", "no tree", lambda file: file["head"].update(root=None)),
    ("labels", "something extra", lambda file: file["head"]["root"].update(code="1")),
    ("labels", "a field that is not there", lambda file: file["head"]["root"].update(field=ONE)),
    ("labels", "a field that is none", lambda file: file["head"]["root"].update(field=["x"])),
    ("labels", "no side", lambda file: file["head"]["root"].pop("yes")),
    ("labels", "a side that is none", lambda file: file["head"]["root"].update(no=[])),
    ("labels", "missing that is no yes or no", lambda file: file["head"]["root"].update(missing=1)),
    ("labels", "a choice that is not there", lambda file: _choice(file).update({"is": "wood"})),
    ("labels", "a choice that is a number", lambda file: _choice(file).update({"is": 0})),
    ("labels", "too deep", _deep),
    ("labels", "too few counts", lambda file: _leaf(file["head"]["root"]).update(counts=[1])),
    ("labels", "counts of nothing", lambda file: _leaf(file["head"]["root"]).update(counts=[0, 0])),
    ("labels", "half a count", lambda file: _leaf(file["head"]["root"]).update(counts=[0.5, 1])),
    ("labels", "no fields", lambda file: file.update(fields=[])),
    ("labels", "a field twice", lambda file: file["fields"].append(file["fields"][0])),
    ("labels", "an output", lambda file: file["fields"][0].update(role="output")),
    ("labels", "a field without a name", lambda file: file["fields"][0].update(name=" ")),
    ("labels", "a field of another type", lambda file: file["fields"][0].update(type="date")),
    ("labels", "a number with choices", lambda file: file["fields"][0].update(choices=["a", "b"])),
    ("labels", "one choice", lambda file: file["fields"][1].update(choices=["fur"])),
    ("labels", "a choice twice", lambda file: file["fields"][1].update(choices=["fur", "fur"])),
    ("labels", "a choice that is no text", lambda file: file["fields"][1].update(choices=[1, 2])),
    ("labels", "too many fields", lambda file: file.update(fields=file["fields"] * 6)),
    ("labels", "no labels", lambda file: file.update(labels=[])),
    ("sum", "labels", lambda file: file.update(labels=[{"id": ZERO, "name": "x"}])),
    ("sum", "no output", lambda file: file["fields"].pop()),
    ("sum", "an output that is a choice", lambda file: file["fields"][1].update(role="output")),
    ("sum", "counts of a label", lambda file: file.update(counts={ZERO: 1})),
    ("sum", "a base that is no number", lambda file: file["head"].update(base="1")),
    ("sum", "a base of yes", lambda file: file["head"].update(base=True)),
    ("sum", "too few terms", lambda file: file["head"]["terms"].pop()),
    ("sum", "no terms", lambda file: file["head"].update(terms=None)),
    ("sum", "terms in another order", lambda file: file["head"]["terms"].reverse()),
    ("sum", "a term that is none", lambda file: file["head"]["terms"].__setitem__(0, None)),
    ("sum", "a weight that is none", lambda file: file["head"]["terms"][0].update(weight=None)),
    ("sum", "too few effects", lambda file: file["head"]["terms"][1].update(effects=[1])),
    ("sum", "an effect that is none", lambda file: file["head"]["terms"][1].update(effects=[1, 2, "3"])),
    ("sum", "more right than there are", lambda file: file["scores"]["heldBack"].update(right=10**6)),
    ("sum", "near below zero", lambda file: file["scores"]["heldBack"].update(near=-1)),
    ("sum", "no error", lambda file: file["scores"]["heldBack"].update(meanError=None)),
    ("sum", "an error without an outcome", lambda file: file["scores"]["heldBack"].update(right=0, of=0)),
    ("sum", "scores of labels", lambda file: file["scores"]["heldBack"].update(perLabel={})),
    (
        "sum",
        "a second look at labels",
        lambda file: file["scores"].update(crossValidated={"right": 1, "of": 1}),
    ),
    ("steps", "leaves of labels", lambda file: _leaf(file["head"]["root"]).update(counts=[1])),
    ("steps", "a leaf without rows", lambda file: _leaf(file["head"]["root"]).update(rows=0)),
    ("steps", "a leaf without a number", lambda file: _leaf(file["head"]["root"]).update(number=None)),
    ("steps", "the output is asked", lambda file: file["head"]["root"].update(field=str(LAST))),
    ("sums", "too few sums", lambda file: file["head"]["sums"].pop()),
    ("sums", "sums that are none", lambda file: file["head"].update(sums={})),
    ("sums", "a sum that is none", lambda file: file["head"]["sums"].__setitem__(0, [])),
    ("sums", "a sum of another kind", lambda file: file["head"]["sums"][0].update(type="ridge")),
    ("sums", "too few terms", lambda file: file["head"]["sums"][0]["terms"].pop()),
    ("sums", "a base that is none", lambda file: file["head"]["sums"][1].update(base=None)),
    ("sums", "another kind", lambda file: file.update(kind="text", fields=[])),
    ("dense", "n-grams", lambda file: file["features"].update(name="text-ngrams")),
    ("dense", "features without weights", lambda file: file["features"].update(sha256=None)),
    ("dense", "features without a name", lambda file: file["features"].update(name="")),
    ("dense", "columns", lambda file: file["head"].update(columns="")),
    ("dense", "columns that are none", lambda file: file["head"].update(columns=0)),
    ("dense", "a tree", lambda file: file.update(head={"type": "tree", "root": {"counts": [1, 1]}})),
    ("dense", "no weights", lambda file: file["head"].update(weights="")),
    ("dense", "uneven weights", lambda file: file["head"].update(weights=_floats(5))),
    ("dense", "too many weights", lambda file: file["head"].update(weights=_floats(2 * 4097))),
    ("dense", "too few biases", lambda file: file["head"].update(bias=_floats(1))),
    ("dense", "fields", lambda file: file.update(fields=[to_json(FIELDS[0])])),
]
NAMES = [f"{file}: {name}" for file, name, _ in DAMAGES]


def _damaged(name: str, damage: Damage) -> Json:
    file: Json = json.loads(FILES[name])
    damage(file)
    return _signed(file)


def _refused(file: Json) -> str:
    with pytest.raises(Problem) as caught:
        check(file)
    assert caught.value.code == Code.INVALID
    return caught.value.detail


@pytest.mark.parametrize("name", FILES)
def test_a_good_file_passes(name: str) -> None:
    check(json.loads(FILES[name]))


@pytest.mark.parametrize(("name", "damage"), [(name, damage) for name, _, damage in DAMAGES], ids=NAMES)
def test_a_damaged_file_is_refused(name: str, damage: Damage) -> None:
    assert "digest" not in _refused(_damaged(name, damage))


def test_the_browser_refuses_the_same_files_for_the_same_reasons(tmp_path: Path) -> None:
    files = [_damaged(name, damage) for name, _, damage in DAMAGES]
    good = [json.loads(file) for file in FILES.values()]
    told = answer(bundle(tmp_path), {"damaged": files + good})["refused"]
    assert dict(zip(NAMES, told, strict=False)) == dict(zip(NAMES, map(_refused, files), strict=True))
    assert told[len(files) :] == [None] * len(good)


def test_weights_of_a_dense_head_are_in_the_order_of_the_labels() -> None:
    model = parse_model(json.loads(FILES["dense"]))
    assert isinstance(model, LabelModel)
    assert isinstance(model.head, DenseHead)
    assert model.head.weights.tolist() == [[0, 1, 2], [3, 4, 5]]
