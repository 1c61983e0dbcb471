"""Features "images-lite0"@1: a picture as 1,280 numbers, what EfficientNet-Lite0 sees in it, scaled to length 1.
`frontend/src/training/core/extractors/images.ts` makes the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.core.extractors.known import features_of
from training.core.extractors.network import Network
from training.core.extractors.pixels import SIDE, square

AT_ONCE: Final = 8
AREAS: Final = 5
"""So many areas side by side, and as many above each other, are hidden to find out which one counts."""

_MIDDLE: Final = 127
_RANGE: Final = 128


class ImageExtractor:
    features = features_of("images")

    def __init__(self) -> None:
        self._network = Network(self.features.path)

    def vectors(self, files: Iterable[bytes]) -> Iterator[NDArray[np.float32]]:
        """(1280,) for each picture, a JPEG or PNG, in order."""
        waiting = iter(files)
        while batch := list(islice(waiting, AT_ONCE)):
            yield from self.seen(np.stack([square(file) for file in batch]))

    def vector(self, file: bytes) -> NDArray[np.float32]:
        return next(self.vectors([file]))

    def vectors_without(self, file: bytes) -> Iterator[NDArray[np.float32]]:
        """(1280,) for each area, row by row from the top left: the picture when that area is grey."""
        picture = square(file)
        for start in range(0, AREAS * AREAS, AT_ONCE):
            areas = range(start, min(start + AT_ONCE, AREAS * AREAS))
            yield from self.seen(np.stack([_without(picture, area) for area in areas]))

    def seen(self, squares: NDArray[np.uint8]) -> NDArray[np.float32]:
        """(n, 1280) for n squares of pixels."""
        output = self._network.run((squares.astype(np.float32) - _MIDDLE) / np.float32(_RANGE))
        return np.asarray(output / np.maximum(np.linalg.norm(output, axis=1, keepdims=True), 1e-12))


def _without(picture: NDArray[np.uint8], area: int) -> NDArray[np.uint8]:
    top, bottom, left, right = (
        place * SIDE // AREAS for place in (area // AREAS, area // AREAS + 1, area % AREAS, area % AREAS + 1)
    )
    hidden = picture.copy()
    hidden[top:bottom, left:right] = _MIDDLE
    return hidden
