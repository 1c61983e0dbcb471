"""Every WAV becomes one second of 16 kHz; one that lies is refused."""

from __future__ import annotations

import wave
from io import BytesIO
from struct import pack

import numpy as np
import pytest

from storage.limits import UPLOAD_BYTES
from storage.problems import Code, Problem
from tests.training.media.material import loudest_hertz, tone, wav
from training.media.canonical import CanonicalMedia
from training.media.sounds import canonical_sound


def kept(upload: bytes) -> CanonicalMedia:
    """What is kept, which must stay as it is when it comes again."""
    media = canonical_sound(upload)
    assert (media.type, len(media.file), media.near_hash) == ("audio/wav", 44 + 32_000, None)
    assert canonical_sound(media.file) == media
    with wave.open(BytesIO(media.file)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 16_000)
        assert sound.getnframes() == 16_000
    return media


def samples(media: CanonicalMedia) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.frombuffer(media.file, "<i2", offset=44)


def packed(
    coding: int, bits: int, channels: int, rate: int, content: bytes, *, extensible: bool = False
) -> bytes:
    frame = channels * bits // 8
    form = pack("<HHIIHH", 0xFFFE if extensible else coding, channels, rate, rate * frame, frame, bits)
    if extensible:
        form += pack("<HHIH", 22, bits, 0, coding) + bytes.fromhex("000000001000800000aa00389b71")
    body = b"WAVEfmt " + pack("<I", len(form)) + form + b"data" + pack("<I", len(content)) + content
    return b"RIFF" + pack("<I", len(body)) + body


def test_a_canonical_sound_is_kept_byte_for_byte() -> None:
    sound = wav(tone(hertz=440))
    assert kept(sound).file == sound


@pytest.mark.parametrize("rate", [8_000, 11_025, 11_127, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_a_tone_sounds_the_same_at_any_rate(rate: int) -> None:
    media = kept(wav(tone(1000, rate), rate))
    assert loudest_hertz(media.file) == 1000
    assert np.abs(samples(media)[2000:-2000]).max() == pytest.approx(16384, rel=0.02)


@pytest.mark.parametrize(
    ("coding", "bits", "as_stored"),
    [
        (1, 8, lambda x: np.rint(x * 127 + 128).astype("u1").tobytes()),
        (1, 16, lambda x: np.rint(x * 32767).astype("<i2").tobytes()),
        (1, 24, lambda x: np.rint(x * 8388607).astype("<i4").view("u1").reshape(-1, 4)[:, :3].tobytes()),
        (1, 32, lambda x: np.rint(x * 2147483647).astype("<i4").tobytes()),
        (3, 32, lambda x: x.astype("<f4").tobytes()),
        (3, 64, lambda x: x.astype("<f8").tobytes()),
    ],
)
@pytest.mark.parametrize("extensible", [False, True])
def test_every_common_form_of_samples_is_read(coding: int, bits: int, as_stored, extensible: bool) -> None:  # type: ignore[no-untyped-def]
    heard = 0.5 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000)
    media = kept(packed(coding, bits, 1, 16_000, as_stored(heard), extensible=extensible))
    assert np.abs(samples(media) - heard * 32768).max() <= (260 if bits == 8 else 2)


def test_channels_are_mixed() -> None:
    both = np.stack([tone(500), tone(500, loudness=0)], axis=1)
    media = kept(packed(1, 16, 2, 16_000, both.astype("<i2").tobytes()))
    assert np.abs(samples(media) - tone(500, loudness=0.25)).max() <= 1


def test_a_short_sound_is_followed_by_silence() -> None:
    short = tone(seconds=0.3)
    heard = samples(kept(wav(short)))
    assert (heard[:4800] == short).all()
    assert not heard[4800:].any()


def test_of_a_long_sound_the_loudest_second_is_kept() -> None:
    clap = np.concatenate([tone(200, seconds=2, loudness=0.1), tone(900), tone(200, seconds=2, loudness=0.1)])
    heard = samples(kept(wav(clap)))
    assert (heard == tone(900)).all()


def test_a_short_sound_in_silence_comes_to_the_middle() -> None:
    quiet = tone(loudness=0, seconds=3)
    clap = np.concatenate([quiet, tone(900, seconds=0.2), quiet])
    heard = samples(kept(wav(clap)))
    loud = np.flatnonzero(heard)
    assert loud.mean() == pytest.approx(8000, abs=400)
    assert len(loud) == pytest.approx(3200, abs=100)


def test_what_is_too_loud_for_16_bits_is_cut_off() -> None:
    loud = np.full(16_000, 3.0)
    loud[::2] = -3.0
    heard = samples(kept(packed(3, 32, 1, 16_000, loud.astype("<f4").tobytes())))
    assert set(heard.tolist()) == {32767, -32768}


def changed(at: int, value: bytes) -> bytes:
    sound = wav(tone())
    return sound[:at] + value + sound[at + len(value) :]


@pytest.mark.parametrize(
    "upload",
    [
        changed(4, pack("<I", 100)),
        changed(4, pack("<I", 0xFFFFFFFF)),
        changed(40, pack("<I", 32_001)),
        changed(40, pack("<I", 0xFFFFFFFF)),
        changed(16, pack("<I", 4)),
        changed(22, pack("<H", 0)),
        changed(22, pack("<H", 2)),
        changed(24, pack("<I", 0)),
        changed(24, pack("<I", 4_000_000_000)),
        changed(28, pack("<I", 1)),
        changed(32, pack("<H", 0)),
        changed(36, b"DATA"),
        wav(tone())[:-1],
        wav(tone()) + b"PK\x03\x04",
        wav(tone())[:12],
        packed(1, 16, 1, 16_000, b"\0"),
        packed(1, 16, 1, 16_000, b""),
        packed(3, 32, 1, 16_000, pack("<f", float("nan")) * 100),
        packed(3, 64, 1, 16_000, pack("<d", float("inf")) * 100),
    ],
)
def test_a_lying_header_is_said_to_be_one(upload: bytes) -> None:
    with pytest.raises(Problem) as caught:
        canonical_sound(upload)
    assert caught.value.code is Code.INVALID
    assert "record it again" in caught.value.detail


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"RIFF",
        b"OggS" + bytes(100),
        b"\x1aE\xdf\xa3" + bytes(100),
        changed(20, pack("<H", 6)),
        changed(34, pack("<H", 12)),
    ],
)
def test_what_is_no_wav_of_ours_is_said_to_be_unreadable(upload: bytes) -> None:
    with pytest.raises(Problem) as caught:
        canonical_sound(upload)
    assert caught.value.code is Code.INVALID
    assert "WAV" in caught.value.detail


def test_a_sound_of_too_many_bytes_is_too_large() -> None:
    with pytest.raises(Problem) as caught:
        canonical_sound(bytes(UPLOAD_BYTES + 1))
    assert caught.value.code is Code.TOO_LARGE
