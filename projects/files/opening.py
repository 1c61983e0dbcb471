"""From a file to a project: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO, Final
from uuid import UUID

from django.utils.translation import gettext as _

from classroom.access import policy_of
from classroom.models import User
from projects.files.archive import Archive
from projects.files.content import Content, Skipped
from projects.files.faults import damaged, newer, no_project_file
from projects.files.names import MANIFEST
from projects.files.original import OriginalFile
from projects.files.ours import OurFile, header_digest
from projects.files.reading import parse
from projects.policy import examples_limit
from storage.contracts import Example, NewExample, NewProject, ProjectCard, Receipt, Text, text_of
from storage.digest import example_item, item_digest
from storage.limits import EXAMPLES_AT_ONCE, FILE_MANIFEST_BYTES
from storage.problems import Code, Problem
from storage.routing import Stores

BATCH_LETTERS: Final = 2_000_000
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
    return Opened(_find(person, stores, id) or _write(stores, id, content), content.skipped)


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


def _find(person: User, stores: Stores, id: UUID) -> ProjectCard | None:
    """A whole project of this person with that id. Problem: `limit_reached` when there is none and no room for one."""
    mine = stores.projects.all()
    card = next((card for card in mine if card.project.id == id), None)
    if card is None and len(mine) >= policy_of(person).projects:
        sentence = _("There is no room for one more project. Delete a project first.")
        raise Problem(Code.LIMIT_REACHED, sentence, field="projects")
    return card if card and card.moving != "arriving" else None


def _write(stores: Stores, id: UUID, content: Content) -> ProjectCard:
    header = content.header
    new = NewProject(id, header.kind, header.name, header.language, header.labels, (), "arriving")
    with _all_or_nothing(stores, id):
        stores.projects.create(new)
        if content.outdated:
            _write_models(stores, id, content)
        written = sha256(header_digest(header))
        for batch in batches(content.examples()):
            receipts = stores.examples.add(id, batch)
            for example, receipt in zip(batch, receipts, strict=True):
                written.update(item_digest(example_item(_stored(example, receipt))))
        if not content.outdated:
            _write_models(stores, id, content)
        _write_works(stores, id, content)
        if stores.projects.digest(id) != (content.digest or written.hexdigest()):
            raise Problem(Code.CONFLICT, _("The file could not be opened whole. Please try again."))
        return stores.projects.mark(id, None)


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
    letters = 0
    for example in examples:
        batch.append(example)
        letters += len(text_of(example.data)) + len(example.group or "") + len(example.source)
        if len(batch) == EXAMPLES_AT_ONCE or letters > BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _stored(new: NewExample, receipt: Receipt) -> Example:
    return Example(
        new.id,
        new.label_id,
        Text(text_of(new.data)),
        new.group,
        receipt.held_back,
        new.source,
        receipt.added_at,
    )
