"""Writing and deleting objects so that a crash at any step leaves nothing behind.

A row that owns an object is made in three steps:

1. `put_object` commits a promise to delete the key in an hour, then puts the object, no transaction open;
2. the caller opens a transaction and inserts its row;
3. `claim_object` drops the promise in that same transaction.

Several rows go the same way together, by `put_objects`: one transaction for all promises, then object after object.
`release_object` promises the deletion in the transaction that deletes the row. The sweeper keeps promises.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from time import monotonic

import structlog
from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from storage.models import ObjectToDelete
from storage.places.deleting import delete_keys
from storage.places.reading import read_whole
from storage.problems import Code, Problem

log = structlog.stdlib.get_logger(__name__)

TIME_TO_CLAIM = timedelta(hours=1)
DELETED_AT_ONCE = 1000
SECONDS_A_SWEEP = 5.0
LONGEST_DELAY = timedelta(hours=1)

_STORE_ERRORS = (Boto3Error, BotoCoreError, ClientError, OSError)


def put_object(prefix: str, content: bytes) -> str:
    """`put_objects` for one."""
    return put_objects(prefix, [content])[0]


def put_objects(prefix: str, contents: Sequence[bytes]) -> list[str]:
    """Put each of `contents` under a new key below `prefix` and give the keys, to be claimed within an hour.

    Raises `storage_unavailable`, and RuntimeError inside a transaction.
    """
    keys = [f"{prefix}/{secrets.token_hex(16)}" for _ in contents]
    due = timezone.now() + TIME_TO_CLAIM
    with transaction.atomic(durable=True):
        ObjectToDelete.objects.bulk_create([ObjectToDelete(key=key, due_at=due) for key in keys])
    try:
        for key, content in zip(keys, contents, strict=True):
            # What has sent it lives on for a while in circles of objects, which must not keep the content alive.
            with BytesIO(content) as file:
                default_storage.save(key, File(file))
    except _STORE_ERRORS as error:
        raise _unavailable("put", error) from error
    return keys


def claim_object(*keys: str) -> None:
    """Keep objects: to be called in the transaction that inserts their rows.

    Raises `storage_unavailable` when it took so long that the sweeper has begun to delete one of them.
    """
    dropped, _ = ObjectToDelete.objects.filter(key__in=keys, tries=0, due_at__gt=timezone.now()).delete()
    if dropped != len(keys):
        raise Problem(Code.STORAGE_UNAVAILABLE, "This took too long to save. Please try again.")


def release_object(*keys: str) -> None:
    """Have objects deleted: to be called in the transaction that deletes their rows."""
    now = timezone.now()
    ObjectToDelete.objects.bulk_create([ObjectToDelete(key=key, due_at=now) for key in keys])


def read_object(key: str) -> bytes:
    """Raises `not_found` when it has just been deleted, and `storage_unavailable`."""
    try:
        return read_whole(default_storage, key)
    except FileNotFoundError as error:
        raise Problem(Code.NOT_FOUND, "This is not there any more.") from error
    except _STORE_ERRORS as error:
        raise _unavailable("read", error) from error


def delete_due_objects() -> int:
    """Delete what is due, for some seconds, and say how much that was; what cannot be deleted is tried again later and
    later."""
    deleted, until = 0, monotonic() + SECONDS_A_SWEEP
    while promises := _take_due():
        left = delete_keys(default_storage, [promise.key for promise in promises])
        kept = [promise.pk for promise in promises if promise.key not in left]
        ObjectToDelete.objects.filter(pk__in=kept).delete()
        deleted += len(kept)
        if len(promises) < DELETED_AT_ONCE or monotonic() > until:
            break
    return deleted


def _take_due() -> list[ObjectToDelete]:
    # Written before the deleting: `claim_object` sees it, and a sweeper that crashes after it loses nothing.
    now = timezone.now()
    with transaction.atomic():
        due = ObjectToDelete.objects.filter(due_at__lte=now).order_by("due_at")
        promises = list(due.select_for_update(skip_locked=True)[:DELETED_AT_ONCE])
        for promise in promises:
            promise.tries += 1
            promise.due_at = _next_try(now, promise.tries)
        ObjectToDelete.objects.bulk_update(promises, ["tries", "due_at"])
    return promises


def _next_try(now: datetime, tries: int) -> datetime:
    return now + min(timedelta(seconds=10) * 2.0 ** min(tries, 10), LONGEST_DELAY)


def _unavailable(what: str, error: Exception) -> Problem:
    log.warning("object_store_unavailable", what=what, error=type(error).__name__)
    return Problem(Code.STORAGE_UNAVAILABLE, "The place for files does not answer. Please try again soon.")
