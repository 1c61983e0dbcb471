"""The website reads a picture once: what it made of it stays until the picture goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from storage.ids import new_id
from storage.routing import Stores, website
from storage.values import File, Label, NewExample, NewProject, ProjectChange, Text
from tests.conftest import Cast
from tests.training.core.test_media import KINDS
from tests.training.runs.helpers import train
from tests.training.runs.test_sweeps import purge_in
from training.cloud.features import KeptFeatures
from training.core.extractors.images import ImageExtractor
from training.core.extractors.known import features_of
from training.models import Feature

pytestmark = pytest.mark.django_db(transaction=True)

FEATURES = features_of("images")


@dataclass
class Pets:
    stores: Stores
    id: UUID = field(default_factory=new_id)
    labels: tuple[Label, ...] = tuple(Label(new_id(), name) for name in KINDS["images"].names[:2])

    def add(self, count: int, seed: int) -> list[UUID]:
        files = KINDS["images"].make(count, seed)
        new = [NewExample(new_id(), self.labels[i % 2].id, File(file)) for i, file in enumerate(files)]
        self.stores.examples.add(self.id, new)
        return [example.id for example in new]


@pytest.fixture
def pets(cast: Cast) -> Pets:
    made = Pets(website(cast.tess))
    made.stores.projects.create(NewProject(made.id, "images", "Pets", labels=made.labels))
    made.add(12, seed=1)
    return made


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pictures were looked at, each time."""
    counted: list[int] = []
    seen = ImageExtractor.seen

    def counting(self: ImageExtractor, squares: Any) -> Any:
        counted.append(len(squares))
        return seen(self, squares)

    monkeypatch.setattr(ImageExtractor, "seen", counting)
    return counted


def test_training_again_looks_at_new_pictures_only(pets: Pets, cast: Cast, looks: list[int]) -> None:
    assert train(cast.tess, pets.id).state == "ready"
    assert sum(looks) == 12
    first = pets.stores.models.latest(pets.id).model
    assert train(cast.tess, pets.id).state == "ready"
    assert sum(looks) == 12
    assert pets.stores.models.latest(pets.id).model["head"] == first["head"]
    pets.add(3, seed=2)
    assert train(cast.tess, pets.id).state == "ready"
    assert sum(looks) == 15
    kept = KeptFeatures(pets.id).load(FEATURES)
    assert [rows.shape for rows in kept.values()] == [(1, 1280)] * 15


def test_they_are_no_part_of_the_project(pets: Pets, cast: Cast, looks: list[int]) -> None:
    train(cast.tess, pets.id)
    whole = pets.stores.projects.digest(pets.id)
    Feature.objects.all().delete()
    assert pets.stores.projects.digest(pets.id) == whole
    assert train(cast.tess, pets.id).state == "ready"
    assert sum(looks) == 24


def test_they_go_with_their_picture(pets: Pets, cast: Cast) -> None:
    train(cast.tess, pets.id)
    first = next(iter(pets.stores.examples.read(pets.id)))
    pets.stores.examples.remove(pets.id, [first.id])
    assert Feature.objects.count() == 12
    purge_in(minutes=11)
    assert Feature.objects.count() == 11
    card = pets.stores.projects.get(pets.id)
    pets.stores.projects.update(pets.id, ProjectChange(labels=pets.labels[:1]), card.project.revision)
    purge_in(minutes=22)
    assert Feature.objects.count() == pets.stores.projects.get(pets.id).counts.examples
    pets.stores.projects.remove(pets.id)
    purge_in(minutes=40)
    assert Feature.objects.count() == 0


def test_those_of_a_text_go_with_it(cast: Cast) -> None:
    stores, label = website(cast.ada), Label(new_id(), "kind")
    project = stores.projects.create(NewProject(new_id(), "text", "Moods", labels=(label,))).project.id
    examples = [NewExample(new_id(), label.id, Text(text)) for text in ("hello", "goodbye")]
    stores.examples.add(project, examples)
    known = features_of("text")
    made = np.ones((1, known.length), np.float32)
    read = {"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824": made, "0" * 64: made}
    KeptFeatures(project).keep(known, read)
    stores.examples.remove(project, [examples[0].id])
    purge_in(minutes=11)
    assert list(KeptFeatures(project).load(known)) == ["0" * 64]


def test_those_of_another_extractor_go_with_the_next_training(pets: Pets, cast: Cast) -> None:
    Feature.objects.create(project_id=pets.id, extractor="older@1", sha256="0" * 64, numbers=b"1234")
    train(cast.tess, pets.id)
    assert set(Feature.objects.values_list("extractor", flat=True)) == {FEATURES.key}


def test_a_project_that_has_gone_keeps_nothing() -> None:
    KeptFeatures(new_id()).keep(FEATURES, {"0" * 64: np.ones((1, FEATURES.length), np.float32)})
    assert Feature.objects.count() == 0
