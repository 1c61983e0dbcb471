"""From a WAV file to the canonical sound: one second at 16 kHz, one channel of 16 bits, behind a header of 44 bytes.

One that is canonical already is kept byte for byte. Any other WAV is mixed into one channel; of a longer one the
loudest second is kept, which begins at any hundredth of one and has its sound in the middle where there is silence
around it; a shorter one is followed by silence; then it is brought to 16 kHz.

What a browser's recorder makes (WebM, MP4) is turned into WAV by the page, which must do so for projects that are kept
in the browser: the website reads WAV alone. The libraries that read the others weigh 100 MB and bring codecs under the
GPL.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray
from scipy.signal import resample_poly

from storage.limits import SOUND_RATE, SOUND_SAMPLES, UPLOAD_BYTES
from storage.problems import Code, Problem
from training.media.canonical import CanonicalMedia
from training.media.wav import Lies, NotWav, Wav, read_wav, written_wav

PARTS_OF_A_SECOND = 100
ALMOST = 0.999
"""Of the loudness of the loudest second: of those in a row that are as loud, the middle one is kept."""


def canonical_sound(upload: bytes) -> CanonicalMedia:
    """Raises `invalid` for what is no WAV file and for one whose header is not true, and `too_large`."""
    if len(upload) > UPLOAD_BYTES:
        raise Problem(Code.TOO_LARGE, _("This sound is too big. Please use a shorter one."))
    try:
        wav = read_wav(upload)
    except NotWav as error:
        raise Problem(Code.INVALID, _("We cannot read this sound. Please use a WAV file.")) from error
    except Lies as error:
        raise Problem(
            Code.INVALID,
            _("This sound file is broken: it is not what it says it is. Please record it again."),
        ) from error
    return CanonicalMedia.of("audio/wav", written_wav(SOUND_RATE, _one_second(wav)))


def _one_second(wav: Wav) -> NDArray[np.int16]:
    if not len(wav.samples):
        raise Problem(Code.INVALID, _("There is no sound in this file. Please record it again."))
    if wav.rate == SOUND_RATE and wav.samples.dtype == np.int16 and wav.samples.shape == (SOUND_SAMPLES, 1):
        return wav.samples[:, 0].astype(np.int16)
    heard = _loudest_second(_one_channel(wav.samples), wav.rate)
    if wav.rate != SOUND_RATE:
        by = Fraction(SOUND_RATE, wav.rate).limit_denominator(1000)
        heard = resample_poly(heard, by.numerator, by.denominator)
    second = np.zeros(SOUND_SAMPLES, np.float32)
    second[: len(heard)] = heard[:SOUND_SAMPLES]
    return np.clip(np.rint(second * 32768), -32768, 32767).astype(np.int16)


def _one_channel(samples: NDArray[np.generic]) -> NDArray[np.float32]:
    """-1 to 1. Changed where it lies, for the memory: ten megabytes may be twenty minutes."""
    mixed: NDArray[np.float32] = samples.mean(axis=1, dtype=np.float32)
    if samples.dtype.kind == "u":
        mixed -= 128
    if samples.dtype.kind != "f":
        mixed /= 1 << 8 * samples.dtype.itemsize - 1
    return mixed


def _loudest_second(heard: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    if len(heard) <= rate:
        return heard
    part = rate // PARTS_OF_A_SECOND
    parts = heard[: len(heard) // part * part].reshape(-1, part)
    loudness = np.concatenate([[0.0], np.cumsum(np.einsum("ij,ij->i", parts, parts, dtype=np.float64))])
    seconds = loudness[PARTS_OF_A_SECOND:] - loudness[:-PARTS_OF_A_SECOND]
    loud = seconds >= ALMOST * seconds.max()
    first = int(np.argmax(loud))
    middle = first + int(np.argmin(np.append(loud[first:], False)) - 1) // 2
    return heard[middle * part : middle * part + rate]
