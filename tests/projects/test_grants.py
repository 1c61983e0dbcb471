"""What the website is told about projects in browsers: told, told again, withdrawn, forgotten."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string
from time_machine import TimeMachineFixture

from projects.models import Grant
from projects.services.grants import GRANTS_A_PERSON, forget_expired_grants
from projects.throttles import GrantThrottle
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.grants import PROGRESS, named_computer, new_grant, shown

GRANTS = "/api/v1/grants"
DAY = 24 * 60 * 60 * 1000


def post(client: SiteClient, body: Any) -> Any:
    return client.post(GRANTS, body, content_type="application/json")


def patch(client: SiteClient, id: object, body: Any) -> Any:
    return client.patch(f"{GRANTS}/{id}", body, content_type="application/json")


def all_of(client: SiteClient) -> list[Any]:
    return list(client.get(GRANTS).json()["grants"])


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_what_was_told_can_be_read_told_anew_and_withdrawn(cast: Cast) -> None:
    ada = client_of(cast.ada)
    body = new_grant()
    made = post(ada, body)
    assert made.status_code == 201
    grant = made.json()
    assert grant["progress"] == PROGRESS
    assert (grant["id"], grant["kind"], grant["project"]) == (body["id"], "show", body["project"])
    assert grant["expiresAt"] - grant["madeAt"] == 28 * DAY
    assert all_of(ada) == [grant]

    later = {**PROGRESS, "labels": [{"examples": 13, "heldBack": 2}], "score": None}
    changed = patch(ada, grant["id"], {"progress": later}).json()
    assert changed["progress"] == later
    assert changed["expiresAt"] == grant["expiresAt"]

    assert ada.delete(f"{GRANTS}/{grant['id']}").status_code == 204
    assert all_of(ada) == []
    assert code(patch(ada, grant["id"], {"progress": PROGRESS})) == (404, "not_found")
    assert code(ada.delete(f"{GRANTS}/{grant['id']}")) == (404, "not_found")
    assert not Grant.objects.exists()


def test_only_numbers_are_kept_whatever_else_is_sent(cast: Cast) -> None:
    labels = [{"examples": 1, "heldBack": 0, "name": "grumpy"}]
    body = new_grant(name="Moods", progress={**PROGRESS, "labels": labels, "texts": ["go away"]})
    answer = post(client_of(cast.ada), body)
    assert answer.status_code == 201
    row = Grant.objects.get()
    kept = str(row.told) + answer.content.decode()
    assert not re.search("grumpy|Moods|go away", kept)
    assert row.told == {"kind": "text", "labels": [[1, 0]], "score": [8, 10, 1_700_000_000_000]}


def test_the_same_id_again_is_the_same_thing_and_a_new_one_takes_its_place(cast: Cast) -> None:
    ada = client_of(cast.ada)
    body = new_grant()
    first = post(ada, body).json()
    assert post(ada, body).json() == first
    second = post(ada, new_grant(project=body["project"])).json()
    assert all_of(ada) == [second]


def test_a_computer_is_remembered_by_the_name_that_it_was_given(cast: Cast) -> None:
    ada = client_of(cast.ada)
    laptop = post(ada, named_computer(" Laptop 7 ")).json()
    assert (laptop["computer"], laptop["project"], laptop["progress"]) == ("Laptop 7", None, None)
    patch(ada, laptop["id"], {"computer": "Laptop 8"})
    assert [grant["computer"] for grant in all_of(ada)] == ["Laptop 8"]
    post(ada, named_computer("Laptop 9"))
    assert [grant["computer"] for grant in all_of(ada)] == ["Laptop 9"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "lend"},
        {"kind": "computer"},
        {"project": None},
        {"progress": {**PROGRESS, "labels": [{"examples": 1, "heldBack": 2}]}},
        {"progress": {**PROGRESS, "labels": [{"examples": -1, "heldBack": 0}]}},
        {"progress": {**PROGRESS, "labels": [{"examples": "twelve", "heldBack": 0}]}},
        {"progress": {**PROGRESS, "labels": [{"examples": 1, "heldBack": 0}] * 21}},
        {"progress": {**PROGRESS, "score": {"right": 3, "of": 2, "at": 0}}},
        {"progress": {**PROGRESS, "kind": "grumpy"}},
        {"computer": "Laptop 7"},
        {**named_computer(""), "project": None, "progress": None},
    ],
)
def test_what_is_not_told_in_this_way_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    body = {key: value for key, value in new_grant(**wrong).items() if value is not None}
    assert code(post(client_of(cast.ada), body)) == (400, "invalid")
    assert not Grant.objects.exists()


@pytest.mark.parametrize("name", ["", "  ", "x" * 31, "a\x00b"])
def test_a_computer_needs_a_short_name(cast: Cast, name: str) -> None:
    assert code(post(client_of(cast.ada), named_computer(name))) == (400, "invalid")


def test_there_is_nobody_to_show_it_to_without_a_class(cast: Cast) -> None:
    for person in (cast.gus, cast.tess):
        assert code(post(client_of(person), new_grant())) == (403, "not_allowed")
    assert code(post(client_of(cast.gus), named_computer())) == (403, "not_allowed")
    assert post(client_of(cast.tess), named_computer()).status_code == 201


def test_nobody_reads_or_ends_what_somebody_else_has_told(cast: Cast) -> None:
    grant = shown(cast.ada)
    for person in (cast.ben, cast.tess, cast.olga):
        client = client_of(person)
        assert all_of(client) == []
        assert client.delete(f"{GRANTS}/{grant}").status_code == 404
    assert code(post(client_of(cast.ben), new_grant(id=str(grant)))) == (400, "invalid")
    assert Grant.objects.get().owner == cast.ada


def test_one_person_tells_only_so_much(cast: Cast) -> None:
    ada = client_of(cast.ada)
    for _ in range(GRANTS_A_PERSON):
        assert post(ada, new_grant()).status_code == 201
    assert code(post(ada, new_grant())) == (409, "limit_reached")


def test_a_program_that_runs_wild_is_stopped_and_a_reader_is_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GrantThrottle, "requests", 2)
    ada = client_of(cast.ada)
    assert [post(ada, new_grant()).status_code for _ in range(3)] == [201, 201, 429]
    assert ada.get(GRANTS).status_code == 200


def test_after_four_weeks_it_is_over_and_forgotten(cast: Cast, time_machine: TimeMachineFixture) -> None:
    grant = shown(cast.ada)
    time_machine.move_to(timezone.now() + timedelta(days=13))
    assert forget_expired_grants() == 0
    assert len(all_of(client_of(cast.ada))) == 1
    time_machine.move_to(timezone.now() + timedelta(days=15, minutes=1))
    ada = client_of(cast.ada)
    assert all_of(ada) == []
    assert code(patch(ada, grant, {"progress": PROGRESS})) == (404, "not_found")
    assert forget_expired_grants() == 1
    assert not Grant.objects.exists()


def test_the_sweeper_does_it() -> None:
    assert forget_expired_grants in [import_string(name) for name in settings.SWEEPS]


def test_what_a_student_told_goes_with_the_student(cast: Cast) -> None:
    shown(cast.ada)
    cast.ada.delete()
    assert not Grant.objects.exists()


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page.content.decode()))


def test_the_teacher_sees_it_in_the_list_of_the_class(cast: Cast, time_machine: TimeMachineFixture) -> None:
    address = f"/classes/{cast.otters.pk}/"
    assert "On their own computer" not in words(client_of(cast.tess).get(address))
    grant = Grant.objects.get(pk=shown(cast.ada))
    time_machine.move_to(grant.changed_at + timedelta(minutes=5, seconds=1))
    seen = words(client_of(cast.tess).get(address))
    for fact in (
        "On Ada Lovelace&#x27;s computer: a text project",
        "3 labels with 12, 10 and 3 examples",
        "8 of 10 right",
        "seen 5 minutes ago",
    ):
        assert fact in seen.replace("\xa0", " ")


def test_nobody_else_is_shown_it(cast: Cast) -> None:
    shown(cast.ada)
    assert client_of(cast.tom).get(f"/classes/{cast.otters.pk}/").status_code == 404
    assert "computer:" not in words(client_of(cast.tom).get(f"/classes/{cast.herons.pk}/"))


def test_the_page_of_a_class_costs_the_same_however_many_show(cast: Cast) -> None:
    teacher = client_of(cast.tess)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            teacher.get(f"/classes/{cast.otters.pk}/")
        return len(captured)

    shown(cast.ada)
    one = queries()
    for _ in range(10):
        shown(cast.ada)
        shown(cast.ben)
    assert queries() == one


def test_what_was_told_just_now_was_seen_just_now(cast: Cast) -> None:
    shown(cast.ada)
    assert "seen just now" in words(client_of(cast.tess).get(f"/classes/{cast.otters.pk}/"))
