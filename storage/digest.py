"""Equal content has an equal digest in every place; `frontend/src/contract/digest.ts` computes the same.

An item's digest is the sha-256 of its RFC 8785 JSON. A project's is the sha-256 over the digests of its
items: a header (kind, name, language, labels, fields), then the examples, the portable models and the works, each in id
order.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Protocol
from uuid import UUID

import rfc8785

from storage.camel import to_json
from storage.contracts import ExampleStore, ModelStore, ProjectStore, WorkStore
from storage.problems import Code, Problem
from storage.values import Data, Example, Field, Media, Project, Work, is_portable

Json = dict[str, Any]


class Stores(Protocol):
    """The stores that a digest reads; any set of stores of one person will do."""

    @property
    def projects(self) -> ProjectStore: ...
    @property
    def examples(self) -> ExampleStore: ...
    @property
    def models(self) -> ModelStore: ...
    @property
    def works(self) -> WorkStore: ...


def item_digest(item: Json) -> bytes:
    """32 bytes. Problem: `invalid` for what JSON cannot say: NaN, Infinity, lone surrogates, big integers."""
    try:
        return sha256(rfc8785.dumps(item)).digest()
    except rfc8785.CanonicalizationError as error:
        raise Problem(Code.INVALID, "This has a number or a character that cannot be kept.") from error


def project_digest(stores: Stores, id: UUID) -> str:
    """64 hex digits, in constant memory. Problem: `not_found`."""
    whole = sha256()
    for item in _items(stores, id):
        whole.update(item_digest(item))
    return whole.hexdigest()


def _items(stores: Stores, id: UUID) -> Iterator[Json]:
    yield header_item(stores.projects.get(id).project)
    for example in stores.examples.read(id):
        yield example_item(example)
    for model in sorted(summary.id for summary in stores.models.all(id)):
        file = stores.models.load(id, model).model
        if is_portable(file):
            yield dict(file)
    for work in sorted(summary.id for summary in stores.works.all(id)):
        yield work_item(stores.works.get(id, work))


def header_item(project: Project) -> Json:
    return {
        "kind": project.kind,
        "name": project.name,
        "language": project.language,
        "labels": [{"id": str(label.id), "name": label.name} for label in project.labels],
        "fields": [_field_item(field) for field in project.fields],
    }


def _field_item(field: Field) -> Json:
    return {
        "id": str(field.id),
        "name": field.name,
        "type": field.type,
        "choices": list(field.choices),
        "role": field.role,
    }


def example_item(example: Example) -> Json:
    return {
        "id": str(example.id),
        "labelId": None if example.label_id is None else str(example.label_id),
        "data": _data_item(example.data),
        "group": example.group,
        "heldBack": example.held_back,
        "source": example.source,
        "addedAt": example.added_at,
    }


def _data_item(data: Data) -> Json:
    item: Json = to_json(data)
    if isinstance(data, Media):
        del item["media"]["nearHash"]
    return item


def work_item(work: Work) -> Json:
    return {
        "id": str(work.id),
        "kind": work.kind,
        "name": work.name,
        "sha256": sha256(work.file).hexdigest(),
    }
