"""Zips as the original Machine Learning for Kids writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.files.zips import Part, zipped


def original(
    rows: Sequence[Any] = (),
    *,
    project: Mapping[str, Any] | None = None,
    version: Any = 1,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A text project with the labels "kind things" and "mean things", unless said otherwise."""
    said = {
        "type": "text",
        "name": "Make me happy",
        "labels": ["kind_things", "mean_things"],
        "language": "en",
        "numfields": 0,
        "fields": [],
        "isCrowdSourced": False,
    } | dict(project or {})
    exported = "2026-08-01T10:00:00.000Z"
    manifest = {"formatversion": version, "exported": exported, "application": "machine-learning-for-kids"}
    entries = {
        "manifest.json": _json(manifest),
        "project.json": _json(said),
        "training.json": _json(list(rows)),
        **(more or {}),
    }
    return zipped([Part(name.encode(), content) for name, content in entries.items()])


def row(text: Any, label: Any = "kind_things") -> dict[str, Any]:
    return {"label": label, "textdata": text}


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()
