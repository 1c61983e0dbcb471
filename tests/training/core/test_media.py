"""A few pictures or sounds of each label are enough to tell new ones apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest

from storage.problems import Code, Problem
from storage.values import Example, File, Label, Media, MediaSummary, MediaType, Project, ProjectKind
from tests.training.core.material import label_id
from tests.training.core.shown import NOISES, RATE, THINGS, file_of, picture, sound
from training.core.answer import guess
from training.core.extractors.known import Features, features_of
from training.core.model_file import parse_model
from training.core.order import Rows
from training.core.train import train
from training.media.wav import written_wav


def pictures(count: int, seed: int) -> list[bytes]:
    """One thing after the other."""
    chance = random.Random(seed)
    return [file_of(picture(THINGS[i % len(THINGS)], chance)) for i in range(count)]


def sounds(count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    return [written_wav(RATE, sound(NOISES[i % len(NOISES)], chance)) for i in range(count)]


@dataclass(frozen=True)
class Kind:
    names: Sequence[str]
    make: Callable[[int, int], list[bytes]]
    type: MediaType


KINDS: dict[ProjectKind, Kind] = {
    "images": Kind(THINGS, pictures, "image/jpeg"),
    "sounds": Kind(NOISES, sounds, "audio/wav"),
}
MODEL = label_id(500)


@dataclass(frozen=True)
class Made:
    project: Project
    examples: list[Example]
    files: list[bytes]
    model: dict[str, Any]
    kept: Memory


class Memory:
    """Keeps what an extractor has made."""

    def __init__(self) -> None:
        self.rows: dict[str, Rows] = {}

    def load(self, _features: Features, /) -> Mapping[str, Rows]:
        return dict(self.rows)

    def keep(self, _features: Features, rows: Mapping[str, Rows], /) -> None:
        self.rows |= rows


def trained(kind: ProjectKind, files: list[bytes], gone: int | None = None) -> Made:
    """One label after the other; every sixth example is held back."""
    labels = tuple(Label(label_id(i), name) for i, name in enumerate(KINDS[kind].names))
    project = Project(label_id(99), kind, "Made by code", "en", labels, (), 0, 0, 1)
    examples = [
        _example(i, labels[i % len(labels)].id, KINDS[kind].type, file, held_back=i % 6 == 5)
        for i, file in enumerate(files)
    ]
    known = {example.id: file for example, file in zip(examples, files, strict=True)}
    if gone is not None:
        del known[examples[gone].id]
    kept = Memory()
    saved = train(
        project,
        examples,
        model_id=MODEL,
        trained_at=0,
        on_progress=lambda progress: None,
        file=known.get,
        kept=kept,
    )
    return Made(project, examples, files, dict(saved.model), kept)


def _example(i: int, label: UUID, type: MediaType, file: bytes, *, held_back: bool) -> Example:
    id = label_id(1000 + i)
    media = MediaSummary(id, type, len(file), sha256(file).hexdigest(), None)
    return Example(id, label, Media(media), None, held_back, "made", 0)


@pytest.mark.parametrize("kind", KINDS)
def test_new_ones_are_told_apart(kind: ProjectKind) -> None:
    names, make = KINDS[kind].names, KINDS[kind].make
    model = trained(kind, make(12 * len(names), 1)).model
    assert model["features"] == features_of(kind).said
    held_back = model["scores"]["heldBack"]
    assert held_back["of"] == 2 * len(names)
    assert held_back["right"] >= 0.8 * held_back["of"]
    guesses = guess(parse_model(model), [File(file) for file in make(10 * len(names), 2)])
    right = sum(each.confidences[0].label_id == label_id(i % len(names)) for i, each in enumerate(guesses))
    assert right >= 0.9 * len(guesses)


def test_an_example_that_has_gone_meanwhile_is_left_out() -> None:
    model = trained("images", pictures(24, seed=3), gone=0).model
    assert sum(model["counts"].values()) == 24 - 4 - 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_model_of_other_features_is_not_asked(kind: ProjectKind) -> None:
    """It was made with other weights, and would answer anything."""
    names, make = KINDS[kind].names, KINDS[kind].make
    model = parse_model(trained(kind, make(4 * len(names), 4)).model)
    object.__setattr__(model, "features", features_of(kind).said | {"sha256": "0" * 64})
    with pytest.raises(Problem) as refused:
        guess(model, [File(make(1, 5)[0])])
    assert refused.value.code is Code.INVALID
