"""Project files of the kinds that are not text: each right in every part unless a test changes one."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from tests.contract.values import MEDIA
from tests.files.drafts import Draft, Json, a_project, an_example, draft, example_id

LEGS, COAT, WEIGHT = (f"01920000-0000-7000-8000-00000000f1e{n}" for n in range(3))

LEGS_FIELD: Final[Json] = {"id": LEGS, "name": "legs", "type": "number", "choices": [], "role": "input"}
COAT_FIELD: Final[Json] = {
    "id": COAT,
    "name": "coat",
    "type": "choice",
    "choices": ["short", "long", "🦔"],
    "role": "input",
}
WEIGHT_FIELD: Final[Json] = {
    "id": WEIGHT,
    "name": "Gewicht",
    "type": "number",
    "choices": [],
    "role": "unused",
}

PICTURES: Final = ("red.jpg", "blue.jpg", "red.png", "blue.png")
SOUNDS: Final = ("low.wav", "high.wav")


def media(name: str) -> bytes:
    """One of the files of `tests/contract/media.json`, in canonical form."""
    return b64decode(MEDIA[name]["base64"])


def numbers_project(**changes: Any) -> Json:
    return a_project(**{"kind": "numbers", "fields": [LEGS_FIELD, COAT_FIELD, WEIGHT_FIELD]} | changes)


def a_row(number: int, values: Json | None = None, **changes: Any) -> Json:
    said = {LEGS: 4, COAT: "long", WEIGHT: number / 7} if values is None else values
    return an_example(number, **{"data": {"values": said}} | changes)


def numbers_draft() -> Draft:
    rows = [a_row(number) for number in range(5)]
    odd: list[Json] = [
        {LEGS: -0.5, COAT: "🦔", WEIGHT: 1e21},
        {LEGS: None, COAT: "short", WEIGHT: 0.1},
        {LEGS: 9_007_199_254_740_991, COAT: None, WEIGHT: 1e-7},
    ]
    rows += [a_row(5 + at, values) for at, values in enumerate(odd)]
    return draft(numbers_project(name="Igel 🦔", language="de"), rows, [], [])


def prediction_project(**changes: Any) -> Json:
    fields = [LEGS_FIELD, COAT_FIELD, {**WEIGHT_FIELD, "role": "output"}]
    return a_project(**{"kind": "prediction", "labels": [], "fields": fields} | changes)


def prediction_draft() -> Draft:
    rows = [a_row(number, labelId=None) for number in range(12)]
    return draft(prediction_project(name="How heavy?"), rows, [], [])


def with_file(number: int, content: bytes, media_type: str, **changes: Any) -> Json:
    """An example with a picture or a sound; `changes` are of what is said of the file."""
    said = {"mediaId": example_id(number), "type": media_type, "bytes": len(content)}
    said |= {"sha256": sha256(content).hexdigest()} | changes
    return an_example(number, data={"media": said})


def media_draft(kind: str, files: Sequence[str], **project: Any) -> Draft:
    """One example for each of the files, which are named as in `media`."""
    examples = [with_file(number, media(name), MEDIA[name]["type"]) for number, name in enumerate(files)]
    kept = {f"{example_id(at)}.{name[-3:]}": media(name) for at, name in enumerate(files)}
    return draft(a_project(kind=kind, **project), examples, [], [], kept)


def pictures_draft() -> Draft:
    return media_draft("images", [*PICTURES, "red.jpg"], name="Red and blue")


def sounds_draft() -> Draft:
    return media_draft("sounds", SOUNDS, name="Low and high")


DRAFTS: Final = {
    "numbers": numbers_draft,
    "prediction": prediction_draft,
    "images": pictures_draft,
    "sounds": sounds_draft,
}
