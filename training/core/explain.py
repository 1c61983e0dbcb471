"""Why a model guessed what it did: each word is left out in turn, and the confidence is looked at again."""

from __future__ import annotations

import numpy as np

from storage.contracts import Explanation, WordEffect
from training.core.features import Extractor
from training.core.softmax import ParsedModel
from training.core.words import pieces_of

PIECES = 64
"""A longer text is looked at in this many parts of several words, so that an answer never takes long."""


def explain_text(model: ParsedModel, text: str) -> Explanation:
    """An effect for each word in the order of the text; below zero, the word spoke against the guessed label."""
    extractor = Extractor()
    confidences = model.confidences(whole := extractor.vector(text))
    guessed = int(np.argmax(confidences))
    effects = []
    for start, end in _parts(pieces_of(text)):
        without = model.confidences(extractor.vector(text[:start] + text[end:]))
        effects.append(WordEffect(start, end, float(confidences[guessed] - without[guessed])))
    return Explanation(model.guess(whole), tuple(effects))


def _parts(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    size = -(-len(pieces) // PIECES) or 1
    groups = [pieces[at : at + size] for at in range(0, len(pieces), size)]
    return [(group[0][0], group[-1][1]) for group in groups]
