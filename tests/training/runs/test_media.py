"""The website trains on pictures and sounds and answers for new ones."""

from __future__ import annotations

from uuid import UUID

import pytest

from storage.ids import new_id
from storage.routing import Stores, website
from storage.values import File, Label, NewExample, NewProject, ProjectKind
from tests.conftest import Cast
from tests.training.core.test_media import KINDS
from tests.training.runs.helpers import train

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_makes_a_model(kind: ProjectKind, cast: Cast) -> None:
    names, make = KINDS[kind].names, KINDS[kind].make
    stores = website(cast.tess)
    labels = tuple(Label(new_id(), name) for name in names)
    project = stores.projects.create(NewProject(new_id(), kind, "Made by code", labels=labels)).project.id
    files = make(10 * len(names), 1)
    added = [NewExample(new_id(), labels[i % len(labels)].id, File(file)) for i, file in enumerate(files)]
    for start in range(0, len(added), 20):
        stores.examples.add(project, added[start : start + 20])
    run = train(cast.tess, project)
    assert run.state == "ready"
    seconds_for_texts = 0.3 + len(added) / 2000
    assert run.expected_seconds > seconds_for_texts
    guesses = stores.trainer.guess(project, [File(file) for file in make(2 * len(names), 2)])
    right = sum(
        guess.confidences[0].label_id == labels[i % len(labels)].id for i, guess in enumerate(guesses)
    )
    assert right >= 0.8 * len(guesses)
    assert stores.projects.get(project).last_score is not None
    _is_explained(stores, project, files, guesses[0].model_id)


def _is_explained(stores: Stores, project: UUID, files: list[bytes], model: UUID) -> None:
    """By its parts, and by the examples that the model learned from and that are there still."""
    learned = [example for example in stores.examples.read(project) if not example.held_back]
    first = learned[0]
    file = stores.examples.media(project, first.id).file
    explanation = stores.trainer.explain(project, File(file))
    assert explanation.guess.model_id == model
    effects = explanation.areas.effects if explanation.areas else explanation.moments
    assert len(effects) > 1
    nearest = explanation.nearest
    assert (nearest[0].example_id, nearest[0].label_id) == (first.id, first.label_id)
    assert nearest[0].likeness == pytest.approx(1, abs=1e-4)
    assert len(nearest) == 3
    stores.examples.remove(project, [first.id])
    stores.examples.add(project, [NewExample(new_id(), first.label_id, File(file))])
    later = stores.trainer.explain(project, File(file)).nearest
    assert {one.example_id for one in later} <= {example.id for example in learned[1:]}
