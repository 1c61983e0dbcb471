"""From a file to a project: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO, Final
from uuid import UUID

from django.utils.translation import gettext as _

from classroom.access import policy_of
from classroom.models import User
from projects.files.archive import Archive
from projects.files.content import Content, Header, Skipped
from projects.files.faults import damaged, newer, no_project_file
from projects.files.names import MANIFEST
from projects.files.original import OriginalFile
from projects.files.ours import OurFile, header_digest
from projects.files.reading import parse
from projects.policy import examples_limit
from projects.quota import bytes_of
from storage.camel import to_json
from storage.digest import example_item, item_digest
from storage.limits import EXAMPLES_AT_ONCE, FILE_MANIFEST_BYTES, MEDIA_AT_ONCE
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.values import (
    Data,
    Example,
    File,
    Media,
    NewExample,
    NewProject,
    ProjectCard,
    Receipt,
    Text,
    Values,
)

BATCH_SIZE: Final = 2_000_000
"""In letters of texts or bytes of files: what is in memory at once."""
_VALUES_BESIDE_ENTRIES: Final = 100


@dataclass(frozen=True, slots=True)
class Opened:
    card: ProjectCard
    skipped: tuple[Skipped, ...]


def open_file(person: User, stores: Stores, file: BinaryIO, id: UUID) -> Opened:
    """The file as a new project of this person; the same id again answers the project that is there.

    Problems: `invalid` and `too_large` for the file, `limit_reached` with what is too much in `field`, and what the
    stores say.
    """
    content = read_content(file, id)
    _check_room(person, content)
    content.check()
    _check_room(person, content)
    card = _find(person, stores, id)
    if card is None:
        _check_bytes(person, content)
        card = write_content(stores, id, content)
    return Opened(card, content.skipped)


def read_content(file: BinaryIO, id: UUID) -> Content:
    archive = Archive(file)
    if MANIFEST not in archive.entries:
        raise no_project_file()
    values = _VALUES_BESIDE_ENTRIES + 3 * len(archive.entries)
    manifest = parse(archive.read(MANIFEST, FILE_MANIFEST_BYTES), MANIFEST, values=values)
    if not isinstance(manifest, dict):
        raise no_project_file()
    version = manifest.get("formatversion")
    if version is None:
        return OurFile(archive, manifest)
    if version not in (1, "1"):
        later = isinstance(version, int | float | str) and str(version) > "1"
        raise newer() if later else damaged(MANIFEST)
    return OriginalFile(archive, id)


def _check_room(person: User, content: Content) -> None:
    most = examples_limit(policy_of(person), content.header.kind)
    if content.count > most:
        sentence = _("This file has %(there)s examples, and a project on this website has room for %(most)s.")
        counts = {"there": f"{content.count:,}", "most": f"{most:,}"}
        raise Problem(Code.LIMIT_REACHED, sentence % counts, field="examples")


def _check_bytes(person: User, content: Content) -> None:
    most = policy_of(person).bytes
    if bytes_of(person) + content.bytes > most:
        sentence = _("This file is too large: the website keeps %(most)s MB for one person.")
        raise Problem(Code.LIMIT_REACHED, sentence % {"most": f"{most // 1_000_000:,}"}, field="bytes")


def _find(person: User, stores: Stores, id: UUID) -> ProjectCard | None:
    """A whole project of this person with that id. Problem: `limit_reached` when there is none and no room for one."""
    mine = stores.projects.all()
    card = next((card for card in mine if card.project.id == id), None)
    if card is None and len(mine) >= policy_of(person).projects:
        sentence = _("There is no room for one more project. Delete a project first.")
        raise Problem(Code.LIMIT_REACHED, sentence, field="projects")
    return card if card and card.moving != "arriving" else None


def write_content(stores: Stores, id: UUID, content: Content) -> ProjectCard:
    """All of what has been checked as a new project, or nothing; one that had begun to arrive goes on.
    Problems: what the stores say, and `conflict` when something else arrives as this project."""
    header = content.header
    new = NewProject(id, header.kind, header.name, header.language, header.labels, header.fields, "arriving")
    with _all_or_nothing(stores, id):
        stores.projects.create(new)
        if content.outdated:
            _write_models(stores, id, content)
        written = sha256(header_digest(header))
        for example, receipt in _write_examples(stores, id, content):
            written.update(_said_digest(example, receipt))
        if not content.outdated:
            _write_models(stores, id, content)
        _write_works(stores, id, content)
        if content.digest is None:
            same = _digest_of_said(stores, id, header) == written.hexdigest()
        else:
            same = stores.projects.digest(id) == content.digest
        if not same:
            raise _not_whole(stores, id, content)
        return stores.projects.mark(id, None)


def _write_examples(stores: Stores, id: UUID, content: Content) -> Iterator[tuple[NewExample, Receipt]]:
    for batch in batches(content.examples()):
        try:
            yield from zip(batch, stores.examples.add(id, batch), strict=True)
        except Problem as problem:
            if not _may_leave_out(problem, batch):
                raise
            yield from _one_by_one(stores, id, content, batch)


def _may_leave_out(problem: Problem, batch: Sequence[NewExample]) -> bool:
    return problem.code in (Code.INVALID, Code.TOO_LARGE) and isinstance(batch[0].data, File)


def _one_by_one(
    stores: Stores, id: UUID, content: Content, batch: Sequence[NewExample]
) -> Iterator[tuple[NewExample, Receipt]]:
    """One picture that cannot be read must not keep the others out, where the file is another program's."""
    for example in batch:
        try:
            [receipt] = stores.examples.add(id, [example])
        except Problem as problem:
            if not (_may_leave_out(problem, batch) and content.leave_out("picture")):
                raise
            continue
        yield example, receipt


