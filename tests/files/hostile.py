"""Project files that must be refused before anything is written, each with its name and the problem code.

Both languages open all of them. `python -m tests.files.hostile FOLDER` writes them, with `index.json` that says
`[{"file", "name", "code"}]`; the very large ones only with `--large`.
"""

from __future__ import annotations

import argparse
import json
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from pathlib import Path
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
from tests.files.zips import STORED, End, Part, deflated, empty_entries, zipped

INVALID, TOO_LARGE, LIMIT_REACHED = "invalid", "too_large", "limit_reached"
LINK = stat.S_IFLNK | 0o777
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Hostile:
    """`pieces()` gives the file a piece at a time; `large` ones have tens of megabytes."""

    name: str
    code: str
    pieces: Callable[[], Iterable[bytes]]
    large: bool = False

    def content(self) -> bytes:
        return b"".join(self.pieces())


def hostile_files() -> Iterator[Hostile]:
    for group in (_no_zips, _names, _lies, _bombs, _manifests, _projects, _examples, _models, _works):
        yield from group()


def _file(name: str, code: str, content: bytes) -> Hostile:
    return Hostile(name, code, lambda: [content])


def _parts(name: str, code: str, *parts: Part, end: End | None = None, before: bytes = b"") -> Hostile:
    return _file(name, code, zipped([*draft().parts(), *parts], end, before=before))


def _changed(name: str, code: str, entry: str, **changes: Any) -> Hostile:
    """A file whose entry is written otherwise than it should be."""
    parts = [
        Part(**{**_fields(part), **changes}) if part.name == entry.encode() else part
        for part in draft().parts()
    ]
    return _file(name, code, zipped(parts))


def _fields(part: Part) -> dict[str, Any]:
    return {"name": part.name, "content": part.content, "method": part.method}


