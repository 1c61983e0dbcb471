"""What a file holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from storage.values import Field, Label, NewExample, NewWork, ProjectKind, SavedModel

What = Literal[
    "label",
    "same_label",
    "unknown_label",
    "field",
    "value",
    "long",
    "odd",
    "empty",
    "picture",
    "web_address",
    "sound",
    "test_data",
]


@dataclass(frozen=True, slots=True)
class Header:
    kind: ProjectKind
    name: str
    language: str
    labels: tuple[Label, ...]
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """What another program's file holds and a project cannot."""

    what: What
    count: int


class Content(Protocol):
    """To be believed after `check`; before, `header` is right and `count` is what the file says. Examples, models and
    works come from the file each time anew, in the order of their ids."""

    @property
    def header(self) -> Header: ...
    @property
    def count(self) -> int:
        """How many examples there are."""

    @property
    def bytes(self) -> int:
        """What its pictures, sounds and works need at least."""

    @property
    def skipped(self) -> tuple[Skipped, ...]: ...
    @property
    def outdated(self) -> bool:
        """Whether the newest model has not seen the examples as they are."""

    @property
    def digest(self) -> str | None:
        """None when the file does not say."""

    def check(self) -> None:
        """Read all of it, which nothing before has believed. Problems: `invalid`, `too_large`."""

    def leave_out(self, what: What) -> bool:
        """Whether an example that cannot be kept is left out, and counted as `what`, where otherwise all of the file
        would be refused."""

    def examples(self) -> Iterator[NewExample]: ...

    def models(self) -> Iterator[SavedModel]: ...

    def works(self) -> Iterator[NewWork]: ...
