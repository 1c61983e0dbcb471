"""The extractors by their names: what a model file says about its features, and where the weights are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from storage.problems import Code, Problem

WEIGHTS: Final = Path(__file__).parents[3] / "weights" / "built"
"""Where `make models` puts them."""


@dataclass(frozen=True, slots=True)
class Features:
    """What names an extractor: `name` and `version` say how features are made, `sha256` says with which weights.
    `length` is how many numbers there are."""

    name: str
    version: int
    sha256: str
    length: int
    weights: str
    bytes: int

    @property
    def path(self) -> Path:
        return WEIGHTS / self.weights

    @property
    def said(self) -> dict[str, object]:
        """As a model file says it."""
        return {"name": self.name, "version": self.version, "sha256": self.sha256}

    def check(self, said: Mapping[str, object] | None) -> None:
        """Problem: `invalid` when a model says that it was trained on other features than these."""
        if said != self.said:
            raise Problem(Code.INVALID, "This model was made by another version of this site.", field="model")


@cache
def features_of(kind: str) -> Features:
    """Of "images", "text" or "sounds"."""
    said = json.loads(Path(__file__).with_name("known.json").read_text())
    return Features(**said[kind])
