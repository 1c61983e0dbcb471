"""Promises to delete objects; what crashes do to them is in tests/training/runs/test_crashes.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from storages.backends.s3 import S3Storage

from storage import objects
from storage.models import ObjectToDelete
from storage.objects import (
    claim_object,
    delete_due_objects,
    put_object,
    put_objects,
    read_object,
    release_object,
)
from storage.places import deleting
from storage.places.listing import stored_objects
from storage.problems import Code, Problem
from tests.crashes import crash

pytestmark = pytest.mark.django_db(transaction=True)

PREFIX = "test-objects"


class Crash(Exception):
    pass


def keys_stored() -> set[str]:
    return {f"{PREFIX}/{name}" for name in default_storage.listdir(PREFIX)[1]}


@pytest.fixture(autouse=True)
def nothing_left_over() -> Iterator[None]:
    yield
    for key in keys_stored():
        default_storage.delete(key)


def sweep_in(**later: int) -> int:
    # The promises move instead of the clock: the object store refuses requests from the future.
    ObjectToDelete.objects.update(due_at=F("due_at") - timedelta(**later))
    return delete_due_objects()


def test_a_claimed_object_stays() -> None:
    key = put_object(PREFIX, b"content")
    with transaction.atomic():
        claim_object(key)
    assert sweep_in(hours=2) == 0
    assert read_object(key) == b"content"
    assert not ObjectToDelete.objects.exists()


def test_an_object_that_nobody_claims_goes_after_an_hour() -> None:
    key = put_object(PREFIX, b"content")
    assert sweep_in(minutes=59) == 0
    assert sweep_in(minutes=2) == 1
    assert key not in keys_stored()
    assert not ObjectToDelete.objects.exists()


def test_a_released_object_goes_with_the_next_sweep() -> None:
    key = put_object(PREFIX, b"content")
    claim_object(key)
    release_object(key)
    assert delete_due_objects() == 1
    with pytest.raises(Problem) as caught:
        read_object(key)
    assert caught.value.code is Code.NOT_FOUND


def test_a_claim_that_is_rolled_back_keeps_the_promise() -> None:
    key = put_object(PREFIX, b"content")
    with transaction.atomic():
        claim_object(key)
        transaction.set_rollback(True)
    assert sweep_in(hours=2) == 1
    assert key not in keys_stored()


def test_a_claim_comes_too_late_once_the_sweeper_has_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    key = put_object(PREFIX, b"content")
    monkeypatch.setattr(default_storage, "delete", failing(Crash()))
    assert sweep_in(hours=2) == 0
    with pytest.raises(Problem) as caught:
        claim_object(key)
    assert caught.value.code is Code.STORAGE_UNAVAILABLE
    monkeypatch.undo()


def test_putting_inside_a_transaction_is_refused() -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        put_object(PREFIX, b"content")
    assert not ObjectToDelete.objects.exists()


def test_one_key_that_cannot_be_deleted_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    stubborn = put_object(PREFIX, b"content")
    for _ in range(3):
        put_object(PREFIX, b"content")
    delete = default_storage.delete

    def delete_all_but_one(key: str) -> None:
        if key == stubborn:
            raise EndpointConnectionError(endpoint_url="http://nowhere")
        delete(key)

    monkeypatch.setattr(default_storage, "delete", delete_all_but_one)
    assert sweep_in(hours=2) == 3
    assert keys_stored() == {stubborn}
    monkeypatch.undo()
    assert sweep_in(seconds=10) == 0
    assert sweep_in(seconds=15) == 1
    assert not keys_stored()


def test_several_objects_are_kept_together() -> None:
    keys = put_objects(PREFIX, [b"one", b"two", b"three"])
    with transaction.atomic():
        claim_object(*keys)
    assert sweep_in(hours=2) == 0
    assert [read_object(key) for key in keys] == [b"one", b"two", b"three"]


def test_the_promises_of_several_objects_cost_as_much_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for contents in ([b"one"], [b"one"] * 20):
        with django_assert_num_queries(3):
            keys = put_objects(PREFIX, contents)
        with transaction.atomic(), django_assert_num_queries(1):
            claim_object(*keys)


def test_of_several_objects_all_are_kept_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = put_objects(PREFIX, [b"one", b"two", b"three"])
    ObjectToDelete.objects.filter(key=keys[1]).update(due_at=timezone.now())
    with pytest.raises(Problem) as caught, transaction.atomic():
        claim_object(*keys)
    assert caught.value.code is Code.STORAGE_UNAVAILABLE
    assert sweep_in(hours=2) == 3
    assert not keys_stored()


def test_no_objects_need_no_promise() -> None:
    assert put_objects(PREFIX, []) == []
    claim_object()
    assert not ObjectToDelete.objects.exists()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("place", range(5))
def test_a_crash_while_several_are_kept_leaves_all_or_none(place: int, after: bool) -> None:
    """T10 for a batch: a crash at each step of keeping and of the sweeper's deleting."""
    places: list[tuple[Any, str]] = [
        (ObjectToDelete.objects, "bulk_create"),
        (default_storage, "save"),
        (ObjectToDelete.objects, "filter"),
        (ObjectToDelete.objects, "bulk_update"),
        (default_storage, "delete"),
    ]
    owned: list[str] = []
    with crash(*places[place], after=after):
        keys = put_objects(PREFIX, [b"one", b"two", b"three"])
        with transaction.atomic():
            claim_object(*keys)
        owned += keys
        release_object(*owned[:1])
        owned.pop(0)
        delete_due_objects()
    assert set(owned) <= keys_stored()
    assert sweep_in(hours=2) <= 3
    assert keys_stored() == set(owned)
    assert not ObjectToDelete.objects.exists()


