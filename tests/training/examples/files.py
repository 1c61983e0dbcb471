"""Short ways to send pictures and sounds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from classroom.models import ClassPolicy, User
from storage.ids import new_id
from storage.routing import Stores, website
from storage.values import File, Label, NewExample, NewProject, ProjectKind
from tests.conftest import SiteClient
from tests.contract.values import MEDIA, file_of


@dataclass(frozen=True)
class MadeOfFiles:
    """A project of pictures or sounds with one label, in a class that lets the website keep them."""

    stores: Stores
    id: UUID
    label: UUID

    def add(self, *names: str) -> list[UUID]:
        """Files of `tests/contract/media.json`."""
        examples = [NewExample(new_id(), self.label, File(file_of(name))) for name in names]
        self.stores.examples.add(self.id, examples)
        return [example.id for example in examples]

    @property
    def address(self) -> str:
        return f"/api/v1/projects/{self.id}/examples"

    def media_address(self, id: UUID) -> str:
        return f"/api/v1/projects/{self.id}/media/{id}"

    def send(self, client: SiteClient, *files: bytes, **more: Any) -> Any:
        """As a page sends them."""
        return send(client, self.address, [(self.new(**more), file) for file in files])

    def new(self, **more: Any) -> dict[str, Any]:
        return {"id": str(new_id()), "labelId": str(self.label), **more}


def make_project_of_files(person: User, kind: ProjectKind = "images") -> MadeOfFiles:
    if person.school_class is not None:
        defaults = {"media_on_website": True}
        ClassPolicy.objects.update_or_create(school_class=person.school_class, defaults=defaults)
    made = MadeOfFiles(website(person), new_id(), new_id())
    made.stores.projects.create(NewProject(made.id, kind, "Pets", labels=(Label(made.label, "cat"),)))
    return made


def send(client: SiteClient, address: str, examples: Sequence[tuple[Mapping[str, Any], bytes]]) -> Any:
    parts: dict[str, Any] = {"examples": json.dumps([new for new, _ in examples])}
    parts |= {new["id"]: SimpleUploadedFile("c:\\my cat.jpg", file) for new, file in examples}
    return client.post(address, parts)


def summary(id: object, name: str) -> dict[str, Any]:
    """What is said of a file of `tests/contract/media.json` that is stored."""
    media = {key: MEDIA[name][key] for key in ("type", "bytes", "sha256")}
    return {"mediaId": str(id), **media}
