"""Rows, pictures and sounds in project files: what the examples of `example.py` do not show."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.conf import settings

from projects.files.opening import open_file
from projects.files.writing import write_file
from storage.ids import new_id
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import Field, File, Label, NewExample, NewProject, ProjectChange, ProjectKind, Values
from tests.conftest import Cast
from tests.files.drafts import a_project, draft, example_id
from tests.files.helpers import MOMENT, opened, refused, saved
from tests.files.kinds import media, pictures_draft
from tests.files.test_memory import little_memory
from tests.projects.helpers import Made
from tests.training.media.material import noise, written


def make(cast: Cast, kind: ProjectKind, *fields: Field) -> Made:
    """Of a teacher, since the class of Ada keeps its pictures at home."""
    made = Made(website(cast.tess), new_id(), new_id(), new_id())
    labels = () if kind == "prediction" else (Label(made.cat, "cat"), Label(made.dog, "dog"))
    made.stores.projects.create(NewProject(made.id, kind, "Things", labels=labels, fields=fields))
    return made


def again(cast: Cast, made: Made) -> bool:
    """Whether it comes out of a file as it was."""
    file = opened(cast.tess, saved(cast.tess, made.id))
    digests = [made.stores.projects.digest(id) for id in (made.id, file.card.project.id)]
    return digests[0] == digests[1] and file.card.counts == made.card.counts


@pytest.mark.parametrize("kind", ["numbers", "prediction"])
def test_rows_come_back_whatever_their_values_are(cast: Cast, kind: ProjectKind) -> None:
    dice = random.Random(5)
    number = Field(new_id(), "wie viele? 🦊", "number", role="output" if kind == "prediction" else "unused")
    choice = Field(new_id(), "كم", "choice", ("=1+1", "a,b\n", "ﬁ", "0"))
    made = make(cast, kind, number, choice)
    numbers = [0, -0.0, 0.1, 1e300, -5e-324, 2.0**53, 1 / 3, None]
    rows = [
        NewExample(
            new_id(),
            None if kind == "prediction" else dice.choice([made.cat, made.dog]),
            Values({number.id: dice.choice(numbers), choice.id: dice.choice(choice.choices)}),
        )
        for _ in range(300)
    ]
    made.stores.examples.add(made.id, rows)
    assert again(cast, made)


def test_a_row_whose_field_has_changed_under_it_comes_back_with_nothing_in_it(cast: Cast) -> None:
    field = Field(new_id(), "coat", "choice", ("short", "long"))
    made = make(cast, "numbers", field)
    made.stores.examples.add(
        made.id,
        [NewExample(new_id(), made.cat, Values({field.id: value})) for value in ("short", "long")],
    )
    change = ProjectChange(fields=(replace(field, type="number", choices=()),))
    made.stores.projects.update(made.id, change, 1)
    assert again(cast, made)


@pytest.mark.parametrize("kind", ["numbers", "prediction", "images", "sounds"])
def test_a_project_without_fields_or_examples_comes_back(cast: Cast, kind: ProjectKind) -> None:
    assert again(cast, make(cast, kind))


def add_pictures(made: Made, *files: bytes) -> list[Any]:
    examples = [NewExample(new_id(), made.cat, File(file)) for file in files]
    made.stores.examples.add(made.id, examples)
    return [example.id for example in examples]


def test_pictures_are_stored_beside_the_lines_that_name_them(cast: Cast) -> None:
    made = make(cast, "images")
    first, second = add_pictures(made, media("red.png"), media("blue.jpg"))
    with ZipFile(BytesIO(saved(cast.tess, made.id))) as file:
        assert file.testzip() is None
        assert file.getinfo(f"media/{first}.png").compress_type == ZIP_STORED
        assert file.read(f"media/{second}.jpg") == media("blue.jpg")
        lines = [json.loads(line) for line in file.read("examples.jsonl").splitlines()]
        manifest = json.loads(file.read("manifest.json"))
    assert [line["data"] for line in lines] == [
        {"media": {"mediaId": str(id), "type": type, "bytes": len(content), "sha256": digest}}
        for id, type, content in (
            (first, "image/png", media("red.png")),
            (second, "image/jpeg", media("blue.jpg")),
        )
        for digest in [sha256(content).hexdigest()]
    ]
    assert manifest["counts"]["media"] == 2


def test_a_picture_that_is_removed_while_a_file_is_written_is_left_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make(cast, "images")
    first, second = add_pictures(made, media("red.png"), media("blue.jpg"))
    read = list(made.stores.examples.read(made.id))
    made.stores.examples.remove(made.id, [first])
    monkeypatch.setattr(made.stores.examples, "read", lambda project: iter(read))
    file = opened(cast.tess, b"".join(write_file(made.stores, made.card.project, MOMENT)))
    assert [example.id for example in website(cast.tess).examples.read(file.card.project.id)] == [second]


def test_a_file_with_more_bytes_than_there_is_room_for_is_refused_before_anything_is_written(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "BYTES_A_STUDENT", 1000)
    stores = website(cast.tess)
    with pytest.raises(Problem) as caught:
        open_file(cast.tess, stores, BytesIO(pictures_draft().zip()), new_id())
    assert (caught.value.code, caught.value.field) == (Code.LIMIT_REACHED, "bytes")
    assert stores.projects.all() == []


def test_a_project_that_fills_the_room_opens_again_as_itself(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, content = new_id(), pictures_draft().zip()
    first = opened(cast.tess, content, id)
    monkeypatch.setattr(settings, "BYTES_A_STUDENT", first.card.bytes)
    assert opened(cast.tess, content, id) == first


def test_a_class_that_keeps_pictures_at_home_opens_no_file_of_them(cast: Cast) -> None:
    assert refused(cast.ada, pictures_draft().zip()).code == Code.NOT_ALLOWED


def test_a_file_in_another_form_is_named(cast: Cast) -> None:
    """Whoever made it did not keep to the format; it would come out of here with another digest."""
    with_comment = media("red.jpg")[:2] + b"\xff\xfe\x00\x06by me"[:8] + media("red.jpg")[2:]
    name = f"media/{example_id(0)}.jpg"
    sound = pictures_draft()
    line = json.loads(sound.entries["examples.jsonl"].splitlines()[0])
    said = line["data"]["media"] | {
        "bytes": len(with_comment),
        "sha256": sha256(with_comment).hexdigest(),
    }
    assert said["type"] == "image/jpeg"
    problem = refused(cast.tess, changed(sound, name, with_comment, said))
    assert (problem.code, problem.field) == (Code.INVALID, "damaged")
    assert "the form of" in problem.detail


def changed(sound: Any, name: str, content: bytes, said: Any) -> bytes:
    lines = [json.loads(line) for line in sound.entries["examples.jsonl"].splitlines()]
    lines[0]["data"]["media"] = said
    kept = {
        path.removeprefix("media/"): file
        for path, file in {**sound.entries, name: content}.items()
        if path.startswith("media/")
    }
    return draft(a_project(kind="images", name="Red and blue"), lines, [], [], kept).zip()


def test_many_large_pictures_take_little_memory(cast: Cast) -> None:
    """As large as a picture can be: 0.7 MB each."""
    made = make(cast, "images")
    picture = written(noise(512, 512), "PNG")
    for _ in range(2):
        add_pictures(made, *[picture] * 20)
    with TemporaryFile() as file:
        with little_memory(8_000_000):
            largest = max(file.write(piece) for piece in write_file(made.stores, made.card.project, MOMENT))
        assert largest < 3_000_000
        assert file.tell() > 28_000_000
        made.stores.projects.remove(made.id)
        with little_memory(16_000_000):
            opened = open_file(cast.tess, website(cast.tess), file, new_id())
    assert opened.card.counts.examples == 40
