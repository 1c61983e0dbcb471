"""Features "sounds-speech-embedding"@1: a second of sound as 768 numbers, 96 for each of 8 moments.
`frontend/src/training/core/extractors/sounds.ts` makes the same.

The sound is turned, end to beginning, so that its loudest part is in the middle, and gets silence on both sides. Then:
how loud each of 32 pitches is, every 10 ms; the network speech_embedding; all of its answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from training.core.extractors.known import features_of
from training.core.extractors.network import Network
from training.core.extractors.tensors import open_tensors

HEADER: Final = 44
SAMPLES: Final = 16_000
SHIFTS: Final = (0, -1600, -800, 800, 1600)
"""Training hears each sound as it is and, moved by so many samples, as if it had begun earlier or later."""

STEP: Final = 100
QUIET: Final = 32
"""A moment is loud by what it has more than twice the 33rd quietest of 160."""

MOMENTS: Final = 10
"""So many parts of a sound are made quiet to find out which one counts."""

_SILENCE: Final = 3_000
_FRAME: Final = 400
_HOP: Final = 160
_TRANSFORM: Final = 512
_OFFSET: Final = 0.001

Samples = NDArray[np.int16]


class SoundExtractor:
    features = features_of("sounds")

    def __init__(self) -> None:
        arrays, _ = open_tensors(self.features.path)
        self._window, self._mel = (np.float64(arrays[name]) for name in ("window", "mel"))
        self._network = Network(self.features.path)

    def vector(self, file: bytes) -> NDArray[np.float32]:
        """(768,) for a WAV file."""
        return self._heard(centred(samples_of(file)))

    def vectors_to_train(self, file: bytes) -> NDArray[np.float32]:
        """(5, 768): the sound, and the sound a little earlier and later."""
        sound = centred(samples_of(file))
        return np.stack([self._heard(np.roll(sound, shift)) for shift in SHIFTS])

    def vectors_without(self, file: bytes) -> Iterator[NDArray[np.float32]]:
        """(768,) for each moment, from the beginning: the sound when that moment is as quiet as the quietest one. What
        is left stays where it is heard in the whole sound."""
        sound = samples_of(file)
        by = _to_centre(sound)
        moments = sound.astype(np.float64).reshape(MOMENTS, -1)
        loudness = np.square(moments).sum(axis=1)
        for moment, loud in enumerate(loudness):
            left = moments.copy()
            left[moment] *= math.sqrt(loudness.min() / loud) if loud else 1
            yield self._heard(np.roll(left.ravel(), by))

    def _heard(self, sound: Samples | NDArray[np.float64]) -> NDArray[np.float32]:
        return np.asarray(self._network.run(self._pitches(sound)[None, :, :, None])[0])

    def _pitches(self, sound: Samples | NDArray[np.float64]) -> NDArray[np.float32]:
        """(136, 32): the logarithm of how loud each pitch is."""
        padded = np.pad(sound / 32768, _SILENCE)
        frames = np.lib.stride_tricks.sliding_window_view(padded, _FRAME)[::_HOP] * self._window
        loudness = np.abs(np.fft.rfft(frames, _TRANSFORM)) @ self._mel
        return np.asarray(np.log(loudness + _OFFSET), dtype=np.float32)


def samples_of(file: bytes) -> Samples:
    """(16000,) of a kept sound: its header says nothing that is not known."""
    return np.frombuffer(file, dtype="<i2", count=SAMPLES, offset=HEADER)


def centred(sound: Samples) -> Samples:
    """Turned so that the middle of what is loud is in the middle."""
    return np.roll(sound, _to_centre(sound))


def _to_centre(sound: Samples) -> int:
    """By how many samples. The sums are exact, so that every computer agrees."""
    loudness = np.square(sound.astype(np.int64)).reshape(-1, STEP).sum(axis=1)
    above = np.maximum(loudness - 2 * np.sort(loudness)[QUIET], 0)
    if not above.any():
        return 0
    middle = float((above * np.arange(len(above))).sum() / above.sum())
    return SAMPLES // 2 - math.floor(middle * STEP) - STEP // 2
