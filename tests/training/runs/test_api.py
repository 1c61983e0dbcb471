"""Runs, models and guesses over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from storage.ids import new_id
from tests.conftest import Cast, SiteClient, client_of
from tests.training.runs.files import model_file
from tests.training.runs.helpers import project_to_train
from training.jobs.work import work_one
from training.throttles import ExplainThrottle, GuessThrottle, TrainingThrottle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(cast: Cast) -> UUID:
    return project_to_train(cast.ada)


@pytest.fixture
def ada(cast: Cast) -> SiteClient:
    return client_of(cast.ada)


def post(client: SiteClient, path: str, body: Any = None) -> Any:
    return client.post(f"/api/v1/projects/{path}", body, content_type="application/json")


def problem_of(response: Any) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["code"]


def test_train_watch_and_guess(ada: SiteClient, project: UUID) -> None:
    started = post(ada, f"{project}/runs")
    assert started.status_code == 200
    run = started.json()
    assert run | {"id": "", "expectedSeconds": 0} == {
        "id": "",
        "state": "queued",
        "progress": 0,
        "place": 0,
        "expectedSeconds": 0,
        "modelId": None,
        "problem": None,
    }
    assert work_one()
    ended = ada.get(f"/api/v1/projects/{project}/runs/{run['id']}").json()
    assert (ended["state"], ended["modelId"]) == ("ready", run["id"])
    guesses = post(ada, f"{project}/guess", {"data": [{"text": "a warm hug"}, {"text": "go away"}]}).json()
    assert [guess["modelId"] for guess in guesses["guesses"]] == [run["id"]] * 2
    explanation = post(ada, f"{project}/explain", {"data": {"text": "a warm hug"}}).json()
    best, same = explanation["guess"]["confidences"][0], guesses["guesses"][0]["confidences"][0]
    assert (best["labelId"], best["confidence"]) == (
        same["labelId"],
        pytest.approx(same["confidence"], abs=1e-5),
    )
    assert [(word["start"], word["end"]) for word in explanation["words"]] == [(0, 1), (2, 6), (7, 10)]


def test_only_numbers_are_learned_in_another_way(ada: SiteClient, project: UUID) -> None:
    for body, field in (({"method": "neural"}, "method"), ({"method": "magic"}, "method")):
        response = post(ada, f"{project}/runs", body)
        assert problem_of(response) == (400, "invalid")
        assert response.json()["field"] == field
    assert post(ada, f"{project}/runs", {"method": "usual"}).status_code == 200


def test_cancel(ada: SiteClient, project: UUID) -> None:
    run = post(ada, f"{project}/runs").json()["id"]
    assert post(ada, f"{project}/runs/{run}/cancel").json()["state"] == "cancelled"


def test_save_list_load_and_remove_models(ada: SiteClient, project: UUID) -> None:
    id = new_id()
    report = [{"exampleId": str(new_id()), "guessedId": str(new_id()), "confidence": 0.5}]
    body = {"model": model_file(id), "report": report}
    assert post(ada, f"{project}/models", body).status_code == 204
    listed = ada.get(f"/api/v1/projects/{project}/models").json()["models"]
    assert [(model["id"], model["score"]) for model in listed] == [(str(id), {"right": 1, "of": 2})]
    for which in ("latest", id):
        assert ada.get(f"/api/v1/projects/{project}/models/{which}").json() == body
    assert ada.delete(f"/api/v1/projects/{project}/models/{id}").status_code == 204
    assert problem_of(ada.get(f"/api/v1/projects/{project}/models/latest")) == (409, "not_trained")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("guess", {"data": "hug"}),
        ("guess", {"data": [{"text": 5}]}),
        ("guess", {"data": ["hug"]}),
        ("explain", {"data": [{"text": "hug"}]}),
        ("explain", {}),
        ("models", {"model": [], "report": []}),
        ("models", {"model": {"format": "pickle"}, "report": []}),
        ("models", {"model": {}, "report": [{"exampleId": "x", "guessedId": "y", "confidence": 1}]}),
    ],
)
def test_what_is_not_understood_is_invalid(ada: SiteClient, project: UUID, path: str, body: Any) -> None:
    assert problem_of(post(ada, f"{project}/{path}", body)) == (400, "invalid")


@pytest.mark.parametrize("confidence", ["nan", "0.5", True, None, 1.5, -0.1])
def test_a_confidence_is_a_number_from_0_to_1(ada: SiteClient, project: UUID, confidence: object) -> None:
    line = {"exampleId": str(new_id()), "guessedId": str(new_id()), "confidence": confidence}
    body = {"model": model_file(new_id()), "report": [line]}
    assert problem_of(post(ada, f"{project}/models", body)) == (400, "invalid")


def test_nothing_is_guessed_before_training(ada: SiteClient, project: UUID) -> None:
    assert problem_of(post(ada, f"{project}/guess", {"data": []})) == (409, "not_trained")


def test_a_program_that_runs_wild_is_slowed_and_nobody_else(
    cast: Cast, ada: SiteClient, project: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TrainingThrottle, "requests", 2)
    monkeypatch.setattr(GuessThrottle, "requests", 2)
    monkeypatch.setattr(ExplainThrottle, "requests", 2)
    others = project_to_train(cast.ben)
    asked = (("runs", None), ("guess", {"data": [{"text": "hug"}]}), ("explain", {"data": {"text": "hug"}}))
    for path, body in asked:
        answers = [post(ada, f"{project}/{path}", body).status_code for _ in range(3)]
        assert answers[2] == 429
        assert 429 not in answers[:2]
        assert post(client_of(cast.ben), f"{others}/{path}", body).status_code != 429


def test_no_lesson_comes_near_the_throttles() -> None:
    assert TrainingThrottle.requests * 60 / TrainingThrottle.seconds >= 2
    assert GuessThrottle.requests / GuessThrottle.seconds >= 10
