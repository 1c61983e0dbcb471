"""An object as a whole, in as few requests as its place needs."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError
from django.core.files.storage import Storage
from storages.backends.s3 import S3Storage


def read_whole(place: Storage, key: str) -> bytes:
    """Raises FileNotFoundError, and whatever the place raises."""
    if isinstance(place, S3Storage):
        return _from_bucket(place, key)
    with place.open(key) as file:
        content: bytes = file.read()
        return content


def _from_bucket(place: Any, key: str) -> bytes:
    # To open and read it takes the storage two requests and some threads, which is half of what a small object costs.
    try:
        content: bytes = place.bucket.Object(place._normalize_name(key)).get()["Body"].read()
        return content
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":  # a bucket that is missing is another matter
            raise FileNotFoundError(key) from error
        raise
