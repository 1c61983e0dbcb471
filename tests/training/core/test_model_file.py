from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storage.digest import item_digest
from storage.problems import Code, Problem
from tests.training.core.browser import answer, bundle
from tests.training.core.material import label_id, project, sentence_examples
from training.core.features import BUCKETS
from training.core.model_file import check, open_model, parse_model
from training.core.parsed import LabelModel
from training.core.remote import RemoteHead, RemoteModel, shared_out
from training.core.train import train

Json = dict[str, Any]
Damage = Callable[[Json], object]
ZERO, ONE = str(label_id(0)), str(label_id(1))


@pytest.fixture(scope="module")
def written() -> str:
    examples = sentence_examples(60, 2)
    saved = train(project(2), examples, model_id=label_id(500), trained_at=7, on_progress=lambda part: None)
    return json.dumps(saved.model)


@pytest.fixture
def file(written: str) -> Json:
    said: Json = json.loads(written)
    return said


def _signed(file: Json) -> Json:
    """With the digest that fits, so that nothing but the damage can be what is refused."""
    content = {key: value for key, value in file.items() if key != "digest"}
    return content | {"digest": item_digest(content).hex()}


def _refused(file: object) -> str:
    with pytest.raises(Problem) as caught:
        check(file)
    assert caught.value.code == Code.INVALID
    return caught.value.detail


def _floats(values: list[float]) -> str:
    return b64encode(np.array(values, dtype="<f4").tobytes()).decode()


def _columns(values: list[int]) -> str:
    return b64encode(np.array(values, dtype="<u2").tobytes()).decode()


def test_a_good_file_passes_unchanged(file: Json) -> None:
    assert check(file) is file
    model = parse_model(file)
    assert model.id == label_id(500)
    assert isinstance(model, LabelModel)
    assert model.labels == (label_id(0), label_id(1))


def test_the_shape_of_a_file(file: Json) -> None:
    assert {
        key: file[key] for key in ("format", "version", "kind", "trainer", "fields", "features", "seed")
    } == {
        "format": "mlforkids-model",
        "version": 1,
        "kind": "text",
        "trainer": "text-softmax@1",
        "fields": [],
        "features": {"name": "text-ngrams", "version": 1, "sha256": None},
        "seed": 0,
    }
    columns = np.frombuffer(b64decode(file["head"]["columns"]), dtype="<u2")
    assert len(b64decode(file["head"]["weights"])) == 4 * 2 * len(columns)
    assert len(b64decode(file["head"]["bias"])) == 4 * 2


@pytest.mark.parametrize("file", [None, [], "model", 7, {}, {"format": "mlforkids-model"}, {"format": "zip"}])
def test_what_is_no_model_at_all(file: object) -> None:
    _refused(file)


SHAPE: dict[str, Damage] = {
    "unknown version": lambda file: file.update(version=2),
    "true for a version": lambda file: file.update(version=True),
    "unknown kind": lambda file: file.update(kind="images"),
    "unknown features": lambda file: file["features"].update(name="use"),
    "other version of features": lambda file: file["features"].update(version=2),
    "no features": lambda file: file.update(features=None),
    "unknown head": lambda file: file.update(head={"type": "remote", "service": "x"}),
    "no head": lambda file: file.update(head=None),
    "numbers for a string": lambda file: file["head"].update(bias=[1, 2]),
    "something extra": lambda file: file.update(code="import os"),
    "something missing": lambda file: file.pop("counts"),
    "an id that is none": lambda file: file.update(id="../../etc/passwd"),
    "a time that is no number": lambda file: file.update(trainedAt="today"),
    "a time before time": lambda file: file.update(trainedAt=-1),
    "a trainer of a whole page": lambda file: file.update(trainer="x" * 5000),
    "a field": lambda file: file.update(fields=[{}]),
    "one label": lambda file: file["labels"].pop(),
    "too many labels": lambda file: file.update(
        labels=[{"id": str(label_id(i)), "name": "x"} for i in range(21)]
    ),
    "a label twice": lambda file: file["labels"].__setitem__(1, file["labels"][0]),
    "a label without a name": lambda file: file["labels"][0].update(name=" "),
    "a label with a long name": lambda file: file["labels"][0].update(name="x" * 31),
    "a label with a bad character": lambda file: file["labels"][0].update(name="a\x00"),
    "labels that are none": lambda file: file.update(labels="two"),
    "a count of another label": lambda file: file["counts"].update({str(label_id(9)): 1}),
    "a count of nothing": lambda file: file["counts"].update({ZERO: 0}),
    "half a count": lambda file: file["counts"].update({ZERO: 1.5}),
    "no scores": lambda file: file.update(scores=None),
    "scores that do not add up": lambda file: file["scores"]["heldBack"].update(right=10**6),
    "scores of a label that do not": lambda file: file["scores"]["heldBack"]["perLabel"][ZERO].update(of=99),
    "confusion with another label": lambda file: file["scores"]["heldBack"]["confusion"][ONE].update(x=1),
    "confusion below zero": lambda file: file["scores"]["heldBack"]["confusion"][ONE].update({ONE: -1}),
    "a second look of nothing": lambda file: file["scores"].update(crossValidated={}),
    "a second look that does not add up": lambda file: file["scores"].update(
        crossValidated=file["scores"]["heldBack"] | {"right": 10**6}
    ),
}

