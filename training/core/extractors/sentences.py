"""Features "text-use"@1: a text as 512 numbers, what Google's multilingual Universal Sentence Encoder makes of it.
`frontend/src/training/core/extractors/sentences.ts` makes the same. Texts that mean alike get numbers alike, in 16
languages; in others it is worse than counting words.

Each piece of a word has a vector of 512 numbers. Three branches look at 2, 3 and 5 neighbours at a time and add 256
numbers each; the sum over the text goes through three layers. The branches are normalised one by one: the package that
the weights are from normalises all three together, and its vectors are a little worse for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.core.extractors.known import features_of
from training.core.extractors.tensors import open_tensors
from training.core.extractors.together import Together
from training.core.extractors.tokens import Marks, Tokenizer

BRANCHES: Final = ((2, 0), (3, 1), (5, 2))
"""How many neighbours a branch looks at, and how many of them come before."""

APART: Final = max(width - 1 for width, _ in BRANCHES)
"""So many rows of zeros around each text, and none has a neighbour in another."""

MARKS: Final = Marks(unknown=0, start=1, end=2)

TOKENS_AT_ONCE: Final = 500
"""Few enough that what is calculated with stays in the processor's own memory."""

_EPSILON: Final = 1e-12
_GROUPS: Final = 17

Numbers = NDArray[np.float32]


class SentenceExtractor:
    features = features_of("text")

    def __init__(self) -> None:
        arrays, _ = open_tensors(self.features.path)
        self._tokenizer = Tokenizer(arrays, MARKS)
        self._table, self._scale, self._lowest = (arrays[name] for name in ("table", "scale", "lo"))
        self._w = {
            name: array.astype(np.float32) for name, array in arrays.items() if array.dtype == np.float16
        }
        self._together = Together(self._read, TOKENS_AT_ONCE)

    def vectors(self, texts: Iterable[str]) -> Iterator[Numbers]:
        """(512,) of length 1 for each text, in order."""
        batch: list[list[int]] = []
        for text in texts:
            batch.append(self._tokenizer.tokens(text))
            if sum(map(len, batch)) > TOKENS_AT_ONCE:
                yield from self._together.rows(batch)
                batch = []
        if batch:
            yield from self._together.rows(batch)

    def _read(self, batch: list[list[int]]) -> Numbers:
        w = self._w
        lengths = np.array([len(tokens) for tokens in batch])
        starts = np.cumsum(lengths) - lengths
        # Where each piece is among all of them when the texts are apart.
        places = np.arange(lengths.sum()) + np.repeat(np.arange(len(batch)) * APART, lengths) + APART
        words = self._embedded(np.concatenate(batch))
        seen = np.concatenate([words, *(self._branch(words, places, *each) for each in BRANCHES)], axis=1)
        sums = np.add.reduceat(_normal(seen, w["ln_g"], w["ln_b"]), starts)
        return self._ending(sums, lengths[:, None].astype(np.float32))

    def _embedded(self, tokens: NDArray[np.intp]) -> Numbers:
        group = tokens % _GROUPS
        return np.asarray(self._table[tokens] * self._scale[group, None] + self._lowest[group, None])

    def _branch(self, words: Numbers, places: NDArray[np.intp], width: int, before: int) -> Numbers:
        w = self._w
        own = words @ w[f"proj{width}"] + w[f"proj_b{width}"]
        own = _normal(own, w[f"ln_g{width}"], w[f"ln_b{width}"])
        apart = np.zeros((places[-1] + 1 + APART, own.shape[1]), dtype=np.float32)
        neighbours = places[:, None] + np.arange(width) - before
        for step in (1, 2):
            apart[places] = own
            near = apart[neighbours].reshape(len(own), -1)
            own = own + _positive(near @ w[f"w{step}_{width}"] + w[f"b{step}_{width}"])
        return own

    def _ending(self, sums: Numbers, lengths: Numbers) -> Numbers:
        w = self._w
        whole = (sums @ w["cnn_W"] + lengths * w["cnn_b"]) / np.sqrt(lengths)
        first = _positive(whole @ w["p1"] + _positive(whole @ w["d0"]) @ w["d1"])
        last = np.tanh(first @ w["p3"] + _positive(first @ w["d2"]) @ w["d3"])
        return np.asarray(last / np.sqrt(np.maximum((last * last).sum(axis=1, keepdims=True), _EPSILON)))


def _normal(rows: Numbers, factor: Numbers, shift: Numbers) -> Numbers:
    middle = rows - rows.mean(axis=1, keepdims=True)
    return np.asarray(
        middle / np.sqrt((middle * middle).mean(axis=1, keepdims=True) + _EPSILON) * factor + shift
    )


def _positive(values: NDArray[np.floating]) -> Numbers:
    return np.asarray(np.maximum(values, 0))