def test_the_delay_grows_up_to_an_hour_and_no_further() -> None:
    now = timezone.now()
    delays = [objects._next_try(now, tries) - now for tries in (1, 2, 3, 9, 10_000)]
    assert delays == sorted(delays)
    assert delays[0] == timedelta(seconds=20)
    assert delays[-1] == timedelta(hours=1)


@pytest.mark.parametrize("error", [EndpointConnectionError(endpoint_url="http://nowhere"), OSError("disk")])
def test_errors_of_the_object_store_become_a_problem(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(default_storage, "save", failing(error))
    monkeypatch.setattr(objects, "read_whole", failing(error))
    for attempt in (lambda: put_object(PREFIX, b"content"), lambda: read_object("any/key")):
        with pytest.raises(Problem) as caught:
            attempt()
        assert caught.value.code is Code.STORAGE_UNAVAILABLE


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*args: Any, **kwargs: Any) -> Any:
        raise error

    return fail


@pytest.mark.usefixtures("site_place")
def test_many_go_together_and_one_that_cannot_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(deleting, "MANY", 3)
    keys = put_objects(PREFIX, [b"content"] * 5)
    with transaction.atomic():
        claim_object(*keys)
    default_storage.delete(keys[1])
    release_object(*keys[1:])
    assert delete_due_objects() == 4
    assert [stored.key for stored in stored_objects(default_storage)] == keys[:1]
    assert not ObjectToDelete.objects.exists()


def test_of_many_those_that_the_store_refuses_are_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """SeaweedFS refuses nothing, so the answer is made up."""
    place = _Refusing()
    monkeypatch.setattr(deleting, "MANY", 3)
    assert deleting.delete_keys(place, ["a", "b", "c"]) == {"b"}
    place.bucket = None
    assert deleting.delete_keys(place, ["a", "b", "c"]) == {"a", "b", "c"}


class _Refusing(S3Storage):  # type: ignore[misc]
    """Refuses to delete b."""

    bucket: Any = None

    def __init__(self) -> None:
        super().__init__(location="here", bucket_name="bucket")
        self.bucket = self

    def delete_objects(self, Delete: dict[str, Any]) -> dict[str, Any]:
        assert [wish["Key"] for wish in Delete["Objects"]] == ["here/a", "here/b", "here/c"]
        return {"Errors": [{"Key": "here/b", "Code": "AccessDenied"}]}
