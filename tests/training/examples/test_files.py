"""Pictures and sounds over HTTP: sent in parts, answered as what they are, and never as a page."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from projects.models import Project
from storage import limits
from storage.http import REQUEST_FILES_BYTES
from storage.models import ObjectToDelete
from storage.problems import Code, Problem
from tests.conftest import Cast, client_of
from tests.contract.values import file_of
from tests.projects.helpers import make_project
from tests.training.examples.files import MadeOfFiles, make_project_of_files, send, summary
from training.models import Example


def problem_of(answer: Any) -> tuple[int, str, str | None]:
    body = answer.json()
    return answer.status_code, body["code"], body.get("field")


@pytest.fixture
def pets(cast: Cast) -> MadeOfFiles:
    return make_project_of_files(cast.ada)


def test_pictures_are_stored_byte_for_byte(cast: Cast, pets: MadeOfFiles) -> None:
    client = client_of(cast.ada)
    news = [pets.new(), pets.new(source="camera", group="burst")]
    answer = send(client, pets.address, [(news[0], file_of("red.jpg")), (news[1], file_of("blue.png"))])
    assert [receipt["id"] for receipt in answer.json()["receipts"]] == [new["id"] for new in news]

    examples = client.get(pets.address).json()["examples"]
    for example, new, name in zip(examples, news, ("red.jpg", "blue.png"), strict=True):
        media = example["data"]["media"]
        assert media == {**summary(new["id"], name), "nearHash": media["nearHash"]}
        assert len(media["nearHash"]) == 16
    assert (examples[1]["source"], examples[1]["group"]) == ("camera", "burst")


def test_a_picture_is_a_picture_whatever_its_address_is_opened_as(cast: Cast, pets: MadeOfFiles) -> None:
    [id] = pets.add("red.jpg")
    answer = client_of(cast.ada).get(pets.media_address(id))
    assert answer.content == file_of("red.jpg")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"


def test_nobody_keeps_that_there_is_no_picture(cast: Cast, pets: MadeOfFiles) -> None:
    [id] = pets.add("red.jpg")
    for person in (cast.ben, cast.tom, cast.gus):
        answer = client_of(person).get(pets.media_address(id))
        assert problem_of(answer) == (404, "not_found", None)
        assert "max-age" not in answer["Cache-Control"]
    assert client_of(cast.tess).get(pets.media_address(id)).status_code == 200


def test_a_sound_is_a_sound(cast: Cast) -> None:
    noises = make_project_of_files(cast.ada, "sounds")
    answer = noises.send(client_of(cast.ada), file_of("low.wav"))
    [receipt] = answer.json()["receipts"]
    heard = client_of(cast.ada).get(noises.media_address(receipt["id"]))
    assert (heard["Content-Type"], heard.content) == ("audio/wav", file_of("low.wav"))


def test_another_kind_of_picture_becomes_one_that_is_kept(cast: Cast, pets: MadeOfFiles) -> None:
    file = BytesIO()
    Image.new("RGB", (1400, 700), "green").save(file, "WEBP")
    answer = pets.send(client_of(cast.ada), file.getvalue())
    [example] = list(pets.stores.examples.read(pets.id))
    assert answer.status_code == 200
    stored = pets.stores.examples.media(pets.id, example.id)
    assert stored.type == "image/jpeg"
    assert Image.open(BytesIO(stored.file)).size == (512, 256)


@pytest.mark.parametrize("file", [b"", b"GIF89a", b"<html>", file_of("low.wav"), file_of("red.jpg")[:-9]])
def test_what_is_no_picture_is_refused_and_leaves_nothing(cast: Cast, pets: MadeOfFiles, file: bytes) -> None:
    answer = pets.send(client_of(cast.ada), file_of("blue.png"), file)
    assert problem_of(answer)[:2] == (400, "invalid")
    assert not Example.objects.exists()
    assert not ObjectToDelete.objects.exists()


def test_too_much_is_refused_before_it_is_read(cast: Cast, pets: MadeOfFiles) -> None:
    client = client_of(cast.ada)
    many = pets.send(client, *[file_of("red.jpg")] * (limits.MEDIA_AT_ONCE + 1))
    assert problem_of(many) == (413, "too_large", None)
    large = pets.send(client, b"x" * (limits.UPLOAD_BYTES + 1))
    assert problem_of(large)[:2] == (413, "too_large")
    with patch("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk") as kept:
        larger = pets.send(client, *[b"x" * 9_000_000] * (REQUEST_FILES_BYTES // 9_000_000 + 1))
    assert problem_of(larger) == (413, "too_large", None)
    kept.assert_not_called()


@pytest.mark.parametrize(
    "parts",
    [
        {"examples": "[]"},
        {"examples": "{"},
        {"examples": '[{"id": 7}]'},
        {"examples": '{"examples": []}'},
        {"files": "no examples"},
        {"examples": "[NaN]"},
    ],
)
def test_parts_that_are_not_as_they_should_be(cast: Cast, pets: MadeOfFiles, parts: dict[str, str]) -> None:
    answer = client_of(cast.ada).post(pets.address, {**parts, "x": BytesIO(file_of("red.jpg"))})
    assert answer.status_code in (200, 400)
    assert (answer.status_code == 200) == (parts["examples"] == "[]" if "examples" in parts else False)
    assert not Example.objects.exists()


def test_a_body_that_breaks_off_is_no_fault_of_ours(cast: Cast, pets: MadeOfFiles) -> None:
    for body in (b"", b"--x", b'--x\r\nContent-Disposition: form-data; name="examples"\r\n\r\n[', b"\0" * 99):
        answer = client_of(cast.ada).post(pets.address, body, content_type="multipart/form-data; boundary=x")
        assert problem_of(answer)[:2] == (400, "invalid")
    answer = client_of(cast.ada).post(pets.address, b"--", content_type="multipart/form-data")
    assert problem_of(answer)[:2] == (400, "invalid")


def test_a_project_of_texts_takes_no_files(cast: Cast) -> None:
    made = make_project(cast.ada)
    new = {"id": str(made.cat), "labelId": str(made.cat)}
    answer = send(client_of(cast.ada), f"/api/v1/projects/{made.id}/examples", [(new, file_of("red.jpg"))])
    assert problem_of(answer) == (400, "invalid", "data")
    assert not ObjectToDelete.objects.exists()


def test_nobody_adds_to_what_is_another_persons(cast: Cast, pets: MadeOfFiles) -> None:
    assert problem_of(pets.send(client_of(cast.ben), file_of("red.jpg")))[:2] == (404, "not_found")
    assert problem_of(pets.send(client_of(cast.tess), file_of("red.jpg")))[:2] == (403, "not_allowed")
    assert pets.send(client_of(), file_of("red.jpg")).status_code == 401
    assert not ObjectToDelete.objects.exists()


def test_bytes_have_a_limit_of_their_own(cast: Cast, pets: MadeOfFiles, settings: Any) -> None:
    settings.BYTES_A_STUDENT = len(file_of("red.jpg")) * 2 - 1
    pets.add("red.jpg")
    answer = pets.send(client_of(cast.ada), file_of("red.jpg"))
    assert problem_of(answer) == (409, "limit_reached", "bytes")
    assert Project.objects.get(pk=pets.id).examples == 1
    other = make_project_of_files(cast.ada)
    assert problem_of(other.send(client_of(cast.ada), file_of("red.jpg")))[1] == "limit_reached"
    pets.stores.projects.remove(pets.id)
    assert other.send(client_of(cast.ada), file_of("red.jpg")).status_code == 200
    with pytest.raises(Problem) as caught:
        pets.stores.projects.restore(pets.id)
    assert (caught.value.code, caught.value.field) == (Code.LIMIT_REACHED, "bytes")


def test_where_files_cannot_be_kept_now_nothing_is_stored(cast: Cast, pets: MadeOfFiles) -> None:
    with patch.object(default_storage, "save", side_effect=OSError):
        answer = pets.send(client_of(cast.ada), file_of("red.jpg"))
    assert problem_of(answer)[:2] == (503, "storage_unavailable")
    assert not Example.objects.exists()


def test_a_class_that_has_not_agreed_keeps_no_pictures_here(cast: Cast) -> None:
    body = {"id": str(cast.ada.id), "kind": "images", "name": "Pets", "storage": "cloud"}
    answer = client_of(cast.ada).post("/api/v1/projects", json.dumps(body), content_type="application/json")
    assert problem_of(answer) == (403, "not_allowed", "storage")
