"""The rules that hold for a person: pure values, no database."""

from __future__ import annotations

from dataclasses import dataclass

from storage.contracts import ProjectKind

KINDS_SO_FAR: tuple[ProjectKind, ...] = ("text",)


@dataclass(frozen=True, slots=True)
class Policy:
    """`storages` are the places where a project may be kept and `first_storage` the one chosen beforehand;
    the limits hold for projects kept on the website only."""

    storages: tuple[str, ...]
    first_storage: str
    projects: int
    texts: int
    kinds: tuple[ProjectKind, ...] = KINDS_SO_FAR
