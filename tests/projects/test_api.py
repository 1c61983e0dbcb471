"""Projects over HTTP: the addresses, statuses and shapes."""

from __future__ import annotations

from typing import Any

import pytest

from storage.ids import new_id
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.helpers import make_project, set_rules

PROJECTS = "/api/v1/projects"


def new_project(**more: Any) -> dict[str, Any]:
    label = {"id": str(new_id()), "name": "cat"}
    return {"id": str(new_id()), "kind": "text", "name": "Animals", "labels": [label], **more}


def post(client: SiteClient, address: str, body: Any = None) -> Any:
    return client.post(address, body, content_type="application/json")


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_project_from_beginning_to_end(cast: Cast) -> None:
    client = client_of(cast.ada)
    body = new_project()
    made = post(client, PROJECTS, body)
    assert made.status_code == 201
    card = made.json()
    created = card["project"].pop("createdAt")
    assert card == {
        "project": {
            "id": body["id"],
            "kind": "text",
            "name": "Animals",
            "language": "en",
            "labels": body["labels"],
            "fields": [],
            "changedAt": created,
            "revision": 1,
        },
        "owners": [{"id": str(cast.ada.id), "name": "Ada Lovelace"}],
        "counts": {
            "examples": 0,
            "heldBack": 0,
            "labels": {body["labels"][0]["id"]: {"examples": 0, "heldBack": 0}},
        },
        "bytes": 0,
        "modelState": "none",
        "runId": None,
        "lastScore": None,
        "nextStep": "label",
        "offers": {"examplesLimit": 1000, "labelsLimit": 20, "contributors": True, "offline": False},
        "moving": None,
    }
    assert client.get(PROJECTS).json()["projects"][0]["project"]["id"] == body["id"]

    one = f"{PROJECTS}/{body['id']}"
    change = {"revision": 1, "name": "Pets", "labels": []}
    changed = client.patch(one, change, content_type="application/json").json()["project"]
    assert (changed["name"], changed["labels"], changed["revision"]) == ("Pets", [], 2)
    assert code(client.patch(one, change, content_type="application/json")) == (409, "conflict")

    assert post(client, f"{one}/mark", {"moving": "leaving"}).json()["moving"] == "leaving"
    assert code(post(client, f"{one}/mark", {"moving": "arriving"})) == (400, "invalid")
    assert code(client.delete(f"{one}?moving=arriving")) == (400, "invalid")
    assert post(client, f"{one}/mark", {"moving": None}).json()["moving"] is None
    assert code(client.delete(f"{one}?moving=leaving")) == (409, "conflict")

    assert client.delete(one).status_code == 204
    assert client.delete(one).status_code == 204
    assert code(client.get(one)) == (404, "not_found")
    assert post(client, f"{one}/restore").json()["project"]["name"] == "Pets"
    assert len(client.get(f"{one}/digest").json()["digest"]) == 64


def test_a_repeated_request_makes_one_project(cast: Cast) -> None:
    client = client_of(cast.ada)
    body = new_project()
    first, again = post(client, PROJECTS, body), post(client, PROJECTS, {**body, "name": "Other"})
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()


def test_a_project_of_the_browser_is_not_made_here(cast: Cast) -> None:
    client = client_of(cast.ada)
    assert code(post(client, PROJECTS, new_project(storage="local"))) == (409, "held_in_browser")
    assert post(client, PROJECTS, new_project(storage="cloud")).status_code == 201
    assert code(post(client, PROJECTS, new_project(storage="moon"))) == (400, "invalid")
    set_rules(cast.otters, storages=["local"])
    assert code(post(client, PROJECTS, new_project())) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("part", "value", "field"),
    [
        ("id", "7", "id"),
        ("id", 7, "id"),
        ("kind", "song", "kind"),
        ("kind", "poses", "kind"),
        ("name", None, "name"),
        ("name", 7, "name"),
        ("name", "", "name"),
        ("name", " \ufeff", "name"),
        ("name", "x" * 61, "name"),
        ("name", "a\0b", "name"),
        ("language", "english language", "language"),
        ("language", "e", "language"),
        ("labels", "cat", "labels"),
        ("labels", [{"id": str(new_id())}], "labels.0.name"),
        ("labels", [{"id": str(new_id()), "name": "x" * 31}], "labels"),
        ("labels", [{"id": str(new_id()), "name": " "}], "labels"),
        ("fields", [{"id": str(new_id()), "name": "age"}], "fields.0.type"),
        (
            "fields",
            [{"id": str(new_id()), "name": "a", "type": "number", "choices": [], "role": "input"}],
            "fields",
        ),
    ],
)
def test_what_cannot_be_a_project_is_invalid(cast: Cast, part: str, value: Any, field: str) -> None:
    answer = post(client_of(cast.ada), PROJECTS, new_project(**{part: value}))
    assert (code(answer), answer.json()["field"]) == ((400, "invalid"), field)


@pytest.mark.parametrize("revision", ["1", True, 1.5, None])
def test_a_revision_is_a_whole_number(cast: Cast, revision: Any) -> None:
    made = make_project(cast.ada)
    change = {"revision": revision, "name": "Pets"}
    address = f"{PROJECTS}/{made.id}"
    answer = client_of(cast.ada).patch(address, change, content_type="application/json")
    assert (code(answer), answer.json()["field"]) == ((400, "invalid"), "revision")


def test_sixty_characters_of_any_script_are_a_name(cast: Cast) -> None:
    for name in ("🙂" * 60, "نص" * 30, "  kept as it is "):
        assert post(client_of(cast.ada), PROJECTS, new_project(name=name)).json()["project"]["name"] == name


def test_more_labels_than_twenty_reach_the_limit(cast: Cast) -> None:
    labels = [{"id": str(new_id()), "name": f"label {number}"} for number in range(21)]
    client = client_of(cast.ada)
    assert code(post(client, PROJECTS, new_project(labels=labels))) == (409, "limit_reached")
    assert post(client, PROJECTS, new_project(labels=labels[:20])).status_code == 201


def test_a_teacher_looks_and_does_not_change(cast: Cast) -> None:
    made = make_project(cast.ada)
    client = client_of(cast.tess)
    one = f"{PROJECTS}/{made.id}"
    assert client.get(one).json()["project"]["id"] == str(made.id)
    assert code(client.delete(one)) == (403, "not_allowed")
    assert code(client_of(cast.tom).delete(one)) == (404, "not_found")
