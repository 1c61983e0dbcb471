"""What a model file must look like, field by field, before its arrays are opened."""

from __future__ import annotations

import re
from typing import Any

from storage.limits import LABEL_LENGTH, LABELS, LABELS_TO_TRAIN
from storage.problems import Code, Problem
from storage.text import check_filled

Json = dict[str, Any]

_KEYS = {
    "format", "version", "id", "kind", "trainedAt", "trainer", "labels", "fields", "features", "head", "counts",
    "seed", "scores", "digest",
}  # fmt: skip
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_HEX = re.compile(r"[0-9a-f]{64}")
_TRAINER = re.compile(r"[a-z-]{1,40}@[0-9]{1,4}")
_MOST = 2**53 - 1


def refusal(why: str) -> Problem:
    return Problem(Code.INVALID, f"This is not a model file that can be used: {why}.", field="model")


def demand(holds: bool, why: str) -> None:
    if not holds:
        raise refusal(why)


def check_shape(file: object) -> Json:
    """The same file. Problem: `invalid`, with what is wrong."""
    demand(isinstance(file, dict) and file.get("format") == "mlforkids-model", "it is something else")
    shaped = _object(file, _KEYS, "file")
    demand(_is_count(shaped["version"]) and shaped["version"] == 1, "its version is not known here")
    demand(shaped["kind"] == "text", "its kind is not known here")
    demand(_matches(_ID, shaped["id"]), "its id is not one")
    demand(_is_count(shaped["trainedAt"]) and _is_count(shaped["seed"]), "a number is not whole")
    demand(_matches(_TRAINER, shaped["trainer"]), "its trainer is not named")
    demand(_matches(_HEX, shaped["digest"]), "its digest is not one")
    demand(shaped["fields"] == [], "a text model has no fields")
    _check_features(shaped["features"])
    _check_head(shaped["head"])
    labels = _check_labels(shaped["labels"])
    counts = _object(shaped["counts"], set(labels), "counts")
    demand(all(_is_count(count) and count > 0 for count in counts.values()), "a count is wrong")
    scores = _object(shaped["scores"], {"heldBack", "crossValidated"}, "scores")
    demand(scores["crossValidated"] is None, "its scores are not known here")
    _check_held_back(scores["heldBack"], labels)
    return shaped


def _check_features(said: object) -> None:
    features = _object(said, {"name", "version", "sha256"}, "features")
    known = features["name"] == "text-ngrams" and _is_count(features["version"]) and features["version"] == 1
    demand(known and features["sha256"] is None, "its features are not known here")


def _check_head(said: object) -> None:
    demand(isinstance(said, dict) and said.get("type") == "softmax", "its head is not known here")
    head = _object(said, {"type", "columns", "weights", "bias"}, "head")
    demand(all(isinstance(head[part], str) for part in head), "its head is damaged")


def _check_labels(said: object) -> list[str]:
    if not isinstance(said, list) or not LABELS_TO_TRAIN <= len(said) <= LABELS:
        raise refusal("its labels are too few or many")
    labels = [_object(label, {"id", "name"}, "label") for label in said]
    ids: list[str] = []
    for label in labels:
        demand(_matches(_ID, label["id"]) and isinstance(label["name"], str), "a label is damaged")
        check_filled(label["name"], LABEL_LENGTH, "model")
        ids.append(label["id"])
    demand(len(set(ids)) == len(ids), "a label is there twice")
    return ids


def _check_held_back(said: object, labels: list[str]) -> None:
    held_back = _object(said, {"right", "of", "perLabel", "confusion"}, "scores")
    per_label = _object(held_back["perLabel"], set(labels), "scores")
    confusion = _object(held_back["confusion"], set(labels), "scores")
    for label in labels:
        row = confusion[label]
        demand(isinstance(row, dict) and set(row) <= set(labels), "its scores are damaged")
        demand(all(_is_count(times) and times > 0 for times in row.values()), "its scores are damaged")
        _check_score(per_label[label], row.get(label, 0), sum(row.values()))
    right = sum(per_label[label]["right"] for label in labels)
    of = sum(per_label[label]["of"] for label in labels)
    _check_score({"right": held_back["right"], "of": held_back["of"]}, right, of)


def _check_score(said: object, right: int, of: int) -> None:
    score = _object(said, {"right", "of"}, "scores")
    whole = _is_count(score["right"]) and _is_count(score["of"])
    demand(whole and score["right"] == right and score["of"] == of, "its scores do not add up")


def _object(said: object, keys: set[str], what: str) -> Json:
    if not isinstance(said, dict) or set(said) != keys:
        raise refusal(f"its {what} has other parts")
    return said


def _is_count(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= _MOST


def _matches(pattern: re.Pattern[str], said: object) -> bool:
    return isinstance(said, str) and pattern.fullmatch(said) is not None
