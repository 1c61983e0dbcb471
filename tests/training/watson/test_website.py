"""Text projects on the website of a class with a Watson Assistant of its own: taught, asked, taught anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from classroom.services.watson import remove_credentials, set_credentials, set_text_learner
from storage.ids import new_id
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import Label, NewExample, NewProject, ProjectChange, Text
from tests.conftest import Cast
from tests.training.runs.helpers import project_to_train
from tests.training.watson.fake_watson import FakeWatson
from tests.training.watson.helpers import step, train, work
from training.jobs.work import work_one
from training.models import TrainedModel, TrainingRun, Workspace

pytestmark = pytest.mark.django_db


def texts_of(cast: Cast, project: UUID, *, held_back: bool) -> set[str]:
    examples = website(cast.ada).examples.read(project)
    return {e.data.text for e in examples if e.held_back is held_back and isinstance(e.data, Text)}


def test_a_class_with_a_watson_assistant_learns_texts_there(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada, texts=20)
    ended = train(cast.ada, project)
    assert (ended.state, ended.problem, ended.model_id) == ("ready", None, ended.id)
    (place,) = watson.places.values()
    assert place.opted_out
    taught = {each["text"] for intent in place.intents for each in intent["examples"]}
    assert taught == texts_of(cast, project, held_back=False)
    assert [intent["description"] for intent in place.intents] == ["friendly", "grumpy"]
    model = website(cast.ada).models.latest(project)
    head: Any = model.model["head"]
    workspace = Workspace.objects.get()
    assert (head["type"], head["service"], head["workspace"]) == ("remote", "watson", str(workspace.pk))
    assert abs(head["expiresAt"] / 1000 - (timezone.now() + timedelta(hours=24)).timestamp()) < 60
    card = website(cast.ada).projects.get(project)
    assert card.model_state == "ready"
    assert card.last_score is not None
    assert card.last_score.of == len(texts_of(cast, project, held_back=True)) == 4
    (guess,) = website(cast.ada).trainer.guess(project, [Text("a warm hug")])
    assert guess.model_id == ended.id
    friendly = next(label.id for label in card.project.labels if label.name == "friendly")
    assert guess.confidences[0].label_id == friendly
    assert sum(each.confidence for each in guess.confidences) == pytest.approx(1)
    assert website(cast.ada).trainer.explain(project, Text("a warm hug")).guess == guess


def test_other_kinds_and_other_classes_learn_here(cast: Cast, watson: FakeWatson) -> None:
    assert train(cast.cleo, project_to_train(cast.cleo)).state == "ready"
    set_text_learner(school_class=cast.otters, texts_learned_by="here", model_hours=24)
    assert train(cast.ada, project_to_train(cast.ada)).state == "ready"
    assert watson.asked == []


@pytest.mark.django_db(transaction=True)
def test_no_worker_waits_while_watson_learns(cast: Cast, watson: FakeWatson) -> None:
    watson.looks = 15
    project = project_to_train(cast.ada)
    run = website(cast.ada).trainer.start(project)
    assert step()
    now = website(cast.ada).trainer.run(project, run.id)
    assert (now.state, now.problem) == ("training", None)
    assert work() >= 15, "more often than a run may take its worker down"
    row = TrainingRun.objects.get(pk=run.id)
    assert (row.state, row.waits) == ("ready", 16)


def test_training_again_teaches_the_same_workspace(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada)
    first = train(cast.ada, project)
    stores = website(cast.ada)
    label = stores.projects.get(project).project.labels[0]
    stores.examples.add(project, [NewExample(new_id(), label.id, Text("quite new"), held_back=False)])
    again = train(cast.ada, project)
    assert len(watson.places) == 1
    assert "quite new" in watson.bodies
    assert [model.id for model in stores.models.all(project)] == [again.id, first.id]
    assert stores.trainer.guess(project, [Text("quite new")])[0].model_id == again.id
    # The workspace knows nothing of the first one any more.
    stores.models.remove(project, again.id)
    with pytest.raises(Problem) as refused:
        stores.trainer.guess(project, [Text("quite new")])
    assert refused.value.code is Code.NOT_TRAINED


def test_what_changes_while_it_learns_is_for_the_next_model(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    run = stores.trainer.start(project)
    step()
    before = stores.projects.get(project).project
    new = Label(new_id(), "new")

    stores.projects.update(project, ProjectChange(labels=(new, *before.labels)), before.revision)
    stores.examples.add(project, [NewExample(new_id(), new.id, Text("brand new"), held_back=False)])
    work()
    model: Any = stores.models.load(project, run.id).model
    assert [label["name"] for label in model["labels"]] == ["friendly", "grumpy"]
    assert stores.projects.get(project).model_state == "changed"
    friendly = stores.trainer.guess(project, [Text("a warm hug")])[0].confidences[0].label_id
    assert friendly == before.labels[0].id


def test_texts_are_sent_as_that_service_takes_them(cast: Cast, watson: FakeWatson) -> None:
    labels = (Label(new_id(), "weiß\u00e4"), Label(new_id(), "sys-😀"))
    stores = website(cast.ada)
    project = stores.projects.create(NewProject(new_id(), "text", "Odd", "pt", labels=labels)).project.id
    texts = ["one\n two", "one two", "tab\there", "é" * 1024, "fünf", "sechs"]
    stores.examples.add(
        project,
        [
            NewExample(new_id(), label.id, Text(f"{text}"), held_back=False, group=f"{at}{label.id}")
            for label in labels
            for at, text in enumerate(texts)
        ],
    )
    assert train(cast.ada, project).state == "ready"
    (place,) = watson.places.values()
    assert place.language == "pt-br"
    assert [len(intent["examples"]) for intent in place.intents] == [5, 5]
    assert stores.trainer.guess(project, [Text("one\ntwo\tagain")])[0].confidences


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (500, "POST /v1/workspaces$"),
        (409, "POST /v1/workspaces_async"),
        (503, "GET "),
        (429, "POST .*message"),
    ],
)
def test_a_busy_service_is_asked_again(cast: Cast, watson: FakeWatson, status: int, what: str) -> None:
    watson.refuse(what, status, headers={"Retry-After": "7"}, times=2)
    project = project_to_train(cast.ada, texts=20)
    run = website(cast.ada).trainer.start(project)
    now = timezone.now()
    waited = []

    for _ in range(10):
        if not work_one():
            break
        row = TrainingRun.objects.get(pk=run.id)
        if row.lease_until is not None:
            waited.append((row.lease_until - now).total_seconds())
            TrainingRun.objects.filter(pk=run.id).update(lease_until=now - timedelta(seconds=1))
    assert max(waited) == pytest.approx(7, abs=3), "as long as the service says"
    assert website(cast.ada).trainer.run(project, run.id).state == "ready"
    assert len(watson.places) == 1


@pytest.mark.parametrize(("status", "code"), [(429, "rate_limited"), (500, "storage_unavailable")])
def test_patience_ends(cast: Cast, watson: FakeWatson, status: int, code: str) -> None:
    watson.refuse("POST", status, times=1000)
    project = project_to_train(cast.ada)
    run = website(cast.ada).trainer.start(project)
    step()
    TrainingRun.objects.update(created_at=timezone.now() - timedelta(hours=1))
    work()
    ended = website(cast.ada).trainer.run(project, run.id)
    assert (ended.state, ended.problem) == ("failed", code)


def test_a_full_plan_is_said_at_once(cast: Cast, watson: FakeWatson) -> None:
    watson.room = 0
    ended = train(cast.ada, project_to_train(cast.ada))
    assert (ended.state, ended.problem) == ("failed", "limit_reached")


def test_a_key_that_is_refused_is_said_at_once(cast: Cast, watson: FakeWatson) -> None:
    set_credentials(school_class=cast.otters, address=watson.address, key="wrong")
    ended = train(cast.ada, project_to_train(cast.ada))
    assert (ended.state, ended.problem) == ("failed", "not_allowed")


def test_a_workspace_that_somebody_deleted_is_made_anew(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada)
    train(cast.ada, project)
    watson.places.clear()
    with pytest.raises(Problem) as gone:
        website(cast.ada).trainer.guess(project, [Text("a warm hug")])
    assert gone.value.code is Code.NOT_TRAINED
    assert train(cast.ada, project).state == "ready"
    assert len(watson.places) == 1
    assert website(cast.ada).trainer.guess(project, [Text("a warm hug")])


def test_a_worker_that_died_before_it_wrote_the_workspace_down_leaves_no_second_one(
    cast: Cast, watson: FakeWatson
) -> None:
    watson.room = 3
    project = project_to_train(cast.ada)
    run = website(cast.ada).trainer.start(project)
    step()
    Workspace.objects.update(workspace=None, taught=None)
    work()
    assert website(cast.ada).trainer.run(project, run.id).state == "ready"
    assert len(watson.places) == 1


def test_a_cancelled_run_stops(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada)
    run = website(cast.ada).trainer.start(project)
    step()
    website(cast.ada).trainer.cancel(project, run.id)
    assert not step()
    assert not TrainedModel.objects.exists()


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, Code.RATE_LIMITED), (500, Code.STORAGE_UNAVAILABLE), (401, Code.STORAGE_UNAVAILABLE)],
)
def test_a_guess_that_fails_says_why(cast: Cast, watson: FakeWatson, status: int, code: Code) -> None:
    project = project_to_train(cast.ada)
    train(cast.ada, project)
    watson.refuse("POST .*message", status)
    with pytest.raises(Problem) as refused:
        website(cast.ada).trainer.guess(project, [Text("a warm hug")])
    assert refused.value.code is code
    assert website(cast.ada).trainer.guess(project, [Text("a warm hug")])


def test_a_slow_service_keeps_no_child_waiting(
    cast: Cast, watson: FakeWatson, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_to_train(cast.ada)
    train(cast.ada, project)
    monkeypatch.setattr("training.watson.website.GUESS_SECONDS", 0.05)
    watson.slow = 0.1
    with pytest.raises(Problem) as refused:
        website(cast.ada).trainer.guess(project, [Text("a hug")] * 5)
    assert refused.value.code is Code.STORAGE_UNAVAILABLE
    assert len([asked for asked in watson.asked if asked.path.endswith("message")]) <= 4


def test_a_model_is_not_asked_when_its_time_is_over(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada)
    train(cast.ada, project)
    with time_machine.travel(timezone.now() + timedelta(hours=25)), pytest.raises(Problem) as over:
        website(cast.ada).trainer.guess(project, [Text("a warm hug")])
    assert over.value.code is Code.NOT_TRAINED


def test_the_class_gone_back_to_this_website_trains_here(cast: Cast, watson: FakeWatson) -> None:
    project = project_to_train(cast.ada)
    run = website(cast.ada).trainer.start(project)
    step()
    remove_credentials(school_class=cast.otters)
    work()
    assert website(cast.ada).trainer.run(project, run.id).state == "ready"
    head: Any = website(cast.ada).models.latest(project).model["head"]
    assert head["type"] == "softmax"


def test_no_text_and_no_key_is_logged(
    cast: Cast, watson: FakeWatson, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    watson.refuse("POST .*workspaces_async", 400, message="bad text: thing0")
    with caplog.at_level("DEBUG"):
        ended = train(cast.ada, project_to_train(cast.ada))
    assert (ended.state, ended.problem) == ("failed", "invalid")
    said = caplog.text
    assert "thing0" not in said
    assert "a-key-for-the-fake" not in said
