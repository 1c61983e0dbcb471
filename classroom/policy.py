"""The rules that hold for a person: pure values, no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from storage.routing import WEBSITE
from storage.values import PROJECT_KINDS, ProjectKind

MEDIA_KINDS: Final[frozenset[ProjectKind]] = frozenset({"images", "sounds"})
"""Their examples may show faces and carry voices."""

HERE: Final = "here"
WATSON: Final = "watson"
TEXT_LEARNERS: Final = (HERE, WATSON)
"""Who learns from texts: this website and its pages themselves, or the class's own Watson Assistant."""
HOURS_LEAST: Final = 1
HOURS_MOST: Final = 255
MODEL_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Policy:
    """`storages` are the places where a project may be kept and `first_storage` the one chosen beforehand.

    The limits hold for what the website keeps: `projects` of a person, examples of one project by kind, and `bytes`
    of all of a person's projects together. `web_addresses` says whether pictures may be fetched from the web, and
    `media_on_website` whether the website may keep pictures and voices. `texts_learned_by` is one of `TEXT_LEARNERS`; a
    model that another service has learned goes away after `model_hours`.
    """

    storages: tuple[str, ...]
    first_storage: str
    projects: int
    texts: int
    rows: int
    pictures: int
    sounds: int
    bytes: int
    web_addresses: bool
    media_on_website: bool
    kinds: tuple[ProjectKind, ...] = PROJECT_KINDS
    texts_learned_by: str = HERE
    model_hours: int = MODEL_HOURS

    def storages_for(self, kind: ProjectKind) -> tuple[str, ...]:
        """The places where a project of this kind may be kept; none for a kind that is not allowed."""
        if kind not in self.kinds:
            return ()
        at_home_only = kind in MEDIA_KINDS and not self.media_on_website
        return tuple(place for place in self.storages if not (at_home_only and place == WEBSITE))

    @property
    def kinds_with_a_place(self) -> tuple[ProjectKind, ...]:
        """Those that can be made: not pictures and voices where only the website keeps projects and may not keep
        these."""
        return tuple(kind for kind in self.kinds if self.storages_for(kind))
