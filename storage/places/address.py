"""The places for objects that an operator can name: one of settings.STORAGES, a folder, or a bucket of an S3 store."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages
from storages.backends.s3 import S3Storage

FORMS: Final = (
    "a name in STORAGES, folder:/path, or s3://bucket/prefix?endpoint=…&region=…&addressing=…&profile=…"
)
_BUCKET_OPTIONS: Final = {"endpoint", "region", "addressing", "profile"}
_IN_MEMORY: Final = 1_000_000


class NoSuchPlace(Exception):
    """Says in one sentence what is wrong with the name of a place."""


def open_place(said: str) -> Storage:
    """Raises NoSuchPlace. Keys for an S3 store are never part of an address, which other users of the machine can see:
    they come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from a profile."""
    if said in settings.STORAGES:
        return storages[said]
    address = urlsplit(said)
    if address.scheme == "folder" and address.path and not address.netloc:
        return FileSystemStorage(location=Path(address.path).resolve())
    if address.scheme == "s3" and address.netloc:
        return _bucket(address)
    raise NoSuchPlace(f"{said} is no place: it must be {FORMS}.")


def _bucket(address: SplitResult) -> Storage:
    options = dict(parse_qsl(address.query))
    if unknown := options.keys() - _BUCKET_OPTIONS:
        raise NoSuchPlace(f"{', '.join(sorted(unknown))} says nothing about an S3 store.")
    said: dict[str, Any] = {"session_profile": options["profile"]} if "profile" in options else {}
    if "profile" in options:
        said |= {
            "access_key": None,
            "secret_key": None,
        }  # django-storages would take those of the environment
    style: Any = {"addressing_style": options.get("addressing", "path")}
    place: Storage = S3Storage(
        bucket_name=address.netloc,
        location=address.path.strip("/"),
        endpoint_url=options.get("endpoint"),
        region_name=options.get("region", "us-east-1"),
        client_config=Config(s3=style, connect_timeout=5, read_timeout=60),
        # Objects are small, and many are on their way at once already.
        transfer_config=TransferConfig(use_threads=False),
        file_overwrite=False,
        default_acl=None,
        max_memory_size=_IN_MEMORY,
        **said,
    )
    return place


def overlap(one: Storage, other: Storage) -> bool:
    """Whether one of them is, or is in, the other, as far as that can be seen."""
    first, second = _where(one), _where(other)
    shorter = min(len(first), len(second))
    return bool(first) and first[:shorter] == second[:shorter]


def _where(place: Any) -> tuple[str, ...]:
    if isinstance(place, S3Storage):
        return (str(place.endpoint_url), place.bucket_name, *PurePosixPath(place.location).parts)
    return Path(place.location).parts if isinstance(place, FileSystemStorage) else ()
