"""A text project in a browser is lent to the Watson Assistant of the class: what of it is known, and for how long."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from classroom.services.watson import remove_credentials, set_text_learner
from projects.models import Grant
from projects.services.grants import forget_expired_grants
from storage.ids import new_id
from teaching.services.erasing import erase_person
from tests.conftest import Cast, SiteClient, client_of
from tests.training.watson.fake_watson import FakeWatson
from tests.training.watson.helpers import step, work
from training.jobs.leaving import delete_due_workspaces
from training.models import Lending, TrainingRun, Workspace
from training.watson.lent import end_forgotten_lendings

pytestmark = pytest.mark.django_db

LENT = {
    "kind": "text",
    "language": "en",
    "labels": ["sunny", "rainy"],
    "texts": [
        {"label": 0, "heldBack": False, "text": "the blue sky shines"},
        {"label": 0, "heldBack": True, "text": "the sky shines today"},
        {"label": 1, "heldBack": False, "text": "wet umbrellas everywhere"},
        {"label": 1, "heldBack": True, "text": "umbrellas again"},
    ],
}


@pytest.fixture
def ada(cast: Cast, watson: FakeWatson) -> SiteClient:
    return client_of(cast.ada)


@pytest.fixture
def project() -> UUID:
    return new_id()


def put(browser: SiteClient, project: UUID, run: UUID | None = None, **changes: object) -> Any:
    address = f"/api/v1/lent/{project}/runs/{run or new_id()}"
    return browser.put(address, json.dumps({**LENT, **changes}), content_type="application/json")


def lend(browser: SiteClient, project: UUID, run: UUID | None = None) -> Any:
    answer = put(browser, project, run)
    assert answer.status_code == 200, answer.content
    return answer.json()


def look(browser: SiteClient, project: UUID, run: str) -> Any:
    return browser.get(f"/api/v1/lent/{project}/runs/{run}").json()


def ask(browser: SiteClient, project: UUID, model: str, *texts: str) -> Any:
    return browser.post(
        f"/api/v1/lent/{project}/guess",
        json.dumps({"modelId": model, "texts": texts}),
        content_type="application/json",
    )


def learned(browser: SiteClient, project: UUID) -> str:
    run: str = lend(browser, project)["run"]["id"]
    work()
    assert look(browser, project, run)["run"]["state"] == "ready"
    return run


def everything_stored() -> str:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        said = ""
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            said += "\n".join(row for (row,) in cursor.fetchall())
    return said


def test_it_is_learned_asked_and_known_by_its_grant(
    ada: SiteClient, project: UUID, watson: FakeWatson
) -> None:
    started = lend(ada, project)
    assert (started["run"]["state"], started["model"]) == ("queued", None)
    work()
    ended = look(ada, project, started["run"]["id"])
    assert ended["run"]["state"] == "ready"
    heard = ended["model"]["heard"]
    assert [row.index(max(row)) for row in heard] == [0, 1]
    assert all(sum(row) == pytest.approx(1) for row in heard)
    (grant,) = ada.get("/api/v1/grants").json()["grants"]
    assert (grant["kind"], grant["project"]) == ("lend", str(project))
    assert grant["lent"] == {"kind": "text", "language": "en", "labels": ["sunny", "rainy"]}
    assert grant["expiresAt"] == ended["model"]["expiresAt"]
    answer = ask(ada, project, started["run"]["id"], "umbrellas", "blue").json()["heard"]
    assert [row.index(max(row)) for row in answer] == [1, 0]
    (place,) = watson.places.values()
    taught = [[each["text"] for each in intent["examples"]] for intent in place.intents]
    assert taught == [["the blue sky shines"], ["wet umbrellas everywhere"]]


def test_no_text_stays_on_the_website(
    ada: SiteClient, project: UUID, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        run = lend(ada, project)["run"]["id"]
        waiting = everything_stored()
        work()
        look(ada, project, run)
        ask(ada, project, run, "umbrellas of a friend")
        stored = everything_stored()
    assert "umbrellas" not in waiting, "while it waits it is encrypted"
    assert bytes(Lending.objects.get().texts or b"") == b""
    assert "umbrellas" not in stored
    assert "umbrellas" not in caplog.text
    assert "sunny" in stored, "the names of labels are known, as the page says"


@pytest.mark.parametrize("end", ["cancel", "fail", "forgotten", "withdrawn", "again", "erased"])
def test_however_it_ends_the_texts_are_gone(
    cast: Cast, ada: SiteClient, project: UUID, watson: FakeWatson, end: str
) -> None:
    run = lend(ada, project)["run"]["id"]
    step()
    assert Lending.objects.exclude(texts=None).exists()
    match end:
        case "cancel":
            answer = ada.post(f"/api/v1/lent/{project}/runs/{run}/cancel").json()
            assert answer["run"]["state"] == "cancelled"
        case "fail":
            watson.refuse("GET", 401)
            work()
            assert look(ada, project, run)["run"]["problem"] == "not_allowed"
        case "forgotten":
            with time_machine.travel(timezone.now() + timedelta(minutes=61)):
                assert end_forgotten_lendings() == 1
        case "withdrawn":
            (grant,) = ada.get("/api/v1/grants").json()["grants"]
            assert ada.delete(f"/api/v1/grants/{grant['id']}").status_code == 204
            work()
            assert not TrainingRun.objects.active().exists()
        case "again":
            other = lend(ada, project)["run"]["id"]
            assert look(ada, project, run)["run"]["state"] == "cancelled"
            work()
            assert look(ada, project, other)["run"]["state"] == "ready"
        case "erased":
            erase_person(person=cast.ada)
    assert not Lending.objects.exclude(texts=None).exists()
    if end not in ("again",):
        assert delete_due_workspaces() == 1
        assert watson.places == {}


def test_withdrawing_deletes_it_there(ada: SiteClient, project: UUID, watson: FakeWatson) -> None:
    run = learned(ada, project)
    assert delete_due_workspaces() == 0
    (grant,) = ada.get("/api/v1/grants").json()["grants"]
    ada.delete(f"/api/v1/grants/{grant['id']}")
    assert ask(ada, project, run, "umbrellas").json()["code"] == "not_trained"
    assert look(ada, project, run)["code"] == "not_found"
    assert delete_due_workspaces() == 1
    assert watson.places == {}


def test_it_ends_when_the_class_has_said(
    cast: Cast, ada: SiteClient, project: UUID, watson: FakeWatson
) -> None:
    set_text_learner(school_class=cast.otters, texts_learned_by="watson", model_hours=2)
    run = learned(ada, project)
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1)):
        assert ask(ada, project, run, "umbrellas").json()["code"] == "not_trained"
        forget_expired_grants()
        assert delete_due_workspaces() == 1
    assert watson.places == {}
    assert not Grant.objects.exists()


def test_learning_again_uses_the_same_place_and_grant(
    ada: SiteClient, project: UUID, watson: FakeWatson
) -> None:
    first = learned(ada, project)
    second = learned(ada, project)
    assert len(watson.places) == Grant.objects.count() == Workspace.objects.count() == 1
    assert ask(ada, project, first, "umbrellas").json()["code"] == "not_trained"
    assert ask(ada, project, second, "umbrellas").status_code == 200


def test_the_same_id_again_lends_once(cast: Cast, ada: SiteClient, project: UUID, watson: FakeWatson) -> None:
    run = new_id()
    lend(ada, project, run)
    assert lend(ada, project, run)["run"]["id"] == str(run)
    assert TrainingRun.objects.count() == 1
    work()
    assert lend(ada, project, run)["run"]["state"] == "ready"
    assert put(client_of(cast.ben), project, run).json()["code"] == "invalid"


def test_nobody_else_asks_or_sees_it(cast: Cast, ada: SiteClient, project: UUID) -> None:
    run = learned(ada, project)
    for person in (cast.ben, cast.tess, cast.cleo):
        other = client_of(person)
        assert look(other, project, run)["code"] == "not_found"
        assert ask(other, project, run, "umbrellas").json()["code"] == "not_trained"
        assert other.post(f"/api/v1/lent/{project}/runs/{run}/cancel").status_code == 404
    # Somebody else's project with the same id is another one.
    ben = client_of(cast.ben)
    mine = learned(ben, project)
    assert ask(ada, project, run, "umbrellas").status_code == 200
    assert ask(ben, project, mine, "umbrellas").status_code == 200


def test_only_a_class_with_a_watson_assistant_lends(cast: Cast, ada: SiteClient, project: UUID) -> None:
    remove_credentials(school_class=cast.otters)
    for person in (cast.ada, cast.cleo, cast.tess, cast.gus):
        assert put(client_of(person), project).json()["code"] == "not_allowed"
    assert not Lending.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"labels": ["one"]},
        {"labels": ["", "two"]},
        {"labels": ["x" * 31, "two"]},
        {"kind": "images"},
        {"language": "../en"},
        {"texts": []},
        {"texts": LENT["texts"][:2]},
        {"texts": [{"label": 2, "heldBack": False, "text": "x"}]},
        {"texts": [{"label": -1, "heldBack": False, "text": "x"}]},
        {"texts": [{"label": 0, "heldBack": False, "text": "x" * 1025}]},
        {"texts": [{"label": 0, "heldBack": False, "text": "a\x00b"}]},
        {"texts": [{"label": 0, "heldBack": False, "text": 7}]},
    ],
    ids=str,
)
def test_what_cannot_be_lent_is_refused(ada: SiteClient, project: UUID, change: dict[str, Any]) -> None:
    answer = put(ada, project, **change)
    assert answer.status_code in (400, 413)
    assert not Lending.objects.exists()
    assert not Grant.objects.exists()
