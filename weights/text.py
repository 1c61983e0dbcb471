"""Universal Sentence Encoder, multilingual, version 3, which Google trained on 16 languages: 512 numbers for a text.

Yang and others, "Multilingual Universal Sentence Encoder for Semantic Retrieval", 2019. The package has the vectors of
its 128,000 pieces of words as 6 bits a number, which are kept so, and what is done with them as 32, which become 16.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

import numpy as np

from training.core.extractors.tensors import Arrays, write_tensors
from weights.protobuf import fields

GROUPS: Final = 17
"""Piece n is row n // 17 of group n % 17; each group has a scale of its own."""

_PIECES, _TRAINER = 1, 3
_NAME, _SCORE, _CHARACTERS = 1, 2, 2


def convert(numbers: bytes, vocabulary: bytes) -> bytes:
    """The file for a browser and a worker, from the package's arrays and its SentencePiece model."""
    return write_tensors(_encoder(numbers) | _vocabulary(vocabulary), {})


def _encoder(content: bytes) -> Arrays:
    with np.load(BytesIO(content), allow_pickle=False) as given:
        rows, length = given["q1"].shape
        table = np.empty((rows * GROUPS, length), dtype=np.uint8)
        for group in range(GROUPS):
            table[group::GROUPS] = given[f"q{group + 1}"]
        arrays: Arrays = {"table": table, "scale": given["scale"], "lo": given["lo"]}
        for name in given.files:
            if name not in ("scale", "lo", "bits", "eps") and not name.startswith("q"):
                arrays[name] = given[name].astype(np.float16)
    return arrays


def _vocabulary(content: bytes) -> Arrays:
    """`pieces` are the names of the pieces with a zero byte after each."""
    pieces = [fields(piece) for piece in fields(content)[_PIECES]]
    names = b"".join(piece[_NAME][0] + b"\0" for piece in pieces)
    scores = b"".join(piece[_SCORE][0] if _SCORE in piece else bytes(4) for piece in pieces)
    return {
        "pieces": np.frombuffer(names, dtype=np.uint8),
        "scores": np.frombuffer(scores, dtype="<f4"),
        **characters(content),
    }


def characters(vocabulary: bytes) -> Arrays:
    """The table of a SentencePiece model that characters are looked up in: 4 bytes with the length of the double-array
    trie, the trie, and what characters become."""
    table = fields(fields(vocabulary)[_TRAINER][0])[_CHARACTERS][0]
    end = 4 + int.from_bytes(table[:4], "little")
    return {
        "trie": np.frombuffer(table[4:end], dtype="<u4"),
        "characters": np.frombuffer(table[end:], dtype=np.uint8),
    }
