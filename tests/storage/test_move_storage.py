"""`manage.py move_storage` between an S3 store and a folder, both ways: nothing is lost, changed or forgotten."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.core.management import CommandError, call_command
from django.test import override_settings
from storages.backends.s3 import S3Storage

from storage.places.address import NoSuchPlace, open_place
from storage.places.listing import stored_objects
from tests.storage.conftest import bucket_place, folder_place

OBJECTS = 40


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a part of the tests' SeaweedFS that nothing else uses."""
    usual: Any = settings.STORAGES["default"]
    options = usual["OPTIONS"]
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", options["access_key"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", options["secret_key"])
    address = f"s3://{options['bucket_name']}/test-{secrets.token_hex(8)}?endpoint={options['endpoint_url']}"
    yield address
    empty(open_place(address))


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return f"folder:{tmp_path / 'objects'}"


def empty(place: Storage) -> None:
    for stored in list(stored_objects(place)):
        place.delete(stored.key)


def fill(place: Storage, objects: int = OBJECTS) -> None:
    dice = random.Random(7)
    for number in range(objects):
        # Some empty, one of several megabytes, in folders of which one begins as another does.
        size = 3_000_000 if number == 5 else dice.choice([0, 1, 1_000, 70_000])
        key = f"{'a' * (1 + number % 3)}{'-b' if number % 2 else ''}/{number:03}"
        place.save(key, ContentFile(dice.randbytes(size)))


def content(place: Storage) -> dict[str, str]:
    found = {}
    for stored in stored_objects(place):
        with place.open(stored.key) as file:
            found[stored.key] = sha256(file.read()).hexdigest()
    return found


def move(source: str, target: str) -> tuple[str, str]:
    told, errors = StringIO(), StringIO()
    options = {"source": source, "target": target}
    call_command("move_storage", stdout=told, stderr=errors, **options)
    return told.getvalue(), errors.getvalue()


def test_there_and_back_again(bucket: str, folder: str, tmp_path: Path) -> None:
    fill(open_place(bucket))
    before = content(open_place(bucket))
    assert len(before) == OBJECTS
    told, progress = move(bucket, folder)
    assert told == "40 copied, 0 were there already.\n"
    assert "40 of 40 objects, 100%" in progress
    assert content(open_place(folder)) == before
    empty(open_place(bucket))
    move(folder, bucket)
    assert content(open_place(bucket)) == before


def test_nothing_is_deleted_where_the_objects_were(bucket: str, folder: str) -> None:
    fill(open_place(folder))
    before = content(open_place(folder))
    move(folder, bucket)
    assert content(open_place(folder)) == before


def test_a_second_run_does_only_what_is_left(bucket: str, folder: str) -> None:
    source, target = open_place(folder), open_place(bucket)
    fill(source)
    move(folder, bucket)
    keys = sorted(content(source))
    target.delete(keys[0])
    # As a copy that was cut off, and one that is as long as it should be.
    for key, wrong in ((keys[1], b"half"), (keys[2], bytes(source.size(keys[2])))):
        target.delete(key)
        target.save(key, ContentFile(wrong))
    told, _ = move(folder, bucket)
    assert told == "3 copied, 37 were there already.\n"
    assert content(target) == content(source)


class Failing(FileSystemStorage):
    """A folder with some objects that cannot be read, written or found again as they were."""

    def open(self, name: str, mode: str = "rb") -> Any:
        if name.endswith("unreadable"):
            raise OSError("bad sector")
        return super().open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        match (name or "").rpartition("/")[2]:
            case "unwritable":
                raise OSError("no room")
            case "changed":
                content = ContentFile(b"other bytes")
            case "renamed":
                name = f"{name}-2"
        return super().save(name, content, max_length)


def test_each_object_fails_alone_and_is_named(tmp_path: Path) -> None:
    places = {
        name: {"BACKEND": f"{__name__}.Failing", "OPTIONS": {"location": str(tmp_path / name)}}
        for name in ("one", "other")
    }
    bad = ("unreadable", "unwritable", "changed", "renamed")
    one = FileSystemStorage(tmp_path / "one")
    for name in (*bad, "good-1", "good-2"):
        one.save(f"a/{name}", ContentFile(b"some bytes"))
    told = StringIO()
    with (
        override_settings(STORAGES=settings.STORAGES | places),
        pytest.raises(CommandError, match="4 could not be copied"),
    ):
        call_command("move_storage", source="one", target="other", stdout=StringIO(), stderr=told)
    assert all(f"a/{name}: " in told.getvalue() for name in bad)
    assert set(content(FileSystemStorage(tmp_path / "other"))) == {"a/good-1", "a/good-2"}
    assert len(content(one)) == 6


def test_an_object_that_shrinks_while_it_is_read_is_not_taken_for_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = FileSystemStorage(tmp_path / "one")
    one.save("a/1", ContentFile(b"ten bytes."))
    monkeypatch.setattr(FileSystemStorage, "size", lambda self, name: 20)
    with pytest.raises(CommandError, match="1 could not be copied"):
        move(f"folder:{tmp_path / 'one'}", f"folder:{tmp_path / 'other'}")
    assert content(FileSystemStorage(tmp_path / "other")) == {}


@pytest.mark.parametrize(
    "said", ["nowhere", "folder:", "folder://host/path", "s3:///path", "ftp://host/x", "s3://bucket?secret=x"]
)
def test_a_place_that_cannot_be_one_is_refused(said: str, folder: str) -> None:
    with pytest.raises(NoSuchPlace):
        open_place(said)
    with pytest.raises(CommandError):
        move(said, folder)


@pytest.mark.parametrize(
    "places",
    [
        lambda at: (f"folder:{at}", f"folder:{at}/"),
        lambda at: (f"folder:{at}", f"folder:{at}/inside"),
        lambda at: ("s3://media/a", "s3://media/a/b"),
        lambda at: ("default", "default"),
    ],
)
def test_a_place_is_not_copied_into_itself(places: Callable[[Path], tuple[str, str]], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="must not be the same"):
        move(*places(tmp_path))


def test_nothing_to_copy_is_most_likely_a_mistake(folder: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There are no objects"):
        move(folder, f"folder:{tmp_path / 'other'}")


def test_a_store_that_does_not_answer_is_said_in_a_sentence(folder: str) -> None:
    with pytest.raises(CommandError, match="cannot be listed"):
        move("s3://media?endpoint=http://127.0.0.1:9", folder)


def test_the_names_in_the_settings_are_places(tmp_path: Path) -> None:
    places = {"default": bucket_place(), "new": folder_place(tmp_path / "new")}
    with override_settings(STORAGES=settings.STORAGES | places):
        fill(open_place("default"), 4)
        move("default", "new")
        assert content(open_place("new")) == content(open_place("default"))
        empty(open_place("default"))


def test_an_address_says_all_that_an_s3_store_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    place: Any = open_place("s3://bucket/a/b?endpoint=https://s3.example.org&region=eu-1&addressing=virtual")
    assert isinstance(place, S3Storage)
    assert (place.bucket_name, place.location, place.region_name) == ("bucket", "a/b", "eu-1")
    assert place.endpoint_url == "https://s3.example.org"
    assert place.client_config.s3 == {"addressing_style": "virtual"}
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of the environment")
    by_profile: Any = open_place("s3://bucket?profile=old")
    assert (by_profile.session_profile, by_profile.access_key) == ("old", None)
