"""Sound zips of rows, pictures and sounds whose content must be refused. See `tests/files/hostile.py`."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from tests.files.drafts import CAT, DOG, MODEL, Json, a_project, draft, example_id
from tests.files.kinds import (
    COAT,
    COAT_FIELD,
    LEGS,
    LEGS_FIELD,
    WEIGHT,
    a_row,
    media,
    numbers_project,
    pictures_draft,
    prediction_project,
    with_file,
)
from tests.files.refused import INVALID, LIMIT_REACHED, TOO_LARGE, Hostile, one_file


def hostile_fields() -> Iterator[Hostile]:
    wrong: dict[str, tuple[str, list[Any]]] = {
        "a field that is a text": (INVALID, ["legs"]),
        "a type that does not exist": (INVALID, [{**LEGS_FIELD, "type": "colour"}]),
        "a role that does not exist": (INVALID, [{**LEGS_FIELD, "role": "boss"}]),
        "an output": (INVALID, [{**LEGS_FIELD, "role": "output"}]),
        "no name": (INVALID, [{**LEGS_FIELD, "name": " "}]),
        "a name that is too long": (INVALID, [{**LEGS_FIELD, "name": "x" * 31}]),
        "two of one name": (INVALID, [LEGS_FIELD, {**LEGS_FIELD, "id": COAT, "name": "LEGS"}]),
        "two of one id": (INVALID, [LEGS_FIELD, {**LEGS_FIELD, "name": "arms"}]),
        "an id that is none": (INVALID, [{**LEGS_FIELD, "id": "label"}]),
        "a number with choices": (INVALID, [{**LEGS_FIELD, "choices": ["1", "2"]}]),
        "one choice": (INVALID, [{**COAT_FIELD, "choices": ["short"]}]),
        "a choice that is a number": (INVALID, [{**COAT_FIELD, "choices": ["short", 2]}]),
        "a choice twice": (INVALID, [{**COAT_FIELD, "choices": ["short", "short "]}]),
        "a choice that is too long": (INVALID, [{**COAT_FIELD, "choices": ["short", "x" * 31]}]),
        "choices that are one text": (INVALID, [{**COAT_FIELD, "choices": "short"}]),
        "too many": (
            LIMIT_REACHED,
            [{**LEGS_FIELD, "id": example_id(n), "name": f"field {n}"} for n in range(21)],
        ),
    }
    for name, (code, fields) in wrong.items():
        project = numbers_project(fields=fields)
        yield one_file(f"fields: {name}", code, draft(project, [], [], []).zip())
    labels = prediction_project(labels=[{"id": CAT, "name": "cat"}])
    yield one_file("prediction: labels", INVALID, draft(labels, [], [], []).zip())
    labelled = draft(prediction_project(), [a_row(0)], [], [])
    yield one_file("prediction: a row with a label", INVALID, labelled.zip())
    pictures = a_project(kind="images", fields=[LEGS_FIELD])
    yield one_file("fields: in a project of pictures", INVALID, draft(pictures, [], [], []).zip())


def hostile_rows() -> Iterator[Hostile]:
    row: Json = {LEGS: 4, COAT: "long", WEIGHT: None}
    wrong: dict[str, Any] = {
        "a field that is not there": {**row, MODEL: 1},
        "a field that is missing": {LEGS: 4, COAT: "long"},
        "a key of an object": {**row, "__proto__": 1},
        "a number that is a text": {**row, LEGS: "4"},
        "a number that is true": {**row, LEGS: True},
        "a choice that is a number": {**row, COAT: 1},
        "a choice that does not exist": {**row, COAT: "none"},
        "a value that is a list": {**row, LEGS: [4]},
        "a list": [4, "long", None],
        "nothing": None,
    }
    for name, values in wrong.items():
        rows = [a_row(0), a_row(1, data={"values": values})]
        yield one_file(f"row: {name}", INVALID, draft(numbers_project(), rows, [], []).zip())
    rows = [a_row(0), a_row(1, labelId=None)]
    yield one_file("row: no label", INVALID, draft(numbers_project(), rows, [], []).zip())
    for number in ("1e999", "-1e999", "1" + "0" * 400, "NaN", "Infinity"):
        sound = draft(numbers_project(), [a_row(0, {**row, LEGS: 7})], [], [])
        lines = sound.entries["examples.jsonl"].replace(b":7,", f":{number},".encode())
        name = f"row: a number that is too large or none: {number[:9]}"
        yield one_file(name, INVALID, sound.entry("examples.jsonl", lines).zip())


def hostile_media() -> Iterator[Hostile]:
    png, wav = media("red.png"), media("low.wav")
    path = f"media/{example_id(0)}.png"
    wrong: dict[str, tuple[str, Json]] = {
        "the size of another": (INVALID, {"bytes": len(png) + 1}),
        "a size that is none": (INVALID, {"bytes": -1}),
        "a size that is too large": (TOO_LARGE, {"bytes": 2_000_001}),
        "the checksum of another": (INVALID, {"sha256": "0" * 64}),
        "a checksum that is none": (INVALID, {"sha256": "0" * 63}),
        "the id of another": (INVALID, {"mediaId": example_id(1)}),
        "a type that runs": (INVALID, {"type": "image/svg+xml"}),
        "a type of another kind": (INVALID, {"type": "audio/wav"}),
        "a type that is not its name's": (INVALID, {"type": "image/jpeg"}),
    }
    for name, (code, said) in wrong.items():
        yield _picture(f"media: {name}", code, png, **said)
    sound = pictures_draft()
    first = f"media/{example_id(0)}.jpg"
    another, nobodys = sound.entry(first, png), sound.entry(f"media/{DOG}.png", png)
    yield one_file("media: not there", INVALID, sound.entry(first, None).zip())
    yield one_file("media: another file", INVALID, another.zip())
    yield one_file("media: of no example", INVALID, nobodys.zip())
    yield one_file("media: of an example, but with another ending", INVALID, sound.entry(path, png).zip())
    text = draft(works=[]).entry(f"media/{example_id(0)}.png", png)
    yield one_file("media: beside texts", INVALID, text.zip())
    project = a_project(kind="sounds")
    picture = draft(project, [with_file(0, png, "image/png")], [], [], {f"{example_id(0)}.png": png})
    yield one_file("media: a picture among sounds", INVALID, picture.zip())
    longer = draft(project, [with_file(0, wav + b"\0\0", "audio/wav")], [], [], _sound(wav + b"\0\0"))
    yield one_file("media: a sound that is too long", INVALID, longer.zip())
    for name, content in {
        "a text": b"This is no picture.",
        "a page": b"<script>alert(1)</script>",
        "half a picture": png[: len(png) // 2],
        "something behind its end": png + b"<script>",
        "a picture with a comment in it": png[:33] + _comment() + png[33:],
        "nothing": b"",
        "a sound": wav,
    }.items():
        yield _picture(f"media: {name}", INVALID, content)


def _picture(name: str, code: str, content: bytes, **said: Any) -> Hostile:
    examples = [with_file(0, content, "image/png", **said)]
    kept = {f"{example_id(0)}.png": content}
    return one_file(name, code, draft(a_project(kind="images"), examples, [], [], kept).zip())


def _sound(content: bytes) -> dict[str, bytes]:
    return {f"{example_id(0)}.wav": content}


def _comment() -> bytes:
    """A chunk of a PNG that shows nothing."""
    chunk = b"tEXtby\0hand"
    return len(chunk[4:]).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
