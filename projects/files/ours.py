"""Our own project file: read once from end to end to be believed, and then again to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from projects.files.archive import Archive
from projects.files.content import Header, Skipped, What
from projects.files.examples import example_of
from projects.files.faults import damaged, newer, no_project_file
from projects.files.names import (
    EXAMPLES,
    FORMAT,
    MANIFEST,
    PROJECT,
    VERSION,
    WORKS,
    is_ours,
    media_name,
    model_name,
    work_name,
)
from projects.files.reading import Json, lines, parse, take, take_count, take_digest
from projects.files.shapes import header_of, model_of, work_of
from storage.digest import example_item, header_item, item_digest
from storage.limits import FILE_MODEL_BYTES, FILE_PROJECT_BYTES, MODELS_KEPT, WORK_BYTES
from storage.limits import WORKS as MOST_WORKS
from storage.values import Example, File, Media, NewData, NewExample, NewWork, Project, SavedModel, Values

_PROJECT_VALUES: Final = 50_000
_MODEL_VALUES: Final = FILE_MODEL_BYTES // 16


class OurFile:
    """`projects.files.content.Content`."""

    skipped: tuple[Skipped, ...] = ()

    def __init__(self, archive: Archive, manifest: Json) -> None:
        self._archive = archive
        self._checksums = _checksums(archive, manifest)
        self._counts = take(manifest, "counts", dict, MANIFEST)
        self.count = take_count(self._counts, "examples", MANIFEST)
        self.digest = take_digest(manifest, "digest", MANIFEST)
        self.header: Header = header_of(self._json(PROJECT, FILE_PROJECT_BYTES, _PROJECT_VALUES))
        self._models = sorted(UUID(name[7:-5]) for name in archive.entries if name.startswith("models/"))
        self._works = self._listed_works()
        self._media = {name for name in archive.entries if name.startswith("media/")}
        files = self._media | {work_name(work.id, work.kind) for work in self._works}
        self.bytes = sum(archive.entries[name].size for name in files)
        self.outdated = False

    def check(self) -> None:
        """Everything that is left. Problems: `invalid`, `too_large`."""
        self._check_counts()
        whole, learned, held_back = sha256(header_digest(self.header)), Counter[str](), 0
        for example in self._all_examples():
            whole.update(item_digest(example_item(example)))
            if (taught := self._taught(example)) is not None:
                learned[str(taught)] += not example.held_back
                held_back += example.held_back
        for name in self._media:
            for _piece in self._pieces(name):
                pass
        newest: Json = {}
        tested = 0
        for saved in self.models():
            newest, tested = dict(saved.model), len(saved.report)
            whole.update(item_digest(newest))
        for work in self._works:
            whole.update(item_digest(self._work_item(work)))
        if whole.hexdigest() != self.digest:
            raise damaged("its digest")
        self.outdated = newest.get("counts") != +learned or tested != held_back

    def _taught(self, example: Example) -> UUID | None:
        """What a model learns from it, as the counts of a model have it: a label, or the field that is predicted."""
        if example.label_id is not None:
            return example.label_id
        values = example.data.values if isinstance(example.data, Values) else {}
        outputs = (field.id for field in self.header.fields if field.role == "output")
        return next((output for output in outputs if values.get(output) is not None), None)

    def examples(self) -> Iterator[NewExample]:
        for example in self._all_examples():
            yield NewExample(
                example.id,
                example.label_id,
                self._new_data(example),
                example.group,
                example.source,
                example.held_back,
                example.added_at,
            )

    def leave_out(self, _what: What) -> bool:
        return False

    def models(self) -> Iterator[SavedModel]:
        for id in self._models:
            said = self._json(model_name(id), FILE_MODEL_BYTES, _MODEL_VALUES)
            yield model_of(said, id, self.header.kind)

    def works(self) -> Iterator[NewWork]:
        for work in self._works:
            yield replace(work, file=self._whole(work_name(work.id, work.kind)))

    def _all_examples(self) -> Iterator[Example]:
        labels: set[UUID | None] = {label.id for label in self.header.labels} or {None}
        before, count, files = None, 0, 0
        for line in lines(self._pieces(EXAMPLES), EXAMPLES):
            example = example_of(parse(line, EXAMPLES), self.header)
            if example.label_id not in labels or (before is not None and example.id <= before):
                raise damaged(EXAMPLES)
            before, count, files = example.id, count + 1, files + self._has_file(example)
            yield example
        if count != self.count or files != len(self._media):
            raise damaged("how many examples there are")

    def _has_file(self, example: Example) -> bool:
        """Whether a picture or sound belongs to it, which then is the one that it says."""
        if not isinstance(example.data, Media):
            return False
        said = example.data.media
        name = media_name(example.id, said.type)
        entry = self._archive.entries.get(name)
        if entry is None or entry.size != said.bytes or self._checksums[name] != said.sha256:
            raise damaged(f"the file of an example: {name}")
        return True

    def _new_data(self, example: Example) -> NewData:
        if not isinstance(example.data, Media):
            return example.data
        return File(self._whole(media_name(example.id, example.data.media.type)))

    def _listed_works(self) -> list[NewWork]:
        listed: list[NewWork] = []
        if WORKS in self._archive.entries:
            said = self._json(WORKS, FILE_PROJECT_BYTES, _PROJECT_VALUES)
            listed = [work_of(work) for work in (said if isinstance(said, list) else [None])]
        names = [work_name(work.id, work.kind) for work in listed]
        files = [name for name in self._archive.entries if name.startswith("works/")]
        ids = [work.id for work in listed]
        if sorted(files) != sorted(names) or ids != sorted(set(ids)) or len(ids) > MOST_WORKS:
            raise damaged(WORKS)
        for name in names:
            self._archive.check_size(name, WORK_BYTES)
        return listed

    def _check_counts(self) -> None:
        there = {"models": len(self._models), "works": len(self._works), "media": len(self._media)}
        if any(take_count(self._counts, name, MANIFEST) != count for name, count in there.items()):
            raise damaged("its counts")
        if len(self._models) > MODELS_KEPT:
            raise damaged("how many models there are")

    def _work_item(self, work: NewWork) -> Json:
        content = sha256()
        for piece in self._pieces(work_name(work.id, work.kind)):
            content.update(piece)
        return {"id": str(work.id), "kind": work.kind, "name": work.name, "sha256": content.hexdigest()}

    def _json(self, name: str, most: int, values: int) -> Any:
        self._archive.check_size(name, most)
        return parse(self._whole(name), name, values=values)

    def _whole(self, name: str) -> bytes:
        return b"".join(self._pieces(name))

    def _pieces(self, name: str) -> Iterator[bytes]:
        """With the checksum of the manifest compared at the end."""
        content = sha256()
        for piece in self._archive.pieces(name):
            content.update(piece)
            yield piece
        if content.hexdigest() != self._checksums[name]:
            raise damaged(f"the checksum of {name}")


def _checksums(archive: Archive, manifest: Json) -> dict[str, str]:
    if manifest.get("format") != FORMAT:
        raise no_project_file()
    if take_count(manifest, "version", MANIFEST) != VERSION:
        raise newer()
    take_count(manifest, "created", MANIFEST)
    take(manifest, "application", str, MANIFEST)
    said = take(manifest, "entries", dict, MANIFEST)
    names = archive.entries.keys()
    if said.keys() | {MANIFEST} != names or not all(map(is_ours, names)) or MANIFEST in said:
        raise damaged("its list of entries")
    for name in said:
        take_digest(said, name, MANIFEST)
    return said


def header_digest(header: Header) -> bytes:
    no = UUID(int=0)
    project = Project(no, header.kind, header.name, header.language, header.labels, header.fields, 0, 0, 0)
    return item_digest(header_item(project))
