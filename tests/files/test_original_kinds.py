"""The zips of the original Machine Learning for Kids that are not of texts."""

from __future__ import annotations

from typing import Any

from storage.ids import new_id
from storage.routing import website
from storage.values import Example, Media, Values
from tests.conftest import Cast
from tests.files.helpers import opened
from tests.files.kinds import media
from tests.files.originals import original
from tests.files.test_original import skipped
from tests.projects.helpers import set_rules
from tests.training.media.material import scene, written

LABELS = ["cat", "dog"]
FIELDS = [
    {"name": "legs", "fieldtype": "number", "choices": []},
    {"name": "coat", "fieldtype": "multichoice", "choices": ["short", "long"]},
]


def numbers(rows: list[Any], fields: list[Any] | None = None) -> bytes:
    said = {"type": "numbers", "labels": LABELS, "fields": FIELDS if fields is None else fields}
    rows = [{"label": "cat", "numberdata": row} for row in rows]
    return original(rows, project=said | {"numfields": len(FIELDS)})


def rows_of(cast: Cast, id: Any) -> list[dict[str, Any]]:
    """Values by the names of fields."""
    stores = website(cast.ada)
    names = {field.id: field.name for field in stores.projects.get(id).project.fields}
    found = []
    for example in stores.examples.read(id):
        assert isinstance(example.data, Values)
        found.append({names[field]: value for field, value in example.data.values.items()})
    return found


def test_rows_open_with_choices_by_index_and_by_word(cast: Cast) -> None:
    file = opened(cast.ada, numbers([[4, 1], [3.5, "short"], ["2", "0"]]))
    assert [(field.name, field.type, field.choices, field.role) for field in file.card.project.fields] == [
        ("legs", "number", (), "input"),
        ("coat", "choice", ("short", "long"), "input"),
    ]
    assert rows_of(cast, file.card.project.id) == [
        {"legs": 4, "coat": "long"},
        {"legs": 3.5, "coat": "short"},
        {"legs": 2, "coat": "short"},
    ]
    assert file.skipped == ()


def test_values_that_cannot_be_used_are_missing_and_counted(cast: Cast) -> None:
    rows: list[Any] = [[4, 2], ["many", 0], [1], [None, None], "4,1", [4, 0, 7], [float(10**300) * 10, 1.5]]
    rows[-1] = ["1e999", 1.5]
    file = opened(cast.ada, numbers(rows))
    assert rows_of(cast, file.card.project.id) == [
        {"legs": 4, "coat": None},
        {"legs": None, "coat": "short"},
        {"legs": 1, "coat": None},
        {"legs": 4, "coat": "short"},
    ]
    assert skipped(file) == {"value": 3, "empty": 3}


def test_names_of_fields_are_made_to_fit_and_useless_fields_are_counted(cast: Cast) -> None:
    fields = [
        {"name": "x" * 40, "fieldtype": "number"},
        {"name": "X" * 40, "fieldtype": "number"},
        {"name": " ", "fieldtype": "number"},
        {"name": "one choice", "fieldtype": "multichoice", "choices": ["a", "a"]},
        {"name": "no choices", "fieldtype": "multichoice"},
        {"name": "smell", "fieldtype": "smell"},
        "a text",
        {"name": "coat", "fieldtype": "multichoice", "choices": ["y" * 40, "z"]},
    ]
    file = opened(cast.ada, numbers([[1, 2, 3, 0, 0, 0, 0, 1]], fields))
    names = [field.name for field in file.card.project.fields]
    assert names == ["x" * 30, "X" * 28 + " 2", "3", "coat"]
    assert file.card.project.fields[-1].choices == ("y" * 30, "z")
    assert list(rows_of(cast, file.card.project.id)[0].values()) == [1, 2, 3, "z"]
    assert skipped(file) == {"field": 4}


def images(*addresses: Any, more: dict[str, bytes] | None = None) -> bytes:
    rows = [{"label": "cat", "imageurl": address, "isstored": True} for address in addresses]
    return original(rows, project={"type": "images", "labels": LABELS}, more=more)


def test_pictures_open_in_the_one_form(cast: Cast) -> None:
    set_rules(cast.otters, media_on_website=True)
    more = {"images/1.png": media("red.png"), "images/2.jpg": written(scene(900, 300), "JPEG")}
    file = opened(cast.ada, images("images/1.png", "images/2.jpg", more=more))
    kept = list(website(cast.ada).examples.read(file.card.project.id))
    assert [media_of(example).media.type for example in kept] == ["image/png", "image/jpeg"]
    stored = [website(cast.ada).examples.media(file.card.project.id, example.id).file for example in kept]
    assert stored[0] == media("red.png")
    assert stored[1] != more["images/2.jpg"]
    assert file.skipped == ()


def media_of(example: Example) -> Media:
    assert isinstance(example.data, Media)
    return example.data


def test_pictures_that_cannot_be_used_are_counted(cast: Cast) -> None:
    set_rules(cast.otters, media_on_website=True)
    more = {f"images/{n}.png": media("red.png") for n in range(30)}
    more |= {"images/bad.png": b"no picture", "images/half.jpg": media("red.jpg")[:300]}
    addresses = [*more, "https://example.org/cat.png", "images/none.png", None, "project.json"]
    file = opened(cast.ada, images(*addresses, more=more))
    assert skipped(file) == {"picture": 5, "web_address": 1}
    assert file.card.counts.examples == 30
    kept = [example.id for example in website(cast.ada).examples.read(file.card.project.id)]
    assert kept == sorted(kept)


def test_the_same_pictures_for_the_same_project_are_the_same_project(cast: Cast) -> None:
    set_rules(cast.otters, media_on_website=True)
    id, content = new_id(), images("images/1.png", more={"images/1.png": media("red.png")})
    assert opened(cast.ada, content, id) == opened(cast.ada, content, id)


def test_sounds_are_counted_and_their_labels_stay(cast: Cast) -> None:
    set_rules(cast.otters, media_on_website=True)
    rows = [{"label": "cat", "audiourl": "sounds/1.json"}] * 3
    content = original(
        rows, project={"type": "sounds", "labels": LABELS}, more={"sounds/1.json": b"[0.1, 0.2]"}
    )
    file = opened(cast.ada, content)
    assert [label.name for label in file.card.project.labels] == LABELS
    assert (file.card.counts.examples, skipped(file)) == (0, {"sound": 3})