ARRAYS: dict[str, Damage] = {
    "too few weights": lambda file: file["head"].update(weights=_floats([1])),
    "too many biases": lambda file: file["head"].update(bias=_floats([0, 0, 0])),
    "a weight that is no number": lambda file: file["head"].update(bias=_floats([float("nan"), 0])),
    "a weight without end": lambda file: file["head"].update(bias=_floats([float("inf"), 0])),
    "no base64": lambda file: file["head"].update(bias="§" * 12),
    "base64 with spaces": lambda file: file["head"].update(bias=" " + file["head"]["bias"][1:]),
    "cut base64": lambda file: file["head"].update(columns=file["head"]["columns"][:-1]),
    "half a column": lambda file: file["head"].update(columns=b64encode(b"abc").decode()),
    "columns out of order": lambda file: file["head"].update(
        columns=_columns([3, 2]), weights=_floats([0] * 4)
    ),
    "a column twice": lambda file: file["head"].update(columns=_columns([3, 3]), weights=_floats([0] * 4)),
    "an unknown column": lambda file: file["head"].update(
        columns=_columns([BUCKETS]), weights=_floats([0] * 2)
    ),
    "too large": lambda file: file["head"].update(columns="A" * 10_000_000),
    "large weights": lambda file: file["head"].update(weights="A" * 10_000_000),
}


def _remote(file: Json, **changes: object) -> Json:
    head = {"type": "remote", "service": "watson", "workspace": ZERO, "expiresAt": 7}
    file.update(features=None, head=head | changes)
    return file


REMOTE: dict[str, Damage] = {
    "a service without a name": lambda file: _remote(file, service=""),
    "a workspace that is an address": lambda file: _remote(file, workspace="https://example.org"),
    "a model that ends at no time": lambda file: _remote(file, expiresAt="tomorrow"),
    "a key": lambda file: _remote(file, key="secret"),
    "a remote model of pictures": lambda file: _remote(file).update(kind="images"),
    "a remote model with features": lambda file: _remote(file).update(features={"name": "x"}),
}

DAMAGES = SHAPE | ARRAYS | REMOTE


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_refused(file: Json, damage: Damage) -> None:
    damage(file)
    assert "digest" not in _refused(_signed(file))


def test_the_browser_refuses_the_same_files_for_the_same_reasons(written: str, tmp_path: Path) -> None:
    files = [json.loads(written) for _ in DAMAGES]
    for file, damage in zip(files, DAMAGES.values(), strict=True):
        damage(file)
    signed = [_signed(file) for file in files]
    told = answer(bundle(tmp_path), {"damaged": signed})["refused"]
    assert told == [_refused(file) for file in signed]


def test_a_remote_model_says_who_is_to_be_asked(file: Json) -> None:
    _remote(file)
    signed = _signed(file)
    assert check(signed) is signed
    model = open_model(signed)
    assert isinstance(model, RemoteModel)
    assert model.head == RemoteHead("watson", label_id(0), 7)
    assert model.labels == (label_id(0), label_id(1))
    with pytest.raises(Problem, match="elsewhere"):
        parse_model(signed)


def test_what_a_service_says_becomes_confidences_that_add_up_to_one() -> None:
    assert shared_out([0.9, 0.0]).tolist() == pytest.approx([0.95, 0.05])
    assert shared_out([0.9, 0.6]).tolist() == pytest.approx([0.6, 0.4])
    assert shared_out([0.0, 0.0, 0.0, 0.0]).tolist() == [0.25] * 4


def test_numbers_that_json_has_not(file: Json) -> None:
    _refused(file | {"trainedAt": float("nan")})
    _refused(file | {"seed": float("inf")})
    _refused(file | {"trainedAt": 2**60})


def test_a_file_that_was_changed_is_refused(file: Json) -> None:
    assert "digest" in _refused(file | {"trainedAt": 8})
    assert "digest" in _refused(file | {"digest": "0" * 64})
    _refused(file | {"digest": "short"})


def test_a_model_without_columns_can_be_read(file: Json) -> None:
    file["head"].update(columns="", weights="")
    parse_model(_signed(file))
