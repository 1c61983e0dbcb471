"""Sound zips whose content must be refused: projects, examples, models and works. See `tests/files/hostile.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.files.drafts import (
    CAT,
    DOG,
    MODEL,
    PYTHON,
    SCRATCH,
    Draft,
    a_model,
    a_project,
    a_report,
    an_example,
    draft,
    example_id,
    some_works,
)
from tests.files.refused import INVALID, LIMIT_REACHED, MEGABYTE, TOO_LARGE, Hostile, one_file


def hostile_projects() -> Iterator[Hostile]:
    def label(id: str = DOG, name: str = "dog") -> dict[str, str]:
        return {"id": id, "name": name}

    wrong: dict[str, tuple[str, dict[str, Any]]] = {
        "a kind that does not exist": (INVALID, {"kind": "smells"}),
        "a kind that is a number": (INVALID, {"kind": 7}),
        "no name": (INVALID, {"name": " "}),
        "a name that is too long": (INVALID, {"name": "x" * 61}),
        "a NUL in its name": (INVALID, {"name": "a\0b"}),
        "half a character in its name": (INVALID, {"name": "a\ud800b"}),
        "no language": (INVALID, {"language": "nothing at all"}),
        "labels that are one text": (INVALID, {"labels": "cat, dog"}),
        "a label that is a text": (INVALID, {"labels": ["cat"]}),
        "a label without an id": (INVALID, {"labels": [{"name": "cat"}]}),
        "a label whose id is none": (INVALID, {"labels": [label(id="../../cat")]}),
        "two labels of one name": (INVALID, {"labels": [label(CAT, "Dog"), label()]}),
        "two labels of one id": (INVALID, {"labels": [label(DOG, "cat"), label()]}),
        "a label that is too long": (INVALID, {"labels": [label(CAT), label(name="x" * 31)]}),
        "too many labels": (
            LIMIT_REACHED,
            {"labels": [label(example_id(n), f"label {n}") for n in range(21)]},
        ),
        "fields in a text project": (
            INVALID,
            {"fields": [{"id": CAT, "name": "x", "type": "number", "choices": [], "role": "input"}]},
        ),
        "fields that are none": (INVALID, {"fields": {"cat": 1}}),
        "no fields": (INVALID, {"fields": None}),
    }
    for name, (code, changes) in wrong.items():
        yield one_file(f"project: {name}", code, draft(a_project(**changes), [], [], []).zip())
    large = draft().entry("project.json", b" " * (MEGABYTE + 1))
    yield one_file("project: too large", TOO_LARGE, large.zip())
    yield one_file("project: a list", INVALID, draft().entry("project.json", b"[]").zip())


def hostile_examples() -> Iterator[Hostile]:
    wrong: dict[str, tuple[str, dict[str, Any]]] = {
        "an empty text": (INVALID, {"data": {"text": ""}}),
        "a text that is too long": (TOO_LARGE, {"data": {"text": "x" * 1025}}),
        "a NUL": (INVALID, {"data": {"text": "a\0b"}}),
        "half a character": (INVALID, {"data": {"text": "a\ud800b"}}),
        "a text that is a number": (INVALID, {"data": {"text": 7}}),
        "data of another kind": (INVALID, {"data": {"values": {CAT: 1}}}),
        "a label that is not there": (INVALID, {"labelId": MODEL}),
        "no label": (INVALID, {"labelId": None}),
        "an id that is none": (INVALID, {"id": "1"}),
        "a group that is too long": (INVALID, {"group": "x" * 65}),
        "a group that is a number": (INVALID, {"group": 7}),
        "a source that is too long": (INVALID, {"source": "x" * 17}),
        "no mark": (INVALID, {"heldBack": None}),
        "a mark that is a text": (INVALID, {"heldBack": "yes"}),
        "a time before all": (INVALID, {"addedAt": -1}),
        "a time after all": (INVALID, {"addedAt": 2**53 + 2}),
        "a time that is a text": (INVALID, {"addedAt": "now"}),
    }
    for name, (code, changes) in wrong.items():
        some = [an_example(0), an_example(1, **changes)]
        yield one_file(f"example: {name}", code, draft(examples=some, models=[]).zip())
    two = [an_example(2), an_example(1)]
    yield one_file("example: not in the order of their ids", INVALID, draft(examples=two, models=[]).zip())
    twice = [an_example(1), an_example(1)]
    yield one_file("example: twice", INVALID, draft(examples=twice, models=[]).zip())
    sound = draft().entries["examples.jsonl"]
    for name, content in {
        "no JSON": sound + b"{\n",
        "a list": sound + b"[]\n",
        "an empty line": sound + b"\n",
        "a last line without its end": sound.rstrip(b"\n"),
        "not UTF-8": sound.replace(b"text number 1", b"text number \xff"),
    }.items():
        yield one_file(f"example: {name}", INVALID, draft().entry("examples.jsonl", content).zip())


def hostile_models() -> Iterator[Hostile]:
    model, report = a_model(), a_report()
    damaged = {**model, "seed": 8}
    wrong: dict[str, list[tuple[dict[str, Any], list[dict[str, Any]]]]] = {
        "another digest": [(damaged, report)],
        "another kind": [(a_model(kind="images"), report)],
        "a later version": [(a_model(version=2), report)],
        "a confidence that is too large": [(model, [{**report[0], "confidence": 2}])],
        "a report that is none": [(model, [{"exampleId": "1", "guessedId": CAT, "confidence": 1}])],
        "more than are kept": [(a_model(id=example_id(number)), []) for number in range(11)],
    }
    for name, models in wrong.items():
        yield one_file(f"model: {name}", INVALID, draft(models=models).zip())
    path, other = f"models/{MODEL}.json", f"models/{DOG}.json"
    sound = draft().entries[path]
    yield one_file("model: the name of another", INVALID, _renamed(draft(), path, other, sound).zip())
    yield one_file("model: a list", INVALID, draft().entry(path, b"[]").zip())
    large = sound[:-1] + b" " * 4 * MEGABYTE + b"}"
    yield one_file("model: too large", TOO_LARGE, draft().entry(path, large).zip())


def hostile_works() -> Iterator[Hostile]:
    (game, scratch), (program, python) = some_works()
    wrong: dict[str, tuple[str, list[tuple[dict[str, Any], bytes]]]] = {
        "a kind that does not exist": (INVALID, [({**game, "kind": "java"}, scratch)]),
        "the ending of another kind": (INVALID, [({**game, "kind": "python"}, scratch)]),
        "no name": (INVALID, [({**game, "name": ""}, scratch)]),
        "a name that is too long": (INVALID, [({**game, "name": "x" * 61}, scratch)]),
        "a name that is a number": (INVALID, [({**game, "name": 7}, scratch)]),
        "an id that is none": (INVALID, [({**game, "id": "7"}, scratch)]),
        "a time that is none": (INVALID, [({**game, "changedAt": -1}, scratch)]),
        "not in the order of their ids": (INVALID, [(program, python), (game, scratch)]),
        "too large": (TOO_LARGE, [({**game}, bytes(10_000_001))]),
        "too many": (INVALID, [_work(number) for number in range(21)]),
    }
    for name, (code, works) in wrong.items():
        yield one_file(f"work: {name}", code, draft(works=works).zip())
    yield one_file("work: not listed", INVALID, draft().entry("works.json", b"[]").zip())
    yield one_file("work: no list", INVALID, draft().entry("works.json", None).zip())
    yield one_file("work: not there", INVALID, draft().entry(f"works/{PYTHON}.py", None).zip())
    moved = {**game, "file": f"works/{PYTHON}.py"}
    listed = json.dumps([moved, program]).encode()
    yield one_file("work: the file of another", INVALID, draft().entry("works.json", listed).zip())
    assert game["id"] == SCRATCH


def _work(number: int) -> tuple[dict[str, Any], bytes]:
    game, content = some_works()[0]
    id = example_id(number)
    return {**game, "id": id, "file": f"works/{id}.sb3"}, content


def _renamed(sound: Draft, path: str, other: str, content: bytes) -> Draft:
    return sound.entry(path, None).entry(other, content)
