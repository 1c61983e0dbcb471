"""What was removed can be brought back for ten minutes, and is gone for good soon after."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from projects.models import Label, Project
from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.objects import delete_due_objects
from storage.routing import website
from storage.values import ProjectChange
from tests.conftest import Cast
from tests.training.runs.files import model_file
from tests.training.runs.helpers import in_another_connection, project_to_train, train
from training.jobs import purge_removed
from training.models import Example, TrainedModel, TrainingRun

pytestmark = pytest.mark.django_db(transaction=True)


def purge_in(**later: int) -> int:
    with time_machine.travel(timezone.now() + timedelta(**later)):
        return purge_removed()


def test_removed_examples_go_after_ten_minutes(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    first, second = [example.id for example in stores.examples.read(project)][:2]
    stores.examples.remove(project, [first, second])
    stores.examples.restore(project, [second])
    assert purge_in(minutes=9) == 0
    assert purge_in(minutes=11) == 1
    left = set(Example.objects.values_list("public_id", flat=True))
    assert first not in left
    assert second in left


def test_a_removed_label_goes_with_its_examples(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    card = stores.projects.get(project)
    change = ProjectChange(labels=card.project.labels[1:])
    stores.projects.update(project, change, card.project.revision)
    assert purge_in(minutes=9) == 0
    assert purge_in(minutes=11) == 1
    assert Label.objects.count() == 1
    assert Example.objects.count() == stores.projects.get(project).counts.examples == 6


def test_a_removed_project_goes_with_everything(cast: Cast) -> None:
    project, other = project_to_train(cast.ada), project_to_train(cast.ada)
    run = train(cast.ada, project)
    stores = website(cast.ada)
    stores.models.save(other, model_file(new_id()), [])
    stores.projects.remove(project)
    assert purge_in(minutes=9) == 0
    assert purge_in(minutes=11) == 1
    assert list(Project.objects.values_list("pk", flat=True)) == [other]
    assert not Example.objects.filter(project=project).exists()
    assert not TrainingRun.objects.filter(pk=run.id).exists()
    # Promised in a time that has not come; the object store refuses requests from the future.
    ObjectToDelete.objects.update(due_at=timezone.now())
    assert delete_due_objects() == 1
    assert not default_storage.listdir(str(project))[1]
    assert TrainedModel.objects.count() == len(default_storage.listdir(str(other))[1]) == 1


def test_the_projects_of_somebody_who_is_gone_go_too(cast: Cast) -> None:
    left, stays = project_to_train(cast.ada), project_to_train(cast.ben)
    train(cast.ada, left)
    cast.ada.delete()
    assert purge_in(minutes=11) == 1
    assert list(Project.objects.values_list("pk", flat=True)) == [stays]
    assert ObjectToDelete.objects.count() == 1


def test_what_somebody_is_bringing_back_is_left_alone(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    website(cast.ada).projects.remove(project)
    with transaction.atomic():
        Project.objects.select_for_update().get(pk=project)
        assert in_another_connection(purge_in, minutes=11) == 0
    assert purge_in(minutes=11) == 1


def test_runs_that_ended_a_day_ago_are_forgotten(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    train(cast.ada, project)
    assert purge_in(hours=23) == 0
    assert purge_in(hours=25) == 1
    assert not TrainingRun.objects.exists()
    assert TrainedModel.objects.count() == 1
