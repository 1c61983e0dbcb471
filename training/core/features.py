"""Features "text-ngrams"@1: a text as 16,384 numbers, nearly all zero. `frontend/src/training/core/features.ts`
computes the same numbers to the last bit.

A text is brought to NFKC and lower case and cut into words. Its grams are "=word", "=word next" and every run of 2
to 5 characters of " word ". A gram belongs to bucket crc32(UTF-8) mod 16,384. A bucket that holds c of the t grams
has the value sqrt(c / t), so every vector has length 1. Nothing is learned from the examples.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from training.core.words import words_of

NAME = "text-ngrams"
VERSION = 1
BUCKETS = 16_384
GRAM_LENGTHS = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Vector:
    """The buckets in use, ascending, and the value of each; both are empty for a text without a word."""

    buckets: NDArray[np.intp]
    values: NDArray[np.float64]


class Extractor:
    """Keeps the grams of the words it has seen, so one is made for each run and dropped with it."""

    def __init__(self) -> None:
        self._grams: dict[str, list[int]] = {}

    def vector(self, text: str) -> Vector:
        words = words_of(unicodedata.normalize("NFKC", text).lower())
        hashes = [bucket for word in words for bucket in self._buckets(word)]
        hashes += [_bucket(f"={one} {next}".encode()) for one, next in pairwise(words)]
        buckets, counts = np.unique(np.array(hashes, dtype=np.intp), return_counts=True)
        return Vector(buckets, np.sqrt(counts / max(len(hashes), 1)))

    def vectors(self, texts: Iterable[str]) -> list[Vector]:
        return [self.vector(text) for text in texts]

    def _buckets(self, word: str) -> list[int]:
        known = self._grams.get(word)
        if known is None:
            known = self._grams[word] = [_bucket(gram) for gram in _grams(word)]
        return known


def _grams(word: str) -> Iterable[bytes]:
    yield f"={word}".encode()
    padded = f" {word} "
    for length in GRAM_LENGTHS:
        for start in range(len(padded) - length + 1):
            yield padded[start : start + length].encode()


def _bucket(gram: bytes) -> int:
    return crc32(gram) % BUCKETS
