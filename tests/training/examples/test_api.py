"""Examples over HTTP: the addresses, statuses and shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest

from storage.ids import new_id
from storage.problems import Code, Problem
from storage.values import Example
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.helpers import Made, make_project
from training.api.examples import LINES_AT_ONCE
from training.cloud.examples import CloudExampleStore
from training.serializers.examples import new_examples


def address(made: Made, end: str = "") -> str:
    return f"/api/v1/projects/{made.id}/examples{end}"


def post(client: SiteClient, where: str, body: Any) -> Any:
    return client.post(where, body, content_type="application/json")


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def new(label: UUID | None, text: Any = "it purrs", **more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "labelId": label and str(label), "data": {"text": text}, **more}


def test_examples_from_beginning_to_end(cast: Cast) -> None:
    client, made = client_of(cast.ada), make_project(cast.ada)
    items = [new(made.cat), new(made.dog, "it barks", group="g", source="file", heldBack=True, addedAt=5)]
    first = post(client, address(made), {"examples": items}).json()["receipts"]
    assert first[0] == {
        "id": items[0]["id"],
        "heldBack": False,
        "addedAt": first[0]["addedAt"],
        "removed": False,
    }
    assert first[1] == {"id": items[1]["id"], "heldBack": True, "addedAt": 5, "removed": False}
    assert post(client, address(made), {"examples": items}).json()["receipts"] == first

    page = client.get(address(made)).json()
    assert page["more"] is False
    assert page["examples"][1] == {
        **items[1],
        "contributor": str(cast.ada.id),
        "heldBack": True,
    }
    assert client.get(address(made, "?limit=1")).json()["more"] is True
    after = client.get(address(made, f"?after={items[0]['id']}&label={made.dog}")).json()
    assert [found["id"] for found in after["examples"]] == [items[1]["id"]]

    everything = client.get(address(made, "/all"))
    assert everything.headers["Content-Type"] == "application/x-ndjson"
    lines = everything.getvalue().splitlines()
    assert [json.loads(line) for line in lines] == page["examples"]

    ids = [items[0]["id"]]
    change = {"ids": ids, "change": {"labelId": str(made.dog), "heldBack": True}}
    assert post(client, address(made, "/change"), change).status_code == 204
    assert client.get(f"/api/v1/projects/{made.id}/counts").json() == {
        "examples": 2,
        "heldBack": 2,
        "labels": {
            str(made.cat): {"examples": 0, "heldBack": 0},
            str(made.dog): {"examples": 2, "heldBack": 2},
        },
    }
    assert post(client, address(made, "/remove"), {"ids": ids}).status_code == 204
    assert post(client, address(made), {"examples": items[:1]}).json()["receipts"][0]["removed"] is True
    assert post(client, address(made, "/restore"), {"ids": ids}).status_code == 204
    assert made.card.counts.examples == 2
    assert code(client.get(f"/api/v1/projects/{made.id}/media/{new_id()}")) == (404, "not_found")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"id": "7"}, "examples.1.id"),
        ({"id": None}, "examples.1.id"),
        ({"labelId": 7}, "examples.1.labelId"),
        ({"data": "it purrs"}, "examples.1.data"),
        ({"data": {"text": 7}}, "examples.1.data.text"),
        ({"group": 7}, "examples.1.group"),
        ({"source": None}, "examples.1.source"),
        ({"heldBack": 1}, "examples.1.heldBack"),
        ({"addedAt": "now"}, "examples.1.addedAt"),
        ({"addedAt": True}, "examples.1.addedAt"),
        ({"addedAt": 1.5}, "examples.1.addedAt"),
    ],
)
def test_a_sentence_says_where_a_batch_is_wrong(cast: Cast, more: dict[str, Any], field: str) -> None:
    made = make_project(cast.ada)
    items = [new(made.cat), {**new(made.cat), **more}]
    answer = post(client_of(cast.ada), address(made), {"examples": items})
    assert (code(answer), answer.json()["field"]) == ((400, "invalid"), field)
    assert field in answer.json()["detail"]
    assert made.card.counts.examples == 0


@pytest.mark.parametrize("body", [None, [], 7, {}, {"examples": {}}, {"examples": [7]}, {"examples": [None]}])
def test_what_is_no_batch_is_invalid(cast: Cast, body: Any) -> None:
    made = make_project(cast.ada)
    assert code(post(client_of(cast.ada), address(made), json.dumps(body))) == (400, "invalid")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"labelId": None}, (400, "invalid")),
        ({"labelId": str(new_id())}, (404, "not_found")),
        ({"data": {"text": " "}}, (400, "invalid")),
        ({"data": {"text": "a\0b"}}, (400, "invalid")),
        ({"data": {"text": "x" * 1025}}, (413, "too_large")),
        ({"group": "x" * 65}, (400, "invalid")),
        ({"source": "x" * 17}, (400, "invalid")),
        ({"addedAt": -1}, (400, "invalid")),
        ({"addedAt": 10**15}, (400, "invalid")),
        ({"addedAt": 10**400}, (400, "invalid")),
    ],
)
def test_what_cannot_be_an_example_is_refused(cast: Cast, more: dict[str, Any], expected: Any) -> None:
    made = make_project(cast.ada)
    items = [new(made.cat), {**new(made.cat), **more}]
    assert code(post(client_of(cast.ada), address(made), {"examples": items})) == expected
    assert made.card.counts.examples == 0


def test_half_a_surrogate_pair_is_invalid(cast: Cast) -> None:
    made = make_project(cast.ada)
    body = json.dumps({"examples": [new(made.cat, "half \ud83d")]})
    assert code(post(client_of(cast.ada), address(made), body)) == (400, "invalid")


def test_more_than_a_thousand_at_once_are_too_many(cast: Cast) -> None:
    client, made = client_of(cast.ada), make_project(cast.ada)
    ids = [str(new_id()) for _ in range(1001)]
    for end, body in (
        ("", {"examples": [new(made.cat)] * 1001}),
        ("/remove", {"ids": ids}),
        ("/restore", {"ids": ids}),
        ("/change", {"ids": ids, "change": {}}),
    ):
        assert code(post(client, address(made, end), body)) == (413, "too_large")


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=x", "after=7", "label=cat"])
def test_a_page_that_cannot_be_is_invalid(cast: Cast, query: str) -> None:
    made = make_project(cast.ada)
    assert code(client_of(cast.ada).get(address(made, f"?{query}"))) == (400, "invalid")


@pytest.mark.parametrize("body", [{}, {"ids": [7]}, {"ids": ["7"]}, {"ids": [], "change": []}])
def test_a_choice_that_cannot_be_is_invalid(cast: Cast, body: Any) -> None:
    made = make_project(cast.ada)
    assert code(post(client_of(cast.ada), address(made, "/change"), body)) == (400, "invalid")


def test_a_stranger_hears_the_same_for_a_project_that_is_there_and_one_that_is_not(cast: Cast) -> None:
    made = make_project(cast.ada)
    client = client_of(cast.ben)
    there = client.get(address(made))
    nowhere = client.get(f"/api/v1/projects/{new_id()}/examples")
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_what_is_left_out_has_its_default() -> None:
    [example] = new_examples({"examples": [new(None)]}, {})
    assert (example.group, example.source, example.held_back, example.added_at) == (None, "typed", None, None)


def test_a_stream_that_breaks_off_does_not_look_whole(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.add(*(f"text {number}" for number in range(300)))
    whole = list(made.stores.examples.read(made.id))

    def broken(*_: Any) -> Iterator[Example]:
        yield from whole[:250]
        raise Problem(Code.STORAGE_UNAVAILABLE)

    got = []
    with patch.object(CloudExampleStore, "read", broken):
        answer: Any = client_of(cast.ada).get(address(made, "/all"))
        with pytest.raises(Problem):
            got.extend(answer.streaming_content)
    lines = b"".join(got).split(b"\n")
    assert len(lines) == LINES_AT_ONCE + 1
    assert lines[-1] != b""
