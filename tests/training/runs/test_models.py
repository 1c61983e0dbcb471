"""The models of a project: the newest counts, the last ten are kept, and a repeated save is one model."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.core.files.storage import default_storage

from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.objects import delete_due_objects
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import Guessed
from tests.conftest import Cast
from tests.training.runs.files import model_file
from tests.training.runs.helpers import project_to_train
from training.models import TrainedModel

pytestmark = pytest.mark.django_db(transaction=True)


def refusal(call: object, *args: object) -> Code:
    assert callable(call)
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.code


def test_a_model_comes_back_as_it_was_with_its_report(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    models = website(cast.ada).models
    file, report = model_file(new_id()), (Guessed(new_id(), new_id(), 0.75),)
    models.save(project, file, report)
    saved = models.load(project, UUID(str(file["id"])))
    assert (saved.model, saved.report) == (file, report)
    assert list(saved.model) == list(file)
    assert models.latest(project) == saved


def test_saving_the_same_model_again_changes_nothing(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    models = website(cast.ada).models
    file = model_file(new_id())
    models.save(project, file, [Guessed(new_id(), new_id(), 0.5)])
    models.save(project, file, [])
    assert len(models.latest(project).report) == 1
    assert len(models.all(project)) == 1
    assert not ObjectToDelete.objects.exists()


def test_two_projects_may_have_models_of_one_id(cast: Cast) -> None:
    file = model_file(new_id())
    for project in (project_to_train(cast.ada), project_to_train(cast.ben)):
        owner = cast.ada if TrainedModel.objects.count() == 0 else cast.ben
        website(owner).models.save(project, file, [])
    assert TrainedModel.objects.count() == 2


def test_the_last_ten_are_kept_and_the_objects_of_the_others_go(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    models = website(cast.ada).models
    ids = [new_id() for _ in range(12)]
    for id in ids:
        models.save(project, model_file(id), [])
    assert [model.id for model in models.all(project)] == ids[:1:-1]
    assert delete_due_objects() == 2
    assert len(default_storage.listdir(str(project))[1]) == 10


def test_the_card_shows_the_newest_model_whatever_the_order_of_saving(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    older, newer = new_id(), new_id()
    stores.models.save(project, model_file(newer), [])
    stores.models.save(project, model_file(older), [])
    assert stores.models.latest(project).model["id"] == str(newer)
    card = stores.projects.get(project)
    assert card.model_state == "ready"
    assert card.last_score is not None
    assert (card.last_score.right, card.last_score.of) == (1, 2)


def test_removing_models_falls_back_to_the_one_before_and_then_to_none(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    ids = [new_id(), new_id()]
    for id in ids:
        stores.models.save(project, model_file(id), [])
    stores.models.remove(project, ids[1])
    assert stores.models.latest(project).model["id"] == str(ids[0])
    stores.models.remove(project, ids[0])
    assert refusal(stores.models.latest, project) is Code.NOT_TRAINED
    card = stores.projects.get(project)
    assert (card.model_state, card.last_score) == ("none", None)
    assert refusal(stores.models.load, project, ids[0]) is Code.NOT_FOUND
    assert refusal(stores.models.remove, project, ids[0]) is Code.NOT_FOUND


@pytest.mark.parametrize(
    "changed", [{"kind": "images"}, {"version": 2}, {"trainedAt": 2**53 - 1}, {"head": {"type": "pickle"}}]
)
def test_what_cannot_be_a_model_is_refused_and_nothing_is_stored(
    cast: Cast, changed: dict[str, object]
) -> None:
    project = project_to_train(cast.ada)
    models = website(cast.ada).models
    assert refusal(models.save, project, model_file(new_id(), **changed), []) is Code.INVALID
    assert not ObjectToDelete.objects.exists()


def test_a_model_with_absurd_counts_is_refused(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    file = model_file(new_id())
    scores = {
        "right": 2**40,
        "of": 2**40,
        "perLabel": {
            str(UUID(int=1)): {"right": 2**40, "of": 2**40},
            str(UUID(int=2)): {"right": 0, "of": 0},
        },
        "confusion": {str(UUID(int=1)): {str(UUID(int=1)): 2**40}, str(UUID(int=2)): {}},
    }
    absurd = model_file(UUID(str(file["id"])), scores={"heldBack": scores, "crossValidated": None})
    assert refusal(website(cast.ada).models.save, project, absurd, []) is Code.INVALID


def test_a_model_over_two_megabytes_is_refused(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.limits.MODEL_BYTES", 100)
    project = project_to_train(cast.ada)
    assert refusal(website(cast.ada).models.save, project, model_file(new_id()), []) is Code.TOO_LARGE


def test_only_the_owner_changes_models_and_a_teacher_may_look(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    id = new_id()
    website(cast.ada).models.save(project, model_file(id), [])
    teacher, stranger = website(cast.tess).models, website(cast.tom).models
    assert [model.id for model in teacher.all(project)] == [id]
    assert refusal(teacher.save, project, model_file(new_id()), []) is Code.NOT_ALLOWED
    assert refusal(teacher.remove, project, id) is Code.NOT_ALLOWED
    assert refusal(stranger.all, project) is Code.NOT_FOUND
    assert refusal(stranger.load, project, id) is Code.NOT_FOUND
    assert refusal(stranger.save, project, model_file(new_id()), []) is Code.NOT_FOUND
