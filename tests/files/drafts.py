"""A project file in the making: right in every part unless a test changes one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from storage.digest import item_digest
from storage.problems import Problem
from tests.files.zips import DEFLATED, STORED, Part, zipped

CAT, DOG = "01920000-0000-7000-8000-0000000000ca", "01920000-0000-7000-8000-0000000000d0"
MODEL = "01920000-0000-7000-8000-00000000000e"
SCRATCH, PYTHON = "01920000-0000-7000-8000-0000000000f1", "01920000-0000-7000-8000-0000000000f2"
MOMENT = 1_763_880_000_000
MODEL_FILE = (Path(__file__).parents[1] / "contract" / "model.json").read_text()

Json = dict[str, Any]


def example_id(number: int) -> str:
    return f"01920000-0000-7000-8000-{0xE00000000000 + number:012x}"


def an_example(number: int, **changes: Any) -> Json:
    return {
        "id": example_id(number),
        "labelId": (CAT, DOG)[number % 2],
        "data": {"text": f"text number {number}"},
        "group": None,
        "heldBack": number % 5 == 4,
        "source": "typed",
        "addedAt": MOMENT + number,
    } | changes


def a_project(**changes: Any) -> Json:
    labels = [{"id": CAT, "name": "cat"}, {"id": DOG, "name": "dog"}]
    made = {"kind": "text", "name": "Animals", "language": "en", "labels": labels, "fields": []}
    return made | {"createdAt": MOMENT} | changes


def a_model(**changes: Any) -> Json:
    text = MODEL_FILE.replace("@m", MODEL).replace("@a", CAT).replace("@b", DOG)
    file = json.loads(text) | changes
    return {**file, "digest": item_digest(file).hex()}


def a_report(lines: int = 2) -> list[Json]:
    return [{"exampleId": example_id(n * 5 + 4), "guessedId": CAT, "confidence": 0.75} for n in range(lines)]


@dataclass(frozen=True)
class Draft:
    """The entries of a file in their order, and what they come down to. `with_…` give changed copies."""

    entries: Mapping[str, bytes]
    digest: str

    def entry(self, name: str, content: bytes | None) -> Draft:
        """With another entry or, for None, without that one; the manifest will fit."""
        entries = {key: value for key, value in self.entries.items() if key != name or content is not None}
        return replace(self, entries=entries if content is None else entries | {name: content})

    def manifest(self, **changes: Any) -> bytes:
        names = self.entries
        said = {
            "format": "mlforkids-project",
            "version": 1,
            "created": MOMENT,
            "application": "Machine Learning for Kids",
            "entries": {name: sha256(content).hexdigest() for name, content in names.items()},
            "digest": self.digest,
            "counts": {
                "examples": names.get("examples.jsonl", b"").count(b"\n"),
                "models": sum(name.startswith("models/") for name in names),
                "works": sum(name.startswith("works/") for name in names),
                "media": sum(name.startswith("media/") for name in names),
            },
        }
        return _json(said | changes)

    def parts(self, manifest: bytes | None = None) -> list[Part]:
        named = {**self.entries, "manifest.json": self.manifest() if manifest is None else manifest}
        return [Part(name.encode(), content, _method(name)) for name, content in named.items()]

    def zip(self, manifest: bytes | None = None) -> bytes:
        return zipped(self.parts(manifest))


def draft(
    project: Json | None = None,
    examples: list[Json] | None = None,
    models: list[tuple[Json, list[Json]]] | None = None,
    works: list[tuple[Json, bytes]] | None = None,
    media: Mapping[str, bytes] | None = None,
) -> Draft:
    """A file of these; ten examples, one model and two works unless said otherwise. `media` are files by their names,
    as `cat.jpg`."""
    project = a_project() if project is None else project
    examples = [an_example(number) for number in range(10)] if examples is None else examples
    models = [(a_model(), a_report())] if models is None else models
    works = some_works() if works is None else works
    entries = {"project.json": _json(project), "examples.jsonl": b"".join(_json(e) + b"\n" for e in examples)}
    entries |= {f"models/{model['id']}.json": _json({"model": model, "report": r}) for model, r in models}
    if works:
        entries["works.json"] = _json([work for work, _ in works])
    entries |= {work["file"]: content for work, content in works}
    entries |= {f"media/{name}": content for name, content in (media or {}).items()}
    header = {key: value for key, value in project.items() if key != "createdAt"}
    items = [header, *examples, *(model for model, _ in models), *(_work_item(*work) for work in works)]
    return Draft(entries, _digest(items))


def some_works() -> list[tuple[Json, bytes]]:
    said = [
        (SCRATCH, "scratch", "A game", f"works/{SCRATCH}.sb3"),
        (PYTHON, "python", "A program", f"works/{PYTHON}.py"),
    ]
    files = (b"PK\3\4 not looked at", b"print('hello')\n")
    return [
        (
            {"id": id, "kind": kind, "name": name, "changedAt": MOMENT, "revision": 2, "file": file},
            content,
        )
        for (id, kind, name, file), content in zip(said, files, strict=True)
    ]


def _work_item(work: Json, content: bytes) -> Json:
    return {
        "id": work["id"],
        "kind": work["kind"],
        "name": work["name"],
        "sha256": sha256(content).hexdigest(),
    }


def _digest(items: list[Json]) -> str:
    try:
        return sha256(b"".join(map(item_digest, items))).hexdigest()
    except Problem:  # what JSON cannot say has no digest; a reader stops at it before
        return "0" * 64


def _method(name: str) -> int:
    return STORED if name.startswith(("works/", "media/")) else DEFLATED


def _json(value: Any) -> bytes:
    # A lone surrogate cannot be UTF-8, but JSON can say it.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()