def _no_zips() -> Iterator[Hostile]:
    sound = draft().zip()
    yield _file("nothing", INVALID, b"")
    yield _file("a text", INVALID, b"This is not a zip.\n" * 50)
    yield _file("a picture", INVALID, b"\x89PNG\r\n\x1a\n" + bytes(500))
    yield _file("a zip of nothing", INVALID, zipped([]))
    yield _file("the end is missing", INVALID, sound[:-30])
    yield _file("half of it", INVALID, sound[: len(sound) // 2])
    yield _file("something behind the end", INVALID, sound + b"<script>")
    yield _parts("something in front", INVALID, before=b"#!/bin/sh\n")
    yield _file("a comment with a second end in it", INVALID, zipped(draft().parts(), _comment()))
    yield _file("a changed byte", INVALID, _flipped(sound))


def _comment() -> End:
    return End(comment=zipped([])[:22])


def _flipped(sound: bytes) -> bytes:
    at = sound.index(b"examples.jsonl") + 60
    return sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :]


def _names() -> Iterator[Hostile]:
    names = {
        "a climbing path": b"../project.json",
        "a path that climbs later": b"models/../../evil.json",
        "an absolute path": b"/etc/passwd",
        "a path of Windows": b"C:\\evil.json",
        "a backslash": b"models\\evil.json",
        "a folder": b"models/",
        "a NUL in a name": b"models/evil.json\0.txt",
        "a line break in a name": b"models/\nevil.json",
        "a name that is not UTF-8": b"models/\xff.json",
        "an empty name": b"",
        "capitals": b"Project.json",
        "another name": b"evil.exe",
        "a dot": b"./works.json",
        "a very long name": b"models/" + b"a" * 60_000,
        "a picture in a text project": f"media/{MODEL}.png".encode(),
    }
    for name, path in names.items():
        yield _parts(name, INVALID, Part(path, b"{}"))
    yield _parts("an entry twice", INVALID, Part(b"project.json", b"{}"))
    yield _parts("a link", INVALID, Part(f"works/{DOG}.py".encode(), b"/etc/passwd", mode=LINK))
    yield _changed("a link that is listed", INVALID, "project.json", mode=LINK)
    yield _changed("a device", INVALID, "project.json", mode=stat.S_IFCHR | 0o666)
    yield _changed(
        "another name in front of the content", INVALID, "project.json", local_name=b"prodect.json"
    )
    yield _changed(
        "a longer name in front of the content", INVALID, "project.json", local_name=b"project.json2"
    )


def _lies() -> Iterator[Hostile]:
    project = draft().entries["project.json"]
    for flags, name in (
        (1, "encrypted"),
        (1 << 6, "strongly encrypted"),
        (1 << 13, "with a hidden directory"),
    ):
        yield _changed(name, INVALID, "project.json", flags=flags)
    for method, name in ((12, "bzip2"), (14, "lzma"), (93, "zstd"), (99, "AES")):
        yield _changed(f"packed with {name}", INVALID, "project.json", method=method)
    yield _changed("a wrong CRC", INVALID, "project.json", crc=1)
    yield _changed("a size that is too small", INVALID, "project.json", size=len(project) - 1)
    yield _changed("a size that is too large", INVALID, "project.json", size=len(project) + 1)
    yield _changed("a packed size that is too small", INVALID, "project.json", packed_size=10)
    yield _changed("a packed size past the end", INVALID, "project.json", packed_size=10**9)
    yield _changed("a packed size into the next", INVALID, "project.json", packed_size=400)
    yield _changed("stored with two sizes", INVALID, "project.json", method=STORED, size=len(project) * 2)
    yield _changed("an offset past the end", INVALID, "project.json", offset=2**31)
    yield _changed("an offset into another entry", INVALID, "manifest.json", offset=40)
    yield _changed("bytes that do not unpack", INVALID, "project.json", packed=b"\xff" * 90)
    yield _parts("more entries said than there are", INVALID, end=End(entries=20))
    yield _parts("fewer entries said than there are", INVALID, end=End(entries=2))
    yield _parts("a directory that begins elsewhere", INVALID, end=End(directory_offset=3))
    yield _parts("a directory past the end", INVALID, end=End(directory_offset=2**31))
    yield _parts("a directory that is larger than the file", INVALID, end=End(directory_bytes=2**24))
    yield _parts("a zip64 directory far away", INVALID, end=End(directory_offset=2**62, zip64=True))


def _bombs() -> Iterator[Hostile]:
    zeros = deflated(repeat(bytes(MEGABYTE), 100))
    yield _changed("a bomb", TOO_LARGE, "examples.jsonl", packed=zeros, size=100 * MEGABYTE)
    yield _changed("a bomb that says it is small", INVALID, "examples.jsonl", packed=zeros, size=2_000)
    yield _changed(
        "a bomb of two gigabytes and more", TOO_LARGE, "examples.jsonl", packed=zeros, size=2**32 - 2
    )
    shared = [
        Part(f"models/{example_id(n)}.json".encode(), b"", offset=0, size=4_000_000) for n in range(2_000)
    ]
    yield _parts("entries that share their content", INVALID, *(_same_as_first(part) for part in shared))
    empty = partial(empty_entries, 1_000_000)
    yield Hostile("a million entries", TOO_LARGE, empty, large=True)
    few = partial(empty_entries, 1_000_000, End(entries=3))
    yield Hostile("a million entries, three of them said", TOO_LARGE, few, large=True)
    yield Hostile("one entry too many", TOO_LARGE, partial(empty_entries, 100_001))
    lists = b"[" + b"[],[],[],[],[],[],[],[],[],[]," * 33_000 + b"[]]"
    yield _file("an entry of many small lists", INVALID, draft().entry("project.json", lists).zip())
    deep = b"[" * 400_000 + b"]" * 400_000
    yield _file("an entry of deep lists", INVALID, draft().entry("project.json", deep).zip())
    stored = [Part(b"manifest.json", lists * 16, STORED)]
    yield Hostile("a manifest of many small lists", INVALID, lambda: [zipped(stored)], large=True)
    long = draft(examples=[an_example(0, data={"text": "x" * 70_000})])
    yield _file("a line that is too long", TOO_LARGE, long.zip())


def _same_as_first(part: Part) -> Part:
    """An entry that points to the content of the first one."""
    first = draft().parts()[0]
    data = first.data
    return Part(
        part.name, b"", packed=b"", crc=first.said_crc, size=first.said_size, packed_size=len(data), offset=0
    )


def _manifests() -> Iterator[Hostile]:
    sound = draft()
    entries = json.loads(sound.manifest())["entries"]
    wrong: dict[str, dict[str, Any]] = {
        "another format": {"format": "mlforkids-model"},
        "a later version": {"version": 2},
        "a version that is a text": {"version": "1"},
        "an entry that is not there": {"entries": {**entries, f"models/{DOG}.json": "0" * 64}},
        "an entry that is not said": {"entries": {k: v for k, v in entries.items() if k != "examples.jsonl"}},
        "a wrong checksum": {"entries": {**entries, "project.json": "0" * 64}},
        "a checksum that is none": {"entries": {**entries, "project.json": 7}},
        "entries that are a list": {"entries": list(entries)},
        "the digest of another project": {"digest": "0" * 64},
        "a digest that is none": {"digest": None},
        "other counts": {"counts": {"examples": 11, "models": 1, "works": 2, "media": 0}},
        "another count of works": {"counts": {"examples": 10, "models": 1, "works": 3, "media": 0}},
        "no counts": {"counts": None},
        "a checksum that is too short": {"entries": {**entries, "project.json": "0" * 63}},
    }
    for name, changes in wrong.items():
        yield _file(f"manifest: {name}", INVALID, sound.zip(sound.manifest(**changes)))
    for name, content in {
        "nothing": b"",
        "no JSON": b"{",
        "a list": b"[]",
        "a number that is none": b'{"format":NaN}',
        "not UTF-8": b'{"format":"\xff"}',
        "another format of the original": b'{"formatversion":2}',
    }.items():
        yield _file(f"manifest: {name}", INVALID, sound.zip(content))
    yield _file("no manifest", INVALID, zipped(sound.parts()[:-1]))
    yield _file("no project", INVALID, sound.entry("project.json", None).zip())
    yield _file("no examples", INVALID, sound.entry("examples.jsonl", None).zip())
    large = b'{"format":"' + b"x" * 17 * MEGABYTE
    yield Hostile("a manifest that is too large", TOO_LARGE, lambda: [sound.zip(large)], large=True)


def _projects() -> Iterator[Hostile]:
    def label(id: str = DOG, name: str = "dog") -> dict[str, str]:
        return {"id": id, "name": name}

    wrong: dict[str, tuple[str, dict[str, Any]]] = {
        "a kind that does not exist": (INVALID, {"kind": "smells"}),
        "a kind that does not exist yet": (INVALID, {"kind": "images"}),
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
        yield _file(f"project: {name}", code, draft(a_project(**changes), [], [], []).zip())
    large = draft().entry("project.json", b" " * (MEGABYTE + 1))
    yield _file("project: too large", TOO_LARGE, large.zip())
    yield _file("project: a list", INVALID, draft().entry("project.json", b"[]").zip())


def _examples() -> Iterator[Hostile]:
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
        yield _file(f"example: {name}", code, draft(examples=some, models=[]).zip())
    two = [an_example(2), an_example(1)]
    yield _file("example: not in the order of their ids", INVALID, draft(examples=two, models=[]).zip())
    twice = [an_example(1), an_example(1)]
    yield _file("example: twice", INVALID, draft(examples=twice, models=[]).zip())
    sound = draft().entries["examples.jsonl"]
    for name, content in {
        "no JSON": sound + b"{\n",
        "a list": sound + b"[]\n",
        "an empty line": sound + b"\n",
        "a last line without its end": sound.rstrip(b"\n"),
        "not UTF-8": sound.replace(b"text number 1", b"text number \xff"),
    }.items():
        yield _file(f"example: {name}", INVALID, draft().entry("examples.jsonl", content).zip())


def _models() -> Iterator[Hostile]:
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
        yield _file(f"model: {name}", INVALID, draft(models=models).zip())
    path, other = f"models/{MODEL}.json", f"models/{DOG}.json"
    sound = draft().entries[path]
    yield _file("model: the name of another", INVALID, _renamed(draft(), path, other, sound).zip())
    yield _file("model: a list", INVALID, draft().entry(path, b"[]").zip())
    large = sound[:-1] + b" " * 4 * MEGABYTE + b"}"
    yield _file("model: too large", TOO_LARGE, draft().entry(path, large).zip())


def _works() -> Iterator[Hostile]:
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
        yield _file(f"work: {name}", code, draft(works=works).zip())
    yield _file("work: not listed", INVALID, draft().entry("works.json", b"[]").zip())
    yield _file("work: no list", INVALID, draft().entry("works.json", None).zip())
    yield _file("work: not there", INVALID, draft().entry(f"works/{PYTHON}.py", None).zip())
    moved = {**game, "file": f"works/{PYTHON}.py"}
    listed = json.dumps([moved, program]).encode()
    yield _file("work: the file of another", INVALID, draft().entry("works.json", listed).zip())
    assert game["id"] == SCRATCH


def _work(number: int) -> tuple[dict[str, Any], bytes]:
    game, content = some_works()[0]
    id = example_id(number)
    return {**game, "id": id, "file": f"works/{id}.sb3"}, content


def _renamed(sound: Draft, path: str, other: str, content: bytes) -> Draft:
    return sound.entry(path, None).entry(other, content)


def write(folder: Path, *, large: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    index = []
    for number, hostile in enumerate(hostile_files()):
        if hostile.large and not large:
            continue
        path = folder / f"{number:03}.mlproject"
        with path.open("wb") as file:
            file.writelines(hostile.pieces())
        index.append({"file": path.name, "name": hostile.name, "code": hostile.code})
    (folder / "index.json").write_text(json.dumps(index, indent=1) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--large", action="store_true")
    said = parser.parse_args(sys.argv[1:])
    write(said.folder, large=said.large)
