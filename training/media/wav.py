"""WAV files: what the header says, held against what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct

import numpy as np
from numpy.typing import NDArray

WHOLE, FLOATING, EXTENSIBLE = 1, 3, 0xFFFE
FORMAT_NAME, SOUND_NAME = b"fmt ", b"data"
FORMAT = Struct("<HHIIHH")
SUBFORMAT_ENDS = bytes.fromhex("000000001000800000aa00389b71")
CHANNELS_MOST = 8
RATE_LEAST, RATE_MOST = 4_000, 192_000
DTYPES = {
    (WHOLE, 8): "u1",
    (WHOLE, 16): "<i2",
    (WHOLE, 32): "<i4",
    (FLOATING, 32): "<f4",
    (FLOATING, 64): "<f8",
}


class NotWav(ValueError):
    """This is no WAV file, or one of a form that we do not read."""


class Lies(ValueError):
    """The header says something else than what is in the file."""


@dataclass(frozen=True, slots=True)
class Wav:
    """`samples` are as in the file, frames x channels; 24 bits are the upper ones of 32."""

    rate: int
    samples: NDArray[np.generic]


def read_wav(file: bytes) -> Wav:
    """Raises NotWav and Lies."""
    if file[:4] != b"RIFF" or file[8:12] != b"WAVE":
        raise NotWav("not a WAV file")
    if int.from_bytes(file[4:8], "little") + 8 != len(file):
        raise Lies("not as long as it says")
    found: dict[bytes, memoryview] = {}
    for name, content in _chunks(file):
        if name in found:
            raise Lies("more than one format or sound")
        if name in (FORMAT_NAME, SOUND_NAME):
            found[name] = content
    if list(found) != [FORMAT_NAME, SOUND_NAME]:
        raise Lies("not a format and then a sound")
    return _read(found[FORMAT_NAME], found[SOUND_NAME])


def written_wav(rate: int, samples: NDArray[np.int16]) -> bytes:
    """One channel of 16 bits behind a header of 44 bytes."""
    content = samples.astype("<i2").tobytes()
    form = FORMAT.pack(WHOLE, 1, rate, 2 * rate, 2, 16)
    head = b"RIFF" + (36 + len(content)).to_bytes(4, "little") + b"WAVEfmt \x10\0\0\0" + form
    return head + b"data" + len(content).to_bytes(4, "little") + content


def _chunks(file: bytes) -> Iterator[tuple[bytes, memoryview]]:
    at = 12
    while at < len(file):
        length = int.from_bytes(file[at + 4 : at + 8], "little")
        if at + 8 + length > len(file):
            raise Lies("a part is longer than the file")
        yield file[at : at + 4], memoryview(file)[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _read(form: memoryview, content: memoryview) -> Wav:
    if len(form) < FORMAT.size:
        raise Lies("half a format")
    coding, channels, rate, bytes_a_second, frame, bits = FORMAT.unpack(form[: FORMAT.size])
    if coding == EXTENSIBLE and len(form) == 40 and form[26:] == SUBFORMAT_ENDS:
        coding = int.from_bytes(form[24:26], "little")
    if (coding, bits) not in {*DTYPES, (WHOLE, 24)}:
        raise NotWav("samples of a form that we do not read")
    if not 1 <= channels <= CHANNELS_MOST or not RATE_LEAST <= rate <= RATE_MOST:
        raise Lies("no microphone records so")
    if frame != channels * bits // 8 or bytes_a_second != frame * rate or len(content) % frame:
        raise Lies("its numbers do not fit each other")
    samples = _upper_of_32(content) if bits == 24 else np.frombuffer(content, DTYPES[coding, bits])
    if coding == FLOATING and not np.isfinite(samples).all():
        raise Lies("not all samples are numbers")
    return Wav(rate, samples.reshape(-1, channels))


def _upper_of_32(content: memoryview) -> NDArray[np.generic]:
    wide = np.zeros((len(content) // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(content, np.uint8).reshape(-1, 3)
    return wide.view("<i4")
