"""What a model file must look like, field by field, before its head is opened."""

from __future__ import annotations

import re
from typing import cast

from storage.limits import LABEL_LENGTH, LABELS, LABELS_TO_TRAIN
from storage.text import check_filled
from training.core.shape_fields import check_fields
from training.core.shape_parts import Json, demand, is_count, is_id, matches, parts, refusal
from training.core.shape_scores import check_label_scores, check_number_scores

_KEYS = {
    "format", "version", "id", "kind", "trainedAt", "trainer", "labels", "fields", "features", "head", "counts",
    "seed", "scores", "digest",
}  # fmt: skip
_HEADS = {
    "text": {"softmax", "remote"},
    "images": {"softmax"},
    "sounds": {"softmax"},
    "numbers": {"tree", "sums"},
    "prediction": {"tree", "ridge"},
}
_HEAD_PARTS = {
    "softmax": {"columns", "weights", "bias"},
    "tree": {"root"},
    "ridge": {"base", "terms"},
    "sums": {"sums"},
    "remote": {"service", "workspace", "expiresAt"},
}
_HEX = re.compile(r"[0-9a-f]{64}")
_TRAINER = re.compile(r"[a-z-]{1,40}@[0-9]{1,4}")
_NAME = re.compile(r"[a-z0-9-]{1,40}")


def check_shape(file: object) -> Json:
    """The same file. Problem: `invalid`, with what is wrong."""
    demand(isinstance(file, dict) and file.get("format") == "mlforkids-model", "it is something else")
    shaped = parts(file, _KEYS, "file")
    demand(is_count(shaped["version"]) and shaped["version"] == 1, "its version is not known here")
    kind = shaped["kind"]
    demand(isinstance(kind, str) and kind in _HEADS, "its kind is not known here")
    demand(is_id(shaped["id"]), "its id is not one")
    demand(is_count(shaped["trainedAt"]) and is_count(shaped["seed"]), "a number is not whole")
    demand(matches(_TRAINER, shaped["trainer"]), "its trainer is not named")
    demand(matches(_HEX, shaped["digest"]), "its digest is not one")
    output = check_fields(shaped["fields"], kind)
    head = _check_head(shaped["head"], kind)
    _check_features(shaped["features"], kind, head)
    labels = _check_labels(shaped["labels"], kind)
    counts = parts(shaped["counts"], set(labels) if output is None else {output}, "counts")
    demand(all(is_count(count) and count > 0 for count in counts.values()), "a count is wrong")
    scores = parts(shaped["scores"], {"heldBack", "crossValidated"}, "scores")
    looks = [scores["heldBack"]]
    if scores["crossValidated"] is not None:
        looks.append(scores["crossValidated"])
    for look in looks:
        if output is None:
            check_label_scores(look, labels)
        else:
            check_number_scores(look)
    return shaped


def _check_head(said: object, kind: str) -> Json:
    type = said.get("type") if isinstance(said, dict) else None
    demand(isinstance(type, str) and type in _HEADS[kind], "its head is not known here")
    head = parts(said, {"type", *_HEAD_PARTS[cast("str", type)]}, "head")
    if type == "softmax":
        columns = "" if head["columns"] is None else head["columns"]
        demand(
            all(isinstance(text, str) for text in (columns, head["weights"], head["bias"])),
            "its head is damaged",
        )
    if type == "remote":
        named = matches(_NAME, head["service"]) and is_id(head["workspace"])
        demand(named and is_count(head["expiresAt"]), "its head is damaged")
    return head


def _check_features(said: object, kind: str, head: Json) -> None:
    """N-grams are made without weights; whether it knows others is for the extractor to say."""
    if head["type"] != "softmax":
        demand(said is None, "its features are not known here")
        return
    features = parts(said, {"name", "version", "sha256"}, "features")
    named = matches(_NAME, features["name"]) and is_count(features["version"])
    ngrams = kind == "text" and (features["name"], features["version"], features["sha256"]) == (
        "text-ngrams",
        1,
        None,
    )
    dense = features["name"] != "text-ngrams" and matches(_HEX, features["sha256"])
    demand(named and (dense if head["columns"] is None else ngrams), "its features are not known here")


def _check_labels(said: object, kind: str) -> list[str]:
    if kind == "prediction":
        demand(said == [], "its labels are too few or many")
        return []
    if not isinstance(said, list) or not LABELS_TO_TRAIN <= len(said) <= LABELS:
        raise refusal("its labels are too few or many")
    ids: list[str] = []
    for each in said:
        label = parts(each, {"id", "name"}, "label")
        demand(is_id(label["id"]) and isinstance(label["name"], str), "a label is damaged")
        check_filled(label["name"], LABEL_LENGTH, "model")
        ids.append(label["id"])
    demand(len(set(ids)) == len(ids), "a label is there twice")
    return ids
