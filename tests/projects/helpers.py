"""Short ways to make projects and examples through the website's stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from classroom.models import ClassPolicy, SchoolClass, User
from storage import routing
from storage.ids import new_id
from storage.routing import Stores, website
from storage.values import Label, NewExample, NewProject, ProjectCard, Text


@dataclass(frozen=True)
class Made:
    """A text project with the labels "cat" and "dog"."""

    stores: Stores
    id: UUID
    cat: UUID
    dog: UUID

    def add(self, *texts: str, label: UUID | None = None) -> list[UUID]:
        examples = [example(text, label or self.cat) for text in texts]
        self.stores.examples.add(self.id, examples)
        return [example.id for example in examples]

    @property
    def card(self) -> ProjectCard:
        return self.stores.projects.get(self.id)


def make_project(person: User, name: str = "Animals") -> Made:
    made = Made(website(person), new_id(), new_id(), new_id())
    labels = (Label(made.cat, "cat"), Label(made.dog, "dog"))
    made.stores.projects.create(NewProject(made.id, "text", name, labels=labels))
    return made


def example(text: str, label: UUID | None) -> NewExample:
    return NewExample(new_id(), label, Text(text))


def set_rules(
    school_class: SchoolClass,
    *,
    projects: int = 6,
    texts: int = 1000,
    storages: Sequence[str] = routing.KINDS,
    media_on_website: bool | None = None,
) -> None:
    rules = {"projects": projects, "texts": texts, "storages": list(storages), "first_storage": storages[0]}
    rules |= {"media_on_website": media_on_website}
    ClassPolicy.objects.update_or_create(school_class=school_class, defaults=rules)
