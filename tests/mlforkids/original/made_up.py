"""Three made-up classes of the original, with projects of every kind, as rows of its tables and as objects."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from tests.files.kinds import media
from tests.training.media.material import noise, written

TABLES: Final = {
    "projects": (
        "id VARCHAR(36) PRIMARY KEY, userid VARCHAR(36), classid VARCHAR(36), typeid INT, name VARCHAR(64), "
        "language VARCHAR(6), labels TEXT, numfields INT, iscrowdsourced BOOLEAN"
    ),
    "numbersprojectsfields": (
        "id VARCHAR(36) PRIMARY KEY, userid VARCHAR(36), classid VARCHAR(36), projectid VARCHAR(36), "
        "name VARCHAR(36), fieldtype INT, choices TEXT"
    ),
    "texttraining": "id VARCHAR(36) PRIMARY KEY, projectid VARCHAR(36), textdata TEXT, label VARCHAR(100)",
    "numbertraining": "id VARCHAR(36) PRIMARY KEY, projectid VARCHAR(36), numberdata TEXT, label VARCHAR(100)",
    "imagetraining": (
        "id VARCHAR(36) PRIMARY KEY, projectid VARCHAR(36), imageurl TEXT, label VARCHAR(100), isstored BOOLEAN"
    ),
    "soundtraining": "id VARCHAR(36) PRIMARY KEY, projectid VARCHAR(36), audiourl TEXT, label VARCHAR(100)",
}
CLASSES: Final = ("apple-school", "klasse-7b", "صف-3")
TEXTS: Final = ("what a {}", "ثعلب 🦊 {}", "l'été, {} & co", '{}\nand "more" \\ of it')
SPECTROGRAM: Final = ",".join(f"-{n}.{n % 10}" for n in range(1_000))


@dataclass
class MadeUp:
    """`rows` of each table; `expected` is what each project must hold here: pairs of a label and, by its kind, a text,
    the values by the names of fields, or the sha-256 of a picture that was canonical already (else None)."""

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table: [] for table in TABLES})
    objects: dict[str, bytes] = field(default_factory=dict)
    expected: dict[str, list[tuple[str, Any]]] = field(default_factory=dict)
    skipped: dict[str, dict[str, int]] = field(default_factory=dict)

    def statements(self) -> Iterator[tuple[str, Sequence[tuple[Any, ...]]]]:
        """To make the tables and fill them."""
        for table, columns in TABLES.items():
            yield f"CREATE TABLE {table} ({columns})", ()
            if self.rows[table]:
                places = ", ".join(["%s"] * len(self.rows[table][0]))
                yield f"INSERT INTO {table} VALUES ({places})", self.rows[table]

    def put_objects(self, place: Storage) -> None:
        for key, content in self.objects.items():
            place.save(key, ContentFile(content))


class _Maker:
    def __init__(self) -> None:
        self.made = MadeUp()
        self.dice = random.Random(4)

    def id(self) -> str:
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def project(
        self, type_: int, name: str, labels: str, *, school_class: str, user: str, of_class: bool = False
    ) -> str:
        id = self.id()
        row = (id, user, school_class, type_, name, "en", labels, 0, of_class)
        self.made.rows["projects"].append(row)
        self.made.expected[id], self.made.skipped[id] = [], {}
        return id

    def texts(self, school_class: str, user: str, number: int = 12, *, of_class: bool = False) -> str:
        labels = ("kind_things", "mean_things")
        id = self.project(
            1, f"Texts of {user}", ",".join(labels), school_class=school_class, user=user, of_class=of_class
        )
        for at in range(number):
            text, label = TEXTS[at % 4].format(at), labels[at % 2]
            self.made.rows["texttraining"].append((self.id(), id, text, label))
            self.made.expected[id].append((label, text))
        self.made.rows["texttraining"] += [
            (self.id(), id, "", "kind_things"),
            (self.id(), id, "lost", "no label of ours"),
            (self.id(), id, "x" * 1025, "mean_things"),
        ]
        self.made.skipped[id] = {"empty": 1, "unknown_label": 1, "long": 1}
        return id

    def numbers(self, school_class: str, user: str) -> str:
        id = self.project(2, "Zahlen", "cat,dog", school_class=school_class, user=user)
        fields = [("legs", 1, None), ("coat", 2, "short,long,1"), ("weight", 1, "")]
        ids = sorted(self.id() for _ in fields)
        self.made.rows["numbersprojectsfields"] += [
            (field_id, user, school_class, id, *said) for field_id, said in zip(ids, fields, strict=True)
        ]
        for at in range(10):
            weight = at / 7
            self.made.rows["numbertraining"].append((self.id(), id, f"{at},{at % 3},{weight}", "cat"))
            values: dict[str, Any] = {"legs": at, "coat": ("short", "long", "1")[at % 3], "weight": weight}
            self.made.expected[id].append(("cat", values))
        for numbers, values in (
            ("4,9,1", {"legs": 4, "coat": None, "weight": 1}),
            (",1", {"legs": None, "coat": "long", "weight": None}),
        ):
            self.made.rows["numbertraining"].append((self.id(), id, numbers, "dog"))
            self.made.expected[id].append(("dog", values))
        self.made.rows["numbertraining"].append((self.id(), id, "many,none,", "dog"))
        self.made.skipped[id] = {"value": 1, "empty": 1}
        return id

    def images(self, type_: int, school_class: str, user: str) -> str:
        id = self.project(type_, "Pictures", "red,blue", school_class=school_class, user=user)
        files: Mapping[str, tuple[bytes, str | None]] = {
            name: (media(name), sha256(media(name)).hexdigest())
            for name in ("red.jpg", "blue.jpg", "red.png", "blue.png")
        }
        files = {**files, "large": (written(noise(700, 40), "JPEG"), None)}
        for name, (content, digest) in files.items():
            picture, label = self.id(), "blue" if name.startswith("blue") else "red"
            address = f"/api/classes/{school_class}/students/{user}/projects/{id}/images/{picture}"
            self.made.rows["imagetraining"].append((picture, id, address, label, True))
            self.made.objects[f"{school_class}/{user}/{id}/{picture}"] = content
            self.made.expected[id].append((label, digest))
        broken, lost, web = self.id(), self.id(), self.id()
        self.made.objects[f"{school_class}/{user}/{id}/{broken}"] = b"no picture"
        self.made.rows["imagetraining"] += [
            (broken, id, broken, "red", True),
            (lost, id, lost, "red", True),
            (web, id, "https://example.org/cat.jpg", "blue", False),
        ]
        self.made.skipped[id] = {"picture": 2, "web_address": 1}
        return id

    def sounds(self, school_class: str, user: str) -> str:
        labels = "_background_noise_,clap"
        id = self.project(4, "Noises", labels, school_class=school_class, user=user)
        for at in range(3):
            sound = self.id()
            address = f"/api/classes/{school_class}/students/{user}/projects/{id}/sounds/{sound}"
            self.made.rows["soundtraining"].append((sound, id, address, "clap"))
            if at:
                self.made.objects[f"{school_class}/{user}/{id}/{sound}"] = SPECTROGRAM.encode()
        self.made.skipped[id] = {"sound": 3}
        return id


def made_up() -> MadeUp:
    """The same every time. The teacher of each class is `auth0|teacher`; the project of the first class has more in it
    than fits into one here."""
    maker = _Maker()
    for at, school_class in enumerate(CLASSES):
        for student in range(2):
            user = f"auth0|{at}{student}"
            maker.texts(school_class, user)
            maker.numbers(school_class, user)
        maker.images(3, school_class, f"auth0|{at}0")
        maker.images(5, school_class, f"auth0|{at}2")
        maker.sounds(school_class, f"auth0|{at}1")
        maker.texts(school_class, "auth0|teacher", 30 if at else 1_200, of_class=True)
    return maker.made
