from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings

from storage.places.listing import stored_objects


def bucket_place() -> dict[str, Any]:
    """What STORAGES says about a part of the tests' SeaweedFS that nothing else uses."""
    usual: Any = settings.STORAGES["default"]
    return {**usual, "OPTIONS": usual["OPTIONS"] | {"location": f"test-{secrets.token_hex(8)}"}}


def folder_place(folder: Path) -> dict[str, Any]:
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}


@pytest.fixture(params=["bucket", "folder"])
def site_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """The site's objects are in a place of their own: in an S3 store, and then in a folder."""
    place = bucket_place() if request.param == "bucket" else folder_place(tmp_path / "objects")
    with override_settings(STORAGES=settings.STORAGES | {"default": place}):
        yield
        empty_default_place()


def empty_default_place() -> None:
    from django.core.files.storage import default_storage

    for stored in list(stored_objects(default_storage)):
        default_storage.delete(stored.key)
