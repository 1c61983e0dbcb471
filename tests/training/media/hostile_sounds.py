"""Hostile sounds, and an endless stream of broken ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from struct import pack

from tests.training.media import material
from tests.training.media.hostile_parts import MARK, Hostile, wav
from tests.training.media.material import tone

SAMPLES = tone().tobytes()
SOUND = material.wav(tone())


def hostile_sounds() -> Iterator[Hostile]:
    for group in (_no_sounds, _lies, _polyglots):
        yield from group()


def broken_sounds(chance: random.Random) -> Iterator[Hostile]:
    """Without an end."""
    while True:
        yield _refused("cut off", SOUND[: chance.randrange(len(SOUND))])
        yield _refused("and more", SOUND + chance.randbytes(chance.randrange(1, 500)))
        yield _refused("says another length", wav(SAMPLES, length=_not(chance, len(SAMPLES))))
        yield _refused("says another length in all", wav(SAMPLES, whole=_not(chance, len(SAMPLES) + 36)))
        yield _refused("says another speed", wav(SAMPLES, bytes_a_second=_not(chance, 32_000)))
        yield _refused("says another frame", wav(SAMPLES, frame=_not(chance, 2) & 0xFFFF or 1))
        yield _refused("of a form that nobody reads", wav(SAMPLES, coding=chance.randrange(4, 0xFFFE)))
        yield _refused("anything", chance.randbytes(chance.randrange(5000)))
        yield _refused(
            "anything after its name", b"RIFF" + chance.randbytes(4) + b"WAVE" + chance.randbytes(500)
        )


def _not(chance: random.Random, truth: int) -> int:
    said = chance.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(1 << 32)))
    return said if said != truth else truth + 1


def _refused(name: str, file: bytes) -> Hostile:
    return Hostile(f"wav, {name}", "sounds", file)


def _cleaned(name: str, file: bytes) -> Hostile:
    return Hostile(f"wav, {name}", "sounds", file, at_best="cleaned")


def _no_sounds() -> Iterator[Hostile]:
    yield _refused("nothing", b"")
    yield _refused("only a name", b"RIFF\4\0\0\0WAVE")
    for name, magic in (
        ("webm", b"\x1aE\xdf\xa3"),
        ("ogg", b"OggS\0\2"),
        ("mp3", b"ID3\4\0"),
        ("mp4", b"\0\0\0\x18ftypM4A "),
        ("flac", b"fLaC"),
        ("aiff", b"FORM\0\0\0\x24AIFF"),
        ("a page", b"<html>" + MARK),
    ):
        yield _refused(name, magic + bytes(2000))
    yield _refused("a picture", b"RIFF\x40\0\0\0WEBPVP8 " + bytes(100))
    yield _refused("the other way round", wav(SAMPLES, head=b"RIFX"))
    yield _refused("for very long ones", wav(SAMPLES, head=b"RF64"))


def _lies() -> Iterator[Hostile]:
    yield _refused("no samples", wav(b""))
    yield _refused("half a sample", wav(SAMPLES[:-1]))
    yield _refused("no channels", wav(SAMPLES, channels=0, frame=2))
    yield _refused("65,535 channels", wav(SAMPLES, channels=65_535, frame=2))
    yield _refused("no rate", wav(SAMPLES, rate=0))
    yield _refused("a rate of billions", wav(SAMPLES, rate=4_000_000_000))
    yield _refused("no bits", wav(SAMPLES, bits=0, frame=2))
    yield _refused("12 bits", wav(SAMPLES, bits=12, frame=2))
    yield _refused("8 bits that float", wav(SAMPLES, coding=3, bits=8))
    yield _refused("no numbers", wav(pack("<f", float("nan")) * 100, coding=3, bits=32))
    yield _refused("numbers without an end", wav(pack("<d", float("inf")) * 100, coding=3, bits=64))
    yield _refused("two forms", wav(SAMPLES, before=b"fmt \x10\0\0\0" + SOUND[20:36]))
    yield _refused("two sounds", wav(SAMPLES, after=b"data\2\0\0\0ab"))
    yield _refused("a part without an end", wav(SAMPLES, before=b"LIST\xff\xff\xff\xff"))
    yield _refused("packed", wav(SAMPLES, coding=0x11, bits=4, frame=256))
    yield _refused("two hundred thousand parts", wav(SAMPLES, before=b"LIST\0\0\0\0" * 200_000, length=7))


def _polyglots() -> Iterator[Hostile]:
    said = b"LIST" + pack("<I", len(MARK)) + MARK
    yield _cleaned("words before the sound", wav(SAMPLES, before=said))
    yield _cleaned("words behind the sound", wav(SAMPLES, after=said))
    yield _cleaned(
        "two hundred thousand parts before the sound", wav(SAMPLES, before=b"LIST\0\0\0\0" * 200_000)
    )
    yield _refused("a page behind the sound", SOUND + b"<html>" + MARK)
