"""Cuts a text into the pieces of words that a sentence encoder knows, as SentencePiece does.

`frontend/src/training/core/extractors/tokens.ts` cuts alike. First every character is given its plain form (a table
says which) and words get a "▁" before them. Then, of all ways to cut, the likeliest is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from training.core.extractors.tensors import Arrays

_WORD: Final = "▁".encode()
_SPACE: Final = 0x20
_UNLIKELY: Final = 10.0
"""How much less likely an unknown character is than the rarest piece."""

_WORDS_REMEMBERED: Final = 20_000
_LONGEST_REMEMBERED: Final = 32
"""Where no spaces are written, a word is as long as its text, and does not come again."""

# A unit of the trie: a label of 8 bits, whether a word ends here, and where its children are.
_LABEL: Final = 0x800000FF
_ENDS: Final = 0x100
_VALUE: Final = 0x7FFFFFFF


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers of the pieces that stand for no text."""

    unknown: int
    start: int
    end: int


class Tokenizer:
    def __init__(self, arrays: Arrays, marks: Marks) -> None:
        self._marks = marks
        names = arrays["pieces"].tobytes().decode().split("\0")[:-1]
        scores: list[float] = arrays["scores"].tolist()
        self._pieces = {name: (piece, scores[piece]) for piece, name in enumerate(names)}
        self._longest = max(map(len, names))
        self._unknown = min(scores) - _UNLIKELY
        self._trie: list[int] = arrays["trie"].tolist()
        self._characters = arrays["characters"].tobytes()
        # No piece goes on into the next word, and texts say the same words again and again.
        self._cut_before = lru_cache(_WORDS_REMEMBERED)(self._cut)

    def tokens(self, text: str) -> list[int]:
        """The numbers of the pieces, with those of the start and the end."""
        plain = self.plain(text)
        mark = _WORD.decode()
        pieces = [piece for word in plain.split(mark)[1:] for piece in self._pieces_of(mark + word)]
        return [self._marks.start, *(pieces or [self._marks.unknown]), self._marks.end]

    def plain(self, text: str) -> str:
        """With a "▁" for the spaces before each word, and none at the end."""
        data = text.encode()
        out = bytearray()
        at, after_space = 0, True
        while at < len(data):
            form, length = self._form(data, at)
            at += length
            if after_space:
                form = form.lstrip(b" ")
            if not form:
                continue
            if not out:
                out += _WORD
            out += form.replace(b" ", _WORD)
            after_space = form[-1] == _SPACE
        while out.endswith(_WORD):
            del out[-len(_WORD) :]
        return out.decode()

    def _form(self, data: bytes, start: int) -> tuple[bytes, int]:
        """The plain form of the longest run of bytes from `start` that the table has, and how long the run is; a
        character that it does not have stays as it is."""
        trie, length, value = self._trie, 0, 0
        node = _children(trie[0])
        for at in range(start, len(data)):
            node ^= data[at]
            unit = trie[node]
            if unit & _LABEL != data[at]:
                break
            node ^= _children(unit)
            if unit & _ENDS:
                length, value = at + 1 - start, trie[node] & _VALUE
        if not length:
            length = _width(data[start])
            return data[start : start + length], length
        return self._characters[value : self._characters.index(0, value)], length

    def _pieces_of(self, word: str) -> list[int]:
        return (self._cut_before if len(word) <= _LONGEST_REMEMBERED else self._cut)(word)

    def _cut(self, word: str) -> list[int]:
        """The likeliest pieces: for each place, the best way to get there, found from left to right."""
        unknown = self._marks.unknown
        best = [0.0] + [float("-inf")] * len(word)
        came = [(0, unknown)] * (len(word) + 1)
        for start in range(len(word)):
            if word[start] not in self._pieces and best[start] + self._unknown > best[start + 1]:
                best[start + 1], came[start + 1] = best[start] + self._unknown, (start, unknown)
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                found = self._pieces.get(word[start:end])
                if found and best[start] + found[1] > best[end]:
                    best[end], came[end] = best[start] + found[1], (start, found[0])
        pieces, end = [], len(word)
        while end:
            end, piece = came[end]
            pieces.append(piece)
        return pieces[::-1]


def _children(unit: int) -> int:
    return (unit >> 10) << ((unit & 0x200) >> 6)


def _width(first: int) -> int:
    """How many bytes a character has that begins with this one."""
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
