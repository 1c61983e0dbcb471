"""Pictures and sounds on their way into the object store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast
from uuid import UUID

from projects.models import Project
from storage.database import let_go
from storage.objects import claim_object, put_objects
from storage.problems import Code, Problem
from storage.values import File, NewExample
from training.cloud.contents import Content, media_content
from training.media.canonical import CanonicalMedia
from training.media.pictures import canonical_picture
from training.media.sounds import canonical_sound

_CANONICAL: Final[Mapping[str, Callable[[bytes], CanonicalMedia]]] = {
    "images": canonical_picture,
    "sounds": canonical_sound,
}


@dataclass(frozen=True, slots=True)
class PutFiles:
    """Files that are in the object store and that no row has claimed yet, by the ids of their examples."""

    media: Mapping[UUID, CanonicalMedia]
    keys: Mapping[UUID, str]

    def claim(self, examples: Sequence[NewExample]) -> list[Content]:
        """In the transaction that stores these examples. Problems: `storage_unavailable` when it took too long,
        `conflict` for one that was there when the files were put, and is not any more."""
        if not all(example.id in self.keys for example in examples):
            raise Problem(Code.CONFLICT, "This was changed at the same time. Please try again.")
        claim_object(*(self.keys[example.id] for example in examples))
        return [media_content(example, self.media[example.id], self.keys[example.id]) for example in examples]


def put_files(project: Project, examples: Sequence[NewExample]) -> PutFiles:
    """Makes them canonical first: nothing is put when one of them cannot be. The database waits for none of it.
    Problems: `invalid`, `too_large`, `storage_unavailable`."""
    let_go()
    canonical = _CANONICAL[project.kind]
    media = {example.id: canonical(cast(File, example.data).file) for example in examples}
    keys = put_objects(str(project.pk), [one.file for one in media.values()])
    return PutFiles(media, dict(zip(media, keys, strict=True)))
