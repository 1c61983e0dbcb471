"""What has the canonical form, part by part."""

from __future__ import annotations

import re

import pytest

from tests.training.media import hostile_parts
from tests.training.media.hostile_parts import chunk
from tests.training.media.material import scene, written
from training.media.jpeg import canonical_jpeg_size
from training.media.png import canonical_png_size

JPEG = written(scene(40, 30), "JPEG")
FRAME = re.compile(rb"\xff\xc0\0\x11(.)(..)(..)(.)(.{9})", re.DOTALL)
PNG = hostile_parts.png(5, 4, bytes(4 * 16))


def with_frame(new: bytes) -> bytes:
    return FRAME.sub(lambda _found: b"\xff\xc0" + (len(new) + 2).to_bytes(2) + new, JPEG, count=1)


def test_what_they_all_come_from_is_canonical() -> None:
    found = FRAME.search(JPEG)
    assert found
    assert canonical_jpeg_size(with_frame(b"".join(found.groups()))) == canonical_jpeg_size(JPEG) == (40, 30)
    assert canonical_png_size(PNG, 512) == (5, 4)


@pytest.mark.parametrize(
    "frame",
    [
        b"\x0c\0\x1e\0\x28\x03" + b"\x01\x22\0\x02\x11\x01\x03\x11\x01",
        b"\x08\0\x1e\0\x28\x02" + b"\x01\x22\0\x02\x11\x01",
        b"\x08\0\x1e\0\x28\x04" + b"\x01\x22\0\x02\x11\x01\x03\x11\x01\x04\x11\x01",
        b"\x08\0\x1e\0\x28\x03" + b"R\x22\0G\x11\x01B\x11\x01",
        b"\x08\0\x1e\0\x28\x03" + b"\x01\x22\0\x02\x11\x01\x03\x11\x01" + b"more",
        b"\x08\0\x1e",
    ],
    ids=["12 bits", "two colours", "four colours", "red, green, blue", "more in it", "half of it"],
)
def test_a_jpeg_of_other_colours_is_not_canonical(frame: bytes) -> None:
    assert canonical_jpeg_size(with_frame(frame)) is None


@pytest.mark.parametrize(
    "file",
    [
        JPEG[:-2],
        JPEG[:2] + b"\xff" + JPEG[2:],
        JPEG[:2] + b"\0\0" + JPEG[2:],
        JPEG[:2] + b"\xff\xdb\0\1" + JPEG[2:],
        JPEG[:2] + b"\xff\xdb\xff\xff" + JPEG[2:],
        JPEG[:2] + JPEG[2:20] + JPEG[2:],
        JPEG[:-2] + b"\xff\xd9\xff\xd9",
        JPEG[: JPEG.index(b"\xff\xda")] + b"\xff\xd9",
        JPEG[:2] + JPEG[JPEG.index(b"\xff\xda") :],
    ],
)
def test_a_jpeg_of_other_parts_is_not_canonical(file: bytes) -> None:
    assert canonical_jpeg_size(file) is None


@pytest.mark.parametrize(
    "file",
    [
        PNG[:-1],
        PNG + b"\0",
        PNG[:8],
        PNG[:8] + chunk(b"IHDR", bytes(12)) + PNG[33:],
        PNG[:33] + PNG[8:],
        PNG[:-12] + chunk(b"IEND", b"more"),
        PNG[:-12] + chunk(b"IDAT", b"more") + PNG[-12:],
        PNG[:33] + chunk(b"IDAT", b"no zlib") + PNG[-12:],
        PNG[:33] + chunk(b"PLTE", bytes(3)) + PNG[33:],
        PNG[:33] + chunk(b"tRNS", bytes(6)) * 2 + PNG[33:],
        PNG[:-12] + chunk(b"tRNS", bytes(6)) + PNG[-12:],
        hostile_parts.png(5, 4, bytes(4 * 16 - 1)),
        hostile_parts.png(5, 4, bytes(4 * 16 + 1)),
        hostile_parts.png(5, 4, bytes(4 * 16), laced=1),
        hostile_parts.png(5, 4, bytes(4 * 31), bits=16),
        hostile_parts.png(5, 4, bytes(4 * 6), colour=3),
        hostile_parts.png(5, 4, bytes(4 * 16), colour=5),
        hostile_parts.png(513, 1, bytes(1 + 3 * 513)),
        hostile_parts.png(0, 4, bytes(4)),
    ],
)
def test_a_png_of_other_parts_is_not_canonical(file: bytes) -> None:
    assert canonical_png_size(file, 512) is None
