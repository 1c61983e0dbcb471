"""Multilingual E5, small, which Microsoft trained on a hundred languages: 384 numbers for a text.

Wang and others, "Multilingual E5 Text Embeddings: A Technical Report", 2024. The package has its large arrays as 4 bits
a number, with a scale for each 32 of them, which are kept so. Characters get their plain forms from the table that
comes with the Universal Sentence Encoder: the package has one like it, without accents that stand apart.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.core.extractors.tensors import Arrays, write_tensors
from weights.text import characters

BLOCK: Final = 32
"""So many numbers share a scale."""

DENSE: Final = {"look": ("q", "k", "v"), "out": ("ao",), "up": ("fi",), "down": ("fo",)}
"""Our names of the matrices of a layer, and the package's names of what is put side by side in each."""

NORMALS: Final = {"middle": "aln", "end": "oln"}

_HEAD: Final = struct.Struct("<4s4x7ifi5iQ")
_ENTRY: Final = struct.Struct("<BIQQ")
_SPECIAL: Final = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


class NotThisFormat(Exception):
    """The file begins with something else."""


def convert(content: bytes, vocabulary: bytes) -> bytes:
    """The file for a browser and a worker, from the package's file and the SentencePiece model of another package."""
    package = _Package(content)
    return write_tensors(package.words() | package.layers() | package.pieces() | characters(vocabulary), {})


class _Package:
    """A head, the pieces of words with their scores, a table of characters that is not used, a directory, arrays."""

    def __init__(self, content: bytes) -> None:
        format, self.length, self.depth, _, self.wide, *rest = _HEAD.unpack_from(content)
        if format != b"E5S1":
            raise NotThisFormat
        *_, count, _bos, _eos, _pad, _unknown, names = rest
        self._content = content
        at = _HEAD.size
        self._starts = np.frombuffer(content, "<u4", count + 1, at)
        self._scores = np.frombuffer(content, "<f4", count, at := at + self._starts.nbytes)
        self._names = content[at + self._scores.nbytes :][:names]
        at += self._scores.nbytes + names
        at += 8 + struct.unpack_from("<I", content, at + 4)[0]
        self._places = dict(self._directory(at))

    def words(self) -> Arrays:
        """`table` and `scale` have a row for each piece; `places` is added to the first one, the second..."""
        places = self._numbers("emb.pos").reshape(-1, self.length) + self._numbers("emb.type")[: self.length]
        values, scales = self._small("emb.word", self.length)
        count = len(self._scores)
        return {
            "table": _packed(values[:count]),
            "scale": scales[:count].astype(np.float16),
            "places": places.astype(np.float16),
            "start.factor": self._numbers("emb.ln.w"),
            "start.shift": self._numbers("emb.ln.b"),
        }

    def layers(self) -> Arrays:
        """Of all layers together: matrices are (layers, into, out / 2), their scales (layers, into / 32, out)."""
        arrays: Arrays = {}
        for ours, theirs in DENSE.items():
            into = self.wide if ours == "down" else self.length
            small = [
                [self._small(f"l{layer}.{name}.w", into) for name in theirs] for layer in range(self.depth)
            ]
            values = np.stack([np.concatenate([each[0] for each in parts]).T for parts in small])
            scales = np.stack([np.concatenate([each[1] for each in parts]).T for parts in small])
            arrays |= {f"{ours}.weights": _packed(values), f"{ours}.scales": scales.astype(np.float16)}
            arrays[f"{ours}.bias"] = self._layered(*(f"{name}.b" for name in theirs))
        for ours, name in NORMALS.items():
            arrays |= {
                f"{ours}.factor": self._layered(f"{name}.w"),
                f"{ours}.shift": self._layered(f"{name}.b"),
            }
        return arrays

    def pieces(self) -> Arrays:
        """What stands for no text has no name, so that nothing a child writes is taken for it."""
        names = [
            self._names[start:end] for start, end in zip(self._starts[:-1], self._starts[1:], strict=True)
        ]
        told = b"".join((b"" if name.decode() in _SPECIAL else name) + b"\0" for name in names)
        return {"pieces": np.frombuffer(told, dtype=np.uint8), "scores": self._scores}

    def _directory(self, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
        (count,) = struct.unpack_from("<i", self._content, at)
        at += 4
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._content, at)
            name = self._content[at + 2 : at + 2 + length].decode()
            _, _, start, size = _ENTRY.unpack_from(self._content, at + 2 + length)
            yield name, (start, size)
            at += 2 + length + _ENTRY.size

    def _numbers(self, name: str) -> NDArray[np.float32]:
        start, size = self._places[name]
        return np.frombuffer(self._content, "<f4", size // 4, start)

    def _layered(self, *names: str) -> NDArray[np.float32]:
        return np.stack(
            [
                np.concatenate([self._numbers(f"l{layer}.{name}") for name in names])
                for layer in range(self.depth)
            ]
        )

    def _small(self, name: str, into: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """Values 0 to 15, (out, into), and scales, (out, into / 32). In the file a block is its scale and then 16
        bytes, each with a value of the first half of the block and one of the second."""
        start, size = self._places[name]
        blocks = np.frombuffer(self._content, np.uint8, size, start).reshape(
            -1, into // BLOCK, 2 + BLOCK // 2
        )
        scales = blocks[..., :2].copy().view("<f2")[..., 0]
        both = blocks[..., 2:]
        return np.concatenate([both & 15, both >> 4], axis=2).reshape(-1, into), scales


def _packed(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Two in a byte, the first in its lower half."""
    return np.asarray(values[..., ::2] | values[..., 1::2] << 4)
