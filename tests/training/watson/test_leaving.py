"""What a Watson Assistant holds goes when its time is over or nothing here belongs to it any more, whatever happens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from classroom.models import User
from classroom.services.watson import remove_credentials, set_credentials, set_text_learner
from projects.models import Project
from storage.ids import new_id
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import Text
from teaching.services.erasing import erase_class, erase_person, erase_project
from teaching.services.gone import held_by, held_in
from tests.conftest import Cast, client_of
from tests.text import text_of
from tests.training.runs.helpers import project_to_train
from tests.training.watson.fake_watson import KEY, FakeWatson
from tests.training.watson.helpers import step, train
from tests.training.watson.test_lending import learned
from training.jobs.leaving import delete_due_workspaces
from training.jobs.sweeps import purge_removed
from training.models import Workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def trained(cast: Cast, watson: FakeWatson) -> UUID:
    """Ada's project, which the Watson Assistant of the Otters has learned."""
    project = project_to_train(cast.ada)
    assert train(cast.ada, project).state == "ready"
    assert delete_due_workspaces() == 0
    assert len(watson.places) == 1
    return project


def test_it_stays_until_its_time_is_over(cast: Cast, watson: FakeWatson, trained: UUID) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        assert delete_due_workspaces() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert delete_due_workspaces() == 1
        assert watson.places == {}
        card = website(cast.ada).projects.get(trained)
        assert (card.model_state, card.last_score, card.next_step) == ("none", None, "train")
    assert train(cast.ada, trained).state == "ready"
    assert website(cast.ada).projects.get(trained).model_state == "ready"
    assert not Workspace.objects.exclude(workspace=next(iter(watson.places))).exists()


@pytest.mark.parametrize("hours", [1, 255])
def test_the_class_says_how_long(cast: Cast, watson: FakeWatson, hours: int) -> None:
    set_text_learner(school_class=cast.otters, texts_learned_by="watson", model_hours=hours)
    train(cast.ada, project_to_train(cast.ada))
    with time_machine.travel(timezone.now() + timedelta(hours=hours, minutes=-1)):
        assert delete_due_workspaces() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=hours, minutes=1)):
        assert delete_due_workspaces() == 1


def _project(cast: Cast, project: UUID) -> None:
    erase_project(project=Project.objects.get(pk=project))


def _person(cast: Cast, project: UUID) -> None:
    erase_person(person=User.objects.get(pk=cast.ada.pk))


def _class(cast: Cast, project: UUID) -> None:
    erase_class(school_class=cast.otters)


def _key(cast: Cast, project: UUID) -> None:
    remove_credentials(school_class=cast.otters)


def _other_service(cast: Cast, project: UUID) -> None:
    address = cast.otters.watson.address.replace("/fake", "/other")
    set_credentials(school_class=cast.otters, address=address, key=KEY)


def _model(cast: Cast, project: UUID) -> None:
    stores = website(cast.ada)
    stores.models.remove(project, stores.models.all(project)[0].id)


def _removed(cast: Cast, project: UUID) -> None:
    website(cast.ada).projects.remove(project)
    assert delete_due_workspaces() == 0, "it can still be brought back"
    Project.objects.filter(pk=project).update(removed_at=timezone.now() - timedelta(minutes=11))
    purge_removed()


def _learned_here(cast: Cast, project: UUID) -> None:
    set_text_learner(school_class=cast.otters, texts_learned_by="here", model_hours=24)
    train(cast.ada, project)


@pytest.mark.parametrize(
    "happens", [_project, _person, _class, _key, _other_service, _model, _removed, _learned_here]
)
def test_it_goes_with_what_it_belongs_to(cast: Cast, watson: FakeWatson, trained: UUID, happens: Any) -> None:
    happens(cast, trained)
    assert delete_due_workspaces() == 1
    assert watson.places == {}
    assert not Workspace.objects.exists()


def test_a_removed_key_leaves_a_card_that_is_true(cast: Cast, watson: FakeWatson, trained: UUID) -> None:
    remove_credentials(school_class=cast.otters)
    delete_due_workspaces()
    assert website(cast.ada).projects.get(trained).model_state == "none"
    with pytest.raises(Problem) as refused:
        website(cast.ada).trainer.guess(trained, [Text("a hug")])
    assert refused.value.code is Code.NOT_TRAINED


def test_a_run_that_was_given_up_leaves_nothing(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada)
    run = website(cast.ada).trainer.start(project)
    step()
    assert delete_due_workspaces() == 0
    website(cast.ada).trainer.cancel(project, run.id)
    assert delete_due_workspaces() == 1
    assert watson.places == {}


def test_one_that_nobody_wrote_down_is_found_by_its_name(
    cast: Cast, watson: FakeWatson, trained: UUID
) -> None:
    for other in range(3):
        watson.answer("POST", "/v1/workspaces", {}, {"name": f"not ours {other}", "language": "en"})
    Workspace.objects.update(workspace=None, due_at=timezone.now())
    assert delete_due_workspaces() == 1
    assert sorted(place.name for place in watson.places.values()) == [f"not ours {at}" for at in range(3)]


@pytest.mark.parametrize("status", [401, 409, 429, 500])
def test_each_fails_alone_and_is_tried_again_later(cast: Cast, watson: FakeWatson, status: int) -> None:
    projects = [project_to_train(person) for person in (cast.ada, cast.ben)]
    for person, project in zip((cast.ada, cast.ben), projects, strict=True):
        train(person, project)
    first = Workspace.objects.get(project=projects[0])
    watson.refuse(f"DELETE .*{first.workspace}", status, times=2)
    Workspace.objects.update(due_at=timezone.now())
    assert delete_due_workspaces() == 1
    assert list(watson.places) == [first.workspace]
    assert delete_due_workspaces() == 0, "not at once"
    for days in (1, 2):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            delete_due_workspaces()
    assert watson.places == {}
    assert not Workspace.objects.exists()


def test_a_key_that_is_void_is_given_up_after_a_week(cast: Cast, watson: FakeWatson, trained: UUID) -> None:
    watson.refuse("DELETE", 403, times=1000)
    Workspace.objects.update(due_at=timezone.now())
    for days in (1, 6):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert delete_due_workspaces() == 0
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert delete_due_workspaces() == 1


def test_a_new_key_of_the_same_service_deletes_what_the_old_one_made(
    cast: Cast, watson: FakeWatson, trained: UUID
) -> None:
    Workspace.objects.update(sealed_key=b"nobody opens this", due_at=timezone.now())
    assert delete_due_workspaces() == 1
    assert watson.places == {}


def test_a_receipt_counts_what_goes_from_there(cast: Cast, watson: FakeWatson, trained: UUID) -> None:
    lent = client_of(cast.ada)
    learned(lent, new_id())
    train(cast.ben, project_to_train(cast.ben))
    assert len(watson.places) == 3
    assert held_in([trained]).workspaces == 1
    assert held_by([cast.ada.pk]).workspaces == 2
    assert erase_project(project=Project.objects.get(pk=trained)).workspaces == 1
    receipt = erase_class(school_class=cast.otters)
    assert (receipt.students, receipt.models, receipt.workspaces) == (2, 1, 2)
    page = text_of(client_of(cast.tess).get(f"/receipts/{receipt.pk}/"))
    assert "Trained models 1 Workspaces at Watson Assistant 2" in page
    assert delete_due_workspaces() == 3