def _not_whole(stores: Stores, id: UUID, content: Content) -> Problem:
    """A file whose pictures or sounds had to be changed to be kept was not made by this program."""
    kept = {
        example.id: example.data.media.sha256
        for example in stores.examples.read(id)
        if isinstance(example.data, Media)
    }
    for example in content.examples():
        said = sha256(example.data.file).hexdigest() if isinstance(example.data, File) else None
        if said not in (None, kept.get(example.id)):
            return damaged(f"the form of {example.id}")
    return Problem(Code.CONFLICT, _("The file could not be opened whole. Please try again."))


def _write_models(stores: Stores, id: UUID, content: Content) -> None:
    for saved in content.models():
        stores.models.save(id, saved.model, saved.report)


def _write_works(stores: Stores, id: UUID, content: Content) -> None:
    for work in content.works():
        stores.works.save(id, work, 0)
        del work  # before the next is read: a file may take ten megabytes


@contextmanager
def _all_or_nothing(stores: Stores, id: UUID) -> Iterator[None]:
    """What is not whole is removed; if that cannot be, the sweeper does it later."""
    try:
        yield
    except BaseException as error:
        with suppress(Problem):
            if stores.projects.get(id).moving == "arriving":
                stores.projects.remove(id)
        if isinstance(error, Problem) and error.code == Code.INVALID:
            raise damaged(error.detail) from error
        raise


def batches(examples: Iterable[NewExample]) -> Iterator[Sequence[NewExample]]:
    """As many as go in at once, and fewer where they are large."""
    batch: list[NewExample] = []
    size = 0
    for example in examples:
        batch.append(example)
        size += _size(example)
        most = MEDIA_AT_ONCE if isinstance(example.data, File) else EXAMPLES_AT_ONCE
        if len(batch) == most or size > BATCH_SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(example: NewExample) -> int:
    """What of it may be large, roughly."""
    beside = len(example.group or "") + len(example.source)
    match example.data:
        case Text(text):
            return beside + len(text)
        case Values(values):
            return beside + 60 * len(values)
        case File(file):
            return beside + len(file)


def _said_digest(new: NewExample, receipt: Receipt) -> bytes:
    data = None if isinstance(new.data, File) else new.data
    example = Example(
        new.id, new.label_id, Text(""), new.group, receipt.held_back, new.source, receipt.added_at
    )
    return _digest_without_file(example, data)


def _digest_of_said(stores: Stores, id: UUID, header: Header) -> str:
    """As `_said_digest` of each example that is there."""
    whole = sha256(header_digest(header))
    for example in stores.examples.read(id):
        whole.update(_digest_without_file(example, None if isinstance(example.data, Media) else example.data))
    return whole.hexdigest()


def _digest_without_file(example: Example, data: Data | None) -> bytes:
    """What a picture becomes when it is stored is not known before."""
    return item_digest({**example_item(replace(example, data=Text(""))), "data": to_json(data)})
