"""Reading whole objects, the same from an S3 store and from a folder."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from storages.backends.s3 import S3Storage

from storage.places.reading import read_whole

pytestmark = pytest.mark.usefixtures("site_place")


@pytest.mark.parametrize("content", [b"", b"content", bytes(3_000_000)], ids=len)
def test_an_object_is_read_whole(content: bytes) -> None:
    default_storage.save("folder/name", ContentFile(content))
    assert read_whole(default_storage, "folder/name") == content


def test_what_is_not_there_is_said_in_the_same_way() -> None:
    with pytest.raises(FileNotFoundError):
        read_whole(default_storage, "folder/nothing")


def test_no_key_leads_out_of_its_place() -> None:
    default_storage.save("folder/name", ContentFile(b"content"))
    with pytest.raises(SuspiciousOperation):
        read_whole(default_storage, "../../name")


def test_a_bucket_that_is_missing_is_not_taken_for_a_missing_object() -> None:
    usual: Any = settings.STORAGES["default"]
    if "bucket_name" in usual["OPTIONS"]:
        other = S3Storage(**usual["OPTIONS"] | {"bucket_name": "no-such-bucket"})
        with pytest.raises(ClientError):
            read_whole(other, "folder/name")
