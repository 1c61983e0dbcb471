"""Which stores keep a project. One of the two files that know the kinds; the other is the browser's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.module_loading import import_string

from storage.contracts import ExampleStore, ModelStore, ProjectStore, Trainer, WorkStore
from storage.problems import Code, Problem

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

KINDS: Final[tuple[str, ...]] = tuple(settings.PROJECT_STORAGE)
WEBSITE: Final = "cloud"


class Stores:
    """The stores of one kind for one person, each made when first used as `Class(person, stores)`, so that
    one can ask the others. `kind` is there for the rules of a class, which say where projects may be kept."""

    def __init__(self, kind: str, person: AbstractBaseUser) -> None:
        self.kind = kind
        self._person = person

    @cached_property
    def projects(self) -> ProjectStore:
        return cast(ProjectStore, self._make("projects"))

    @cached_property
    def examples(self) -> ExampleStore:
        return cast(ExampleStore, self._make("examples"))

    @cached_property
    def models(self) -> ModelStore:
        return cast(ModelStore, self._make("models"))

    @cached_property
    def works(self) -> WorkStore:
        return cast(WorkStore, self._make("works"))

    @cached_property
    def trainer(self) -> Trainer:
        return cast(Trainer, self._make("trainer"))

    def _make(self, name: str) -> object:
        return import_string(settings.PROJECT_STORAGE[self.kind][name])(self._person, self)


def stores(kind: str, person: AbstractBaseUser) -> Stores:
    """Problem: `invalid` for a kind that the settings do not name."""
    if kind not in settings.PROJECT_STORAGE:
        raise Problem(Code.INVALID, "Projects cannot be kept there.", field="storage")
    return Stores(kind, person)


def load_stores() -> None:
    """Import every store now, and not when the first is used."""
    for names in settings.PROJECT_STORAGE.values():
        for name in names.values():
            import_string(name)


def website(person: AbstractBaseUser) -> Stores:
    """The stores of the projects that the website itself keeps."""
    return stores(WEBSITE, person)
