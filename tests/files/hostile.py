"""Project files that must be refused before anything is written, each with its name and the problem code.

Both languages open all of them. `python -m tests.files.hostile FOLDER` writes them, with `index.json` that says
`[{"file", "name", "code"}]`; the very large ones only with `--large`.
"""

from __future__ import annotations

import argparse
import json
import stat
import sys
from collections.abc import Iterator
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

from tests.files.drafts import (
    DOG,
    MODEL,
    an_example,
    draft,
    example_id,
)
from tests.files.hostile_content import hostile_examples, hostile_models, hostile_projects, hostile_works
from tests.files.hostile_kinds import hostile_fields, hostile_media, hostile_rows
from tests.files.refused import INVALID, MEGABYTE, TOO_LARGE, Hostile, one_file
from tests.files.zips import STORED, End, Part, deflated, empty_entries, zipped

LINK = stat.S_IFLNK | 0o777


def hostile_files() -> Iterator[Hostile]:
    content = (hostile_projects, hostile_examples, hostile_models, hostile_works)
    kinds = (hostile_fields, hostile_rows, hostile_media)
    for group in (_no_zips, _names, _lies, _bombs, _manifests, *content, *kinds):
        yield from group()


def _parts(name: str, code: str, *parts: Part, end: End | None = None, before: bytes = b"") -> Hostile:
    return one_file(name, code, zipped([*draft().parts(), *parts], end, before=before))


def _changed(name: str, code: str, entry: str, **changes: Any) -> Hostile:
    """A file whose entry is written otherwise than it should be."""
    parts = [
        Part(**{**_fields(part), **changes}) if part.name == entry.encode() else part
        for part in draft().parts()
    ]
    return one_file(name, code, zipped(parts))


def _fields(part: Part) -> dict[str, Any]:
    return {"name": part.name, "content": part.content, "method": part.method}


def _no_zips() -> Iterator[Hostile]:
    sound = draft().zip()
    yield one_file("nothing", INVALID, b"")
    yield one_file("a text", INVALID, b"This is not a zip.\n" * 50)
    yield one_file("a picture", INVALID, b"\x89PNG\r\n\x1a\n" + bytes(500))
    yield one_file("a zip of nothing", INVALID, zipped([]))
    yield one_file("the end is missing", INVALID, sound[:-30])
    yield one_file("half of it", INVALID, sound[: len(sound) // 2])
    yield one_file("something behind the end", INVALID, sound + b"<script>")
    yield _parts("something in front", INVALID, before=b"#!/bin/sh\n")
    yield one_file("a comment with a second end in it", INVALID, zipped(draft().parts(), _comment()))
    yield one_file("a changed byte", INVALID, _flipped(sound))


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
    yield one_file("an entry of many small lists", INVALID, draft().entry("project.json", lists).zip())
    deep = b"[" * 400_000 + b"]" * 400_000
    yield one_file("an entry of deep lists", INVALID, draft().entry("project.json", deep).zip())
    stored = [Part(b"manifest.json", lists * 16, STORED)]
    yield Hostile("a manifest of many small lists", INVALID, lambda: [zipped(stored)], large=True)
    long = draft(examples=[an_example(0, data={"text": "x" * 70_000})])
    yield one_file("a line that is too long", TOO_LARGE, long.zip())


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
        yield one_file(f"manifest: {name}", INVALID, sound.zip(sound.manifest(**changes)))
    for name, content in {
        "nothing": b"",
        "no JSON": b"{",
        "a list": b"[]",
        "a number that is none": b'{"format":NaN}',
        "not UTF-8": b'{"format":"\xff"}',
        "another format of the original": b'{"formatversion":2}',
    }.items():
        yield one_file(f"manifest: {name}", INVALID, sound.zip(content))
    yield one_file("no manifest", INVALID, zipped(sound.parts()[:-1]))
    yield one_file("no project", INVALID, sound.entry("project.json", None).zip())
    yield one_file("no examples", INVALID, sound.entry("examples.jsonl", None).zip())
    large = b'{"format":"' + b"x" * 17 * MEGABYTE
    yield Hostile("a manifest that is too large", TOO_LARGE, lambda: [sound.zip(large)], large=True)


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
