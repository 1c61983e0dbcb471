"""Starting, watching and cancelling training runs, and guessing with what came of them."""

from __future__ import annotations

from uuid import UUID

import pytest

from storage.ids import new_id
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import ExampleChange, Text
from tests.conftest import Cast
from tests.training.runs.helpers import project_to_train, train
from training.jobs.work import work_one
from training.models import TrainedModel, TrainingRun

pytestmark = pytest.mark.django_db(transaction=True)


def refusal(call: object, *args: object) -> Code:
    assert callable(call)
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.code


def test_a_click_makes_a_model(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    started = stores.trainer.start(project)
    assert (started.state, started.place, started.model_id) == ("queued", 0, None)
    card = stores.projects.get(project)
    assert (card.model_state, card.run_id) == ("training", started.id)
    assert work_one()
    ended = stores.trainer.run(project, started.id)
    assert (ended.state, ended.progress, ended.model_id) == ("ready", 1, started.id)
    card = stores.projects.get(project)
    assert (card.model_state, card.run_id) == ("ready", None)
    latest = stores.models.latest(project)
    assert latest.model["id"] == str(started.id)
    assert card.last_score is not None
    assert len(latest.report) == card.last_score.of


def test_a_second_click_answers_the_same_run(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    trainer = website(cast.ada).trainer
    assert trainer.start(project).id == trainer.start(project).id
    assert work_one()
    assert not work_one()
    assert TrainedModel.objects.count() == 1


def test_too_few_examples_are_refused_at_the_click(cast: Cast) -> None:
    project = project_to_train(cast.ada, texts=9)
    assert refusal(website(cast.ada).trainer.start, project) is Code.INVALID
    assert not TrainingRun.objects.exists()


def test_examples_that_went_after_the_click_fail_the_run_with_a_code(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    run = stores.trainer.start(project)
    stores.examples.remove(project, [example.id for example in stores.examples.read(project)])
    assert work_one()
    ended = stores.trainer.run(project, run.id)
    assert (ended.state, ended.problem) == ("failed", "invalid")
    assert stores.projects.get(project).run_id is None


def test_a_model_is_out_of_date_when_examples_changed_while_it_was_trained(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    assert train(cast.ada, project).state == "ready"
    example = next(stores.examples.read(project))
    stores.examples.change(project, [example.id], ExampleChange(held_back=not example.held_back))
    assert stores.projects.get(project).model_state == "changed"
    train(cast.ada, project)
    assert stores.projects.get(project).model_state == "ready"


def test_cancelling_a_queued_run_ends_it(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    run = stores.trainer.start(project)
    assert stores.trainer.cancel(project, run.id).state == "cancelled"
    assert not work_one()
    assert stores.projects.get(project).model_state == "none"
    assert stores.trainer.start(project).id != run.id


def test_cancelling_a_run_that_has_ended_changes_nothing(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    run = train(cast.ada, project)
    assert website(cast.ada).trainer.cancel(project, run.id) == run


def test_a_project_removed_after_the_click_fails_the_run(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    run = stores.trainer.start(project)
    stores.projects.remove(project)
    assert work_one()
    stores.projects.restore(project)
    ended = stores.trainer.run(project, run.id)
    assert (ended.state, ended.problem) == ("failed", "not_found")
    assert not TrainedModel.objects.exists()


def test_only_the_owner_trains_and_a_teacher_may_look_and_try(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    run = train(cast.ada, project)
    teacher, classmate = website(cast.tess).trainer, website(cast.ben).trainer
    assert teacher.run(project, run.id) == run
    assert len(teacher.guess(project, [Text("a warm hug")])) == 1
    assert refusal(teacher.start, project) is Code.NOT_ALLOWED
    assert refusal(teacher.cancel, project, run.id) is Code.NOT_ALLOWED
    for attempt in (
        lambda: classmate.start(project),
        lambda: classmate.run(project, run.id),
        lambda: classmate.cancel(project, run.id),
        lambda: classmate.guess(project, [Text("hug")]),
        lambda: classmate.explain(project, Text("hug")),
    ):
        assert refusal(attempt) is Code.NOT_FOUND


def test_a_run_of_another_project_is_not_found(cast: Cast) -> None:
    run = train(cast.ada, project_to_train(cast.ada))
    other = project_to_train(cast.ada)
    assert refusal(website(cast.ada).trainer.run, other, run.id) is Code.NOT_FOUND
    assert refusal(website(cast.ada).trainer.cancel, other, new_id()) is Code.NOT_FOUND


def test_guesses_name_every_label_best_first(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    run = train(cast.ada, project)
    trainer = website(cast.ada).trainer
    texts = [Text("thank you for the lovely hug"), Text("go away you awful thing")]
    kind, unkind = trainer.guess(project, texts)
    assert kind.model_id == unkind.model_id == run.id
    names = {label.id: label.name for label in website(cast.ada).projects.get(project).project.labels}
    assert [names[guess.confidences[0].label_id] for guess in (kind, unkind)] == ["friendly", "grumpy"]
    for guess in (kind, unkind):
        confidences = [item.confidence for item in guess.confidences]
        assert sum(confidences) == pytest.approx(1)
        assert confidences == sorted(confidences, reverse=True)
    explanation = trainer.explain(project, texts[0])
    assert explanation.guess.model_id == run.id
    for one, other in zip(explanation.guess.confidences, kind.confidences, strict=True):
        assert one.label_id == other.label_id
        assert one.confidence == pytest.approx(other.confidence, abs=1e-5)
    assert explanation.words


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([""], Code.INVALID),
        (["  \n"], Code.INVALID),
        (["a\x00b"], Code.INVALID),
        (["\ud800"], Code.INVALID),
        (["x" * 2049], Code.TOO_LARGE),
        (["x"] * 101, Code.TOO_LARGE),
    ],
)
def test_what_cannot_be_guessed_is_refused(cast: Cast, texts: list[str], code: Code) -> None:
    project = project_to_train(cast.ada)
    train(cast.ada, project)
    trainer = website(cast.ada).trainer
    assert refusal(trainer.guess, project, [Text(text) for text in texts]) is code
    if len(texts) == 1:
        assert refusal(trainer.explain, project, Text(texts[0])) is code


def test_without_a_model_nothing_is_guessed(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    trainer = website(cast.ada).trainer
    assert refusal(trainer.guess, project, [Text("hug")]) is Code.NOT_TRAINED
    assert refusal(trainer.explain, project, Text("hug")) is Code.NOT_TRAINED


def test_a_removed_model_is_dead_at_once(cast: Cast) -> None:
    project = project_to_train(cast.ada)
    run = train(cast.ada, project)
    stores = website(cast.ada)
    assert stores.trainer.guess(project, [Text("hug")])
    stores.models.remove(project, model_of(run.model_id))
    assert refusal(stores.trainer.guess, project, [Text("hug")]) is Code.NOT_TRAINED
    assert stores.projects.get(project).model_state == "none"
    assert stores.trainer.run(project, run.id).model_id is None


def model_of(id: UUID | None) -> UUID:
    assert id is not None
    return id
