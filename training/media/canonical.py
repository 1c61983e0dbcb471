"""What both kinds of media are in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

MediaType = Literal["image/jpeg", "image/png", "audio/wav"]


@dataclass(frozen=True, slots=True)
class CanonicalMedia:
    """`sha256` is that of `file`, in hex. `near_hash` is signed and has 64 bits, see `near.py`; a sound has none."""

    type: MediaType
    file: bytes = field(repr=False)
    sha256: str
    near_hash: int | None = None

    @classmethod
    def of(cls, type: MediaType, file: bytes, near_hash: int | None = None) -> CanonicalMedia:
        return cls(type, file, sha256(file).hexdigest(), near_hash)
