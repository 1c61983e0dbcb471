"""Features "text-e5"@1: a text as 384 numbers, what Microsoft's multilingual E5 makes of it.
`frontend/src/training/core/extractors/e5.ts` makes the same. For the languages that the Universal Sentence Encoder
(`sentences.py`) does not know; it is larger and slower.

Each piece of a word has a vector, to which one for its place is added. Then come twelve layers: in each, every piece
looks at all others in twelve ways and goes through two matrices. The answer is the mean over the pieces, scaled to
length 1. Large arrays are kept as 4 bits a number, with a scale for each 32.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.core.extractors.known import features_of
from training.core.extractors.sentences import TOKENS_AT_ONCE
from training.core.extractors.tensors import Arrays, open_tensors
from training.core.extractors.tokens import Marks, Tokenizer

HEADS: Final = 12
BLOCK: Final = 32
MIDDLE: Final = 8
"""Of the values 0 to 15, the one that stands for zero."""

MARKS: Final = Marks(unknown=3, start=0, end=2)
LONGEST: Final = 512
"""So many places are known; what comes after is not read."""

ASKED: Final = "query: "
"""What the network has learned to find before a text."""

JOINERS: Final = str.maketrans("\u200c\u200d", "  ")
"""Between two parts of a word, or two signs that are shown as one; the network has learned with spaces there."""

_EPSILON: Final = 1e-12
_ERF: Final = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
_ERF_STEP: Final = 0.3275911

Numbers = NDArray[np.float32]


class E5Extractor:
    features = features_of("text-e5")

    def __init__(self) -> None:
        arrays, _ = open_tensors(self.features.path)
        self._tokenizer = Tokenizer(arrays, MARKS)
        self._table, self._scale = arrays["table"], arrays["scale"]
        self._w: dict[str, Numbers] = {
            name: array.astype(np.float32)
            for name, array in arrays.items()
            if name == "places" or name.endswith((".bias", ".factor", ".shift"))
        }
        for name in ("look", "out", "up", "down"):
            self._w[name] = _real(arrays, name)

    def vectors(self, texts: Iterable[str]) -> Iterator[Numbers]:
        """(384,) of length 1 for each text, in order."""
        batch: list[list[int]] = []
        for text in texts:
            batch.append(self.tokens(text))
            if sum(map(len, batch)) > TOKENS_AT_ONCE:
                yield from self._read(batch)
                batch = []
        if batch:
            yield from self._read(batch)

    def tokens(self, text: str) -> list[int]:
        tokens = self._tokenizer.tokens(ASKED + text.translate(JOINERS))
        return tokens if len(tokens) <= LONGEST else [*tokens[: LONGEST - 1], MARKS.end]

    def _read(self, batch: list[list[int]]) -> Numbers:
        """The tokens of all texts in one array of rows; only in `_looked` does a text matter."""
        w = self._w
        lengths = [len(tokens) for tokens in batch]
        places = np.concatenate([w["places"][:length] for length in lengths])
        rows = _normal(self._embedded(np.concatenate(batch)) + places, w["start.factor"], w["start.shift"])
        ends = np.cumsum(lengths)
        for layer in range(len(w["look"])):
            rows = self._layer(rows, layer, ends)
        means = np.stack([part.mean(axis=0) for part in np.split(rows, ends[:-1])])
        return np.asarray(means / np.sqrt(np.maximum((means * means).sum(axis=1, keepdims=True), _EPSILON)))

    def _embedded(self, tokens: NDArray[np.intp]) -> Numbers:
        values = _unpacked(self._table[tokens]).reshape(len(tokens), -1, BLOCK)
        return np.asarray(values * self._scale[tokens].astype(np.float32)[..., None]).reshape(len(tokens), -1)

    def _layer(self, rows: Numbers, layer: int, ends: NDArray[np.intp]) -> Numbers:
        def times(rows: Numbers, name: str) -> Numbers:
            return np.asarray(rows @ self._w[name][layer] + self._w[f"{name}.bias"][layer])

        def normal(rows: Numbers, name: str) -> Numbers:
            return _normal(rows, self._w[f"{name}.factor"][layer], self._w[f"{name}.shift"][layer])

        parts = np.split(times(rows, "look"), ends[:-1])
        seen = np.concatenate([_looked(part) for part in parts])
        rows = normal(rows + times(seen, "out"), "middle")
        return normal(rows + times(_bent(times(rows, "up")), "down"), "end")


def _looked(rows: Numbers) -> Numbers:
    """`rows` (pieces, 3 x 384): what each piece asks, what it is found by, and what it tells."""
    asks, found, tells = rows.reshape(len(rows), 3, HEADS, -1).transpose(1, 2, 0, 3)
    likeness = asks @ found.transpose(0, 2, 1) / np.float32(np.sqrt(asks.shape[2]))
    shares = np.exp(likeness - likeness.max(axis=2, keepdims=True))
    shares /= shares.sum(axis=2, keepdims=True)
    return np.asarray((shares @ tells).transpose(1, 0, 2).reshape(len(rows), -1))


def _bent(x: Numbers) -> Numbers:
    """GELU, with the error function as Abramowitz and Stegun approximate it (7.1.26), off by 1.5e-7 at most."""
    far = np.abs(x) * np.float32(np.sqrt(0.5))
    step = 1 / (1 + np.float32(_ERF_STEP) * far)
    rest = np.zeros_like(x)
    for factor in reversed(_ERF):
        rest = np.asarray((rest + np.float32(factor)) * step, dtype=np.float32)
    erf = np.copysign(1 - rest * np.exp(-far * far), x)
    return np.asarray(x * (1 + erf) * np.float32(0.5))


def _normal(rows: Numbers, factor: Numbers, shift: Numbers) -> Numbers:
    middle = rows - rows.mean(axis=1, keepdims=True)
    return np.asarray(
        middle / np.sqrt((middle * middle).mean(axis=1, keepdims=True) + _EPSILON) * factor + shift
    )


def _real(arrays: Arrays, name: str) -> Numbers:
    """(layers, into, out)"""
    scales = arrays[f"{name}.scales"].astype(np.float32)
    return _unpacked(arrays[f"{name}.weights"]) * np.repeat(scales, BLOCK, axis=1)


def _unpacked(bytes: NDArray[np.uint8]) -> Numbers:
    """There are two values in a byte, the first in its lower half."""
    values = np.stack([bytes & 15, bytes >> 4], axis=-1).reshape(*bytes.shape[:-1], -1)
    return values.astype(np.float32) - MIDDLE
