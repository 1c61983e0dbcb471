"""The extractors by their names: which one reads a project, what a model file says of it, and where its weights are.

An extractor is a network that makes a row of numbers of a picture, a sound or a text. The browser reads `known.json`
too: `frontend/src/training/core/extractors/known.ts`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from storage.problems import Code, Problem
from storage.values import ProjectKind

WEIGHTS: Final = Path(__file__).parents[3] / "weights" / "built"
"""Where `make models` puts them."""

_KNOWN: Final = Path(__file__).with_name("known.json")


@dataclass(frozen=True, slots=True)
class Features:
    """What names an extractor. It reads examples of projects of this `kind` and these `languages` ("en", "zh"; None for
    any); of several the first in the file is taken. `name` and `version` say how features are made, `sha256` says with
    which weights; other weights are another version. `length` is how many numbers there are, `weights` the file and
    `bytes` its size. `c` and `standardise` say how a head is fitted to them, see `training/core/dense.py`."""

    kind: ProjectKind
    languages: frozenset[str] | None
    name: str
    version: int
    sha256: str
    length: int
    weights: str
    bytes: int
    c: float
    standardise: bool

    def reads(self, kind: ProjectKind, language: str) -> bool:
        return kind == self.kind and (self.languages is None or language.partition("-")[0] in self.languages)

    @property
    def path(self) -> Path:
        return WEIGHTS / self.weights

    @property
    def key(self) -> str:
        """What is kept of their numbers is kept under this."""
        return f"{self.name}@{self.version}"

    @property
    def said(self) -> dict[str, object]:
        """As a model file says it."""
        return {"name": self.name, "version": self.version, "sha256": self.sha256}


def features_of(extractor: str) -> Features:
    """Of "images", "text", "text-e5" or "sounds"."""
    return _known()[extractor]


def features_for(kind: ProjectKind, language: str) -> Features | None:
    """Which extractor reads the examples of a project of this kind and language ("en", "zh-TW"); None for those that
    are read without one, as n-grams or cells."""
    return next((features for features in _known().values() if features.reads(kind, language)), None)


def features_said(said: Mapping[str, object] | None) -> Features:
    """What a model was trained on. Problem: `invalid` when nothing here makes such features."""
    for features in _known().values():
        if features.said == said:
            return features
    raise Problem(Code.INVALID, "This model was made by another version of this site.", field="model")


@cache
def _known() -> dict[str, Features]:
    return {extractor: _read(said) for extractor, said in json.loads(_KNOWN.read_text()).items()}


def _read(said: dict[str, Any]) -> Features:
    languages = said["languages"]
    return Features(**said | {"languages": None if languages is None else frozenset(languages)})
