"""From a project to a file, as a stream: in memory is one batch of examples, one model or one work."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO, Final, cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from projects.files.names import (
    APPLICATION,
    EXAMPLES,
    FORMAT,
    MANIFEST,
    PROJECT,
    VERSION,
    WORKS,
    media_name,
    model_name,
    work_name,
)
from storage.camel import to_json
from storage.digest import Stores, example_item, header_item, item_digest
from storage.problems import Code, Problem
from storage.times import from_milliseconds
from storage.values import Example, Media, Project, is_portable

PIECE: Final = 65_536
LINES_IN_MEMORY: Final = 4_000_000
_MODE: Final = (stat.S_IFREG | 0o644) << 16


def write_file(stores: Stores, project: Project, created: int) -> Iterator[bytes]:
    """The project as it is now, in pieces of 64 kB and more. `created` is the moment that the file says.

    What is removed while it is being written is left out. Whatever goes wrong ends the stream with an error, and a
    file that ends early cannot be opened.
    """
    writer = _Writer(created)
    counts = {"examples": 0, "models": 0, "works": 0, "media": 0}
    header = header_item(project)
    writer.take_item(header)
    yield from writer.entry(PROJECT, [_json({**header, "createdAt": project.created_at})])
    # Pictures and sounds come before the lines that name them: one that is removed meanwhile gets no line.
    with SpooledTemporaryFile(LINES_IN_MEMORY) as lines:
        yield from _examples(stores, project, writer, counts, lines)
        lines.seek(0)
        yield from writer.entry(EXAMPLES, iter(lambda: lines.read(PIECE), b""))
    yield from _models(stores, project.id, writer, counts)
    yield from _works(stores, project.id, writer, counts)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "created": created,
        "application": APPLICATION,
        "entries": dict(writer.checksums),
        "digest": writer.digest.hexdigest(),
        "counts": counts,
    }
    yield from writer.entry(MANIFEST, [_json(manifest)])
    yield writer.end()


def _examples(
    stores: Stores, project: Project, writer: _Writer, counts: dict[str, int], lines: IO[bytes]
) -> Iterator[bytes]:
    """The files of the examples; what is said of them goes into `lines`."""
    labels: set[UUID | None] = {label.id for label in project.labels} or {None}
    for example in stores.examples.read(project.id):
        if example.label_id not in labels:  # it is newer than the project as it was read
            continue
        if isinstance(example.data, Media):
            try:
                yield from _media(stores, project.id, example, example.data, writer)
            except Problem as problem:
                _unless_removed(problem)
                continue
            counts["media"] += 1
        counts["examples"] += 1
        item = example_item(example)
        writer.take_item(item)
        lines.write(_json(item) + b"\n")


def _media(stores: Stores, project: UUID, example: Example, data: Media, writer: _Writer) -> Iterator[bytes]:
    file = stores.examples.media(project, example.id).file
    return writer.entry(media_name(example.id, data.media.type), [file], method=ZIP_STORED)


def _models(stores: Stores, project: UUID, writer: _Writer, counts: dict[str, int]) -> Iterator[bytes]:
    for id in sorted(summary.id for summary in stores.models.all(project)):
        try:
            saved = stores.models.load(project, id)
        except Problem as problem:
            _unless_removed(problem)
            continue
        if not is_portable(saved.model):
            continue
        counts["models"] += 1
        writer.take_item(dict(saved.model))
        yield from writer.entry(model_name(id), [_json(to_json(saved))])


def _works(stores: Stores, project: UUID, writer: _Writer, counts: dict[str, int]) -> Iterator[bytes]:
    listed: list[dict[str, Any]] = []
    for id in sorted(summary.id for summary in stores.works.all(project)):
        # In a generator of its own, so that one file is out of memory before the next comes.
        yield from _work(stores, project, id, writer, listed)
    counts["works"] = len(listed)
    if listed:
        yield from writer.entry(WORKS, [_json(listed)])


def _work(
    stores: Stores, project: UUID, id: UUID, writer: _Writer, listed: list[dict[str, Any]]
) -> Iterator[bytes]:
    try:
        work = stores.works.get(project, id)
    except Problem as problem:
        _unless_removed(problem)
        return
    name = work_name(id, work.kind)
    said = {"id": str(id), "kind": work.kind, "name": work.name, "changedAt": work.changed_at}
    listed.append({**said, "revision": work.revision, "file": name})
    pieces = (work.file[at : at + PIECE] for at in range(0, len(work.file), PIECE))
    yield from writer.entry(name, pieces, method=ZIP_STORED)
    # As `storage.digest.work_item` says it, which would read the whole file once more.
    writer.take_item({"id": str(id), "kind": work.kind, "name": work.name, "sha256": writer.checksums[name]})


def _unless_removed(problem: Problem) -> None:
    if problem.code != Code.NOT_FOUND:
        raise problem


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


class _Writer:
    """A zip that nobody can go back in, so each entry has its sizes behind it."""

    def __init__(self, created: int) -> None:
        self._out = _Out()
        self._zip = ZipFile(cast(BinaryIO, self._out), "w")
        self._moment = from_milliseconds(created).timetuple()[:6]
        self.checksums: dict[str, str] = {}
        self.digest = sha256()

    def take_item(self, item: dict[str, Any]) -> None:
        """Into the digest of the project, in the order of the file."""
        self.digest.update(item_digest(item))

    def entry(self, name: str, pieces: Iterable[bytes], *, method: int = ZIP_DEFLATED) -> Iterator[bytes]:
        info = ZipInfo(name, self._moment)
        info.compress_type, info.external_attr = method, _MODE
        checksum = sha256()
        with self._zip.open(info, "w") as entry:
            for piece in pieces:
                checksum.update(piece)
                entry.write(piece)
                if self._out.size > PIECE:
                    yield self._out.take()
        self.checksums[name] = checksum.hexdigest()

    def end(self) -> bytes:
        self._zip.close()
        return self._out.take()


class _Out:
    """A file that gives away what was written to it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces, self.size = [], 0
        return taken
