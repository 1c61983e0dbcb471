"""T11 and T12 over HTTP: what is sent to do harm is refused or loses it, and what a camera says goes no further."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

import pytest

from storage.objects import delete_due_objects, read_object
from tests.conftest import Cast, SiteClient, client_of
from tests.crashes import chance, objects_of, past_due
from tests.memory import most_memory
from tests.training.examples.files import MadeOfFiles, make_project_of_files
from tests.training.media.hostile import hostile_uploads
from tests.training.media.hostile_parts import MARK, Hostile
from tests.training.media.told import SECRETS, told_pictures
from training.models import Example

pytestmark = pytest.mark.django_db(transaction=True)

MEMORY = 64_000_000


def served(browser: SiteClient, made: MadeOfFiles, id: str) -> bytes:
    answer = browser.get(made.media_address(UUID(id)))
    assert answer["Content-Type"] in ("image/jpeg", "image/png", "audio/wav")
    assert answer["X-Content-Type-Options"] == "nosniff"
    content: bytes = answer.content
    return content


def test_of_hostile_uploads_nothing_hostile_is_stored(cast: Cast) -> None:
    browser = client_of(cast.ada)
    places = {kind: make_project_of_files(cast.ada, kind) for kind in ("images", "sounds")}
    uploads = list(hostile_uploads(chance()))
    places["images"].add("red.jpg")
    with most_memory() as most:
        for hostile in uploads:
            made = places[hostile.kind]
            answer = made.send(browser, hostile.file)
            if answer.status_code == 200:
                check_what_is_stored(browser, made, hostile, answer.json()["receipts"][0]["id"])
            else:
                assert answer.status_code in (400, 413), hostile.name
                assert answer.json()["code"] in ("invalid", "too_large"), hostile.name
    assert most() < MEMORY
    past_due()
    delete_due_objects()
    for made in places.values():
        rows = Example.objects.filter(project_id=made.id).values_list("media_key", flat=True)
        assert objects_of(made.id) == set(rows)


def check_what_is_stored(browser: SiteClient, made: MadeOfFiles, hostile: Hostile, id: str) -> None:
    file = served(browser, made, id)
    assert hostile.at_best != "refused", hostile.name
    assert MARK not in file, hostile.name
    assert file != hostile.file or hostile.at_best == "kept", hostile.name
    made.stores.examples.remove(made.id, [UUID(id)])


def test_a_batch_with_one_hostile_picture_is_refused_whole(cast: Cast) -> None:
    made = make_project_of_files(cast.ada)
    [good] = made.add("red.jpg")
    picture = made.stores.examples.media(made.id, good).file
    for hostile in list(hostile_uploads(chance()))[:40]:
        if hostile.kind == "images" and hostile.at_best == "refused":
            answer = made.send(client_of(cast.ada), picture, hostile.file, picture)
            assert answer.status_code in (400, 413), hostile.name
    assert made.stores.examples.counts(made.id).examples == 1


@pytest.mark.parametrize("name", told_pictures())
def test_what_a_camera_says_is_neither_stored_nor_served(cast: Cast, name: str) -> None:
    made, browser = make_project_of_files(cast.ada), client_of(cast.ada)
    upload = told_pictures()[name]
    assert any(secret in upload for secret in SECRETS)
    first = made.send(browser, upload).json()["receipts"][0]["id"]
    file = served(browser, made, first)
    [key] = objects_of(made.id)
    for content in (file, read_object(key)):
        assert not any(secret in content for secret in SECRETS)
    again = made.send(browser, file).json()["receipts"][0]["id"]
    assert served(browser, made, again) == file
    said = [example["data"]["media"]["sha256"] for example in browser.get(made.address).json()["examples"]]
    assert said == [sha256(file).hexdigest()] * 2
