"""Hostile pictures, and an endless stream of broken ones."""

from __future__ import annotations

import gzip
import random
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from struct import pack
from zipfile import ZipFile

from PIL import Image

from tests.training.media.hostile_parts import (
    MARK,
    PNG_SIGNATURE,
    Hostile,
    after_start,
    chunk,
    cleaned_picture,
    damaged_picture,
    png,
    refused_picture,
    segment,
)
from tests.training.media.material import TURNED_HEIC, noise, quarters, scene, written

JPEG = written(scene(120, 90), "JPEG")
PROGRESSIVE = written(scene(120, 90), "JPEG", progressive=True)
PNG = written(scene(60, 40))
WEBP = written(scene(120, 90), "WEBP")
GIF = written(scene(120, 90), "GIF")
SOUND = {"jpeg": JPEG, "progressive": PROGRESSIVE, "png": PNG, "webp": WEBP, "gif": GIF, "heic": TURNED_HEIC}

OTHER_FORMS = (
    "BMP",
    "TIFF",
    "PPM",
    "ICO",
    "EPS",
    "PDF",
    "PCX",
    "TGA",
    "SGI",
    "JPEG2000",
    "AVIF",
    "DDS",
    "ICNS",
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
MAGIC = {
    "jpeg": b"\xff\xd8\xff\xe0",
    "png": PNG_SIGNATURE,
    "gif": b"GIF89a",
    "webp": b"RIFF\x40\0\0\0WEBPVP8 ",
    "heic": b"\0\0\0\x18ftypheic",
}


def hostile_pictures() -> Iterator[Hostile]:
    for group in (
        _no_pictures,
        _other_forms,
        _wrong_magic,
        _dot_bombs,
        _png_bombs,
        _frame_bombs,
        _lies,
        _polyglots,
    ):
        yield from group()


def broken_pictures(chance: random.Random) -> Iterator[Hostile]:
    """Without an end."""
    while True:
        form, whole = chance.choice(list(SOUND.items()))
        yield refused_picture(f"{form}, cut off", whole[: chance.randrange(len(whole) * 9 // 10)])
        yield damaged_picture(f"{form}, changed", _changed(whole, chance))
        yield damaged_picture(f"{form}, with a hole", _with_a_hole(whole, chance))
        yield cleaned_picture(f"{form}, and more", whole + chance.randbytes(chance.randrange(1, 500)) + MARK)
        yield refused_picture("anything", chance.randbytes(chance.randrange(5000)))
        yield refused_picture(f"{form}, only its beginning", whole[:20] + chance.randbytes(500))
        width, height = (chance.randrange(20_000, 1 << 31) for _ in "xy")
        yield refused_picture("png, too many dots", png(width, height, bytes(1000)))


def _changed(whole: bytes, chance: random.Random) -> bytes:
    changed = bytearray(whole)
    for _ in range(chance.randrange(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _with_a_hole(whole: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(whole) - 10)
    return whole[:start] + whole[start + chance.randrange(1, len(whole) - start) :]


def _no_pictures() -> Iterator[Hostile]:
    yield refused_picture("nothing", b"")
    yield refused_picture("one byte", b"\xff")
    yield refused_picture("text", b"This is a cat.")
    yield refused_picture("a table with zeros", b"height,weight\0\n1,2\0\n" * 100)
    yield refused_picture("html", b"<!doctype html><html>" + MARK)
    yield refused_picture("svg", SVG)
    yield refused_picture("svg after a sign of its order", b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG)
    yield refused_picture("packed svg", gzip.compress(SVG))
    yield refused_picture("a program", b"\x7fELF" + bytes(1000))
    yield refused_picture("a script", b"#!/bin/sh\necho otters\n")
    yield refused_picture("a zip", _zip())
    yield refused_picture("a sound", b"RIFF\x24\0\0\0WAVEfmt " + bytes(100))
    yield refused_picture("zeros", bytes(1_000_000))


def _zip() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as content:
        content.writestr("index.html", MARK)
    return file.getvalue()


def _other_forms() -> Iterator[Hostile]:
    for form in OTHER_FORMS:
        yield refused_picture(f"a picture as {form}", written(quarters(64, 64), form))
    yield refused_picture(
        "a program for a printer", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(x) run\n"
    )


def _wrong_magic() -> Iterator[Hostile]:
    for form, whole in SOUND.items():
        for other, magic in MAGIC.items():
            if not form.startswith((other, "progressive")) and not whole.startswith(magic):
                yield refused_picture(f"{form} that begins as {other}", magic + whole[len(magic) :])


def _dot_bombs() -> Iterator[Hostile]:
    for width, height in ((60_000, 60_000), (0x7FFFFFFF, 0x7FFFFFFF), (0xFFFFFFFF, 1), (1, 100_000_000)):
        yield refused_picture(f"png of {width} x {height}", png(width, height, bytes(1_000_000)))
    yield refused_picture("png of no width", png(0, 10, b""))
    yield refused_picture(
        "grey png of many dots", png(30_000, 30_000, bytes(3751 * 30_000), bits=1, colour=0)
    )
    yield refused_picture("laced png of many dots", png(50_000, 50_000, bytes(1_000_000), laced=1))
    yield refused_picture("gif of many dots", b"GIF89a" + pack("<HH", 65_535, 65_535) + GIF[10:])
    yield refused_picture("gif whose first picture has many dots", _gif_with_a_large_picture())
    canvas = b"VP8X" + pack("<I", 10) + b"\2\0\0\0" + b"\xfe\x3f\0" * 2
    yield refused_picture("webp of many dots", b"RIFF" + pack("<I", 4 + len(canvas)) + b"WEBP" + canvas)
    for name, whole in (("jpeg", JPEG), ("progressive jpeg", PROGRESSIVE)):
        yield refused_picture(f"{name} of many dots", _jpeg_of(whole, 65_500, 65_500))
    yield refused_picture("progressive jpeg of rather many dots", _jpeg_of(PROGRESSIVE, 4000, 4000))
    yield refused_picture("heic of many dots", _heic_of(60_000, 60_000))
    yield refused_picture("heic that is larger than it says", _heic_of(2, 2))


def _jpeg_of(whole: bytes, width: int, height: int) -> bytes:
    at = re.search(rb"\xff[\xc0\xc2]\0\x11\x08", whole)
    assert at
    return whole[: at.end()] + pack(">HH", height, width) + whole[at.end() + 4 :]


def _heic_of(width: int, height: int) -> bytes:
    at = TURNED_HEIC.index(b"ispe") + 8
    return TURNED_HEIC[:at] + pack(">II", width, height) + TURNED_HEIC[at + 8 :]


def _gif_with_a_large_picture() -> bytes:
    return b"GIF89a\x02\0\x02\0\0\0\0," + pack("<HHHH", 0, 0, 65_535, 65_535) + b"\0\x02\x03\x01\x01\x01\0;"


def _png_bombs() -> Iterator[Hostile]:
    small = bytes(10 * 31)
    yield cleaned_picture("png with far more rows than it says", png(10, 10, bytes(100_000_000)))
    much = zlib.compress(bytes(100_000_000))
    for name in (b"zTXt", b"iCCP"):
        yield cleaned_picture(
            f"png with much packed into {name.decode()}",
            png(10, 10, small, before=chunk(name, b"a\0\0" + much)),
        )
    yield cleaned_picture(
        "png with much packed text", png(10, 10, small, before=chunk(b"iTXt", b"a\0\1\0\0\0" + much))
    )
    yield cleaned_picture(
        "png of fifty thousand chunks", png(10, 10, small, before=chunk(b"tEXt", b"a\0b") * 100_000)
    )
    yield refused_picture("png with too few rows", png(10, 10, small[:-40]))
    yield refused_picture("png with a row of an unknown filter", png(10, 10, b"\x09" + small[1:]))


def _frame_bombs() -> Iterator[Hostile]:
    picture = GIF[GIF.index(b",", 13) : -1] if b"," in GIF[13:] else b""
    yield cleaned_picture("gif of many pictures", GIF[:-1] + picture * 500 + b";")
    frames = [Image.new("RGB", (20, 20), (light, 0, 0)) for light in range(200)]
    yield cleaned_picture("moving webp", written(frames[0], "WEBP", save_all=True, append_images=frames[1:]))
    yield cleaned_picture("moving png", written(frames[0], "PNG", save_all=True, append_images=frames[1:]))
    told = chunk(b"acTL", pack(">II", 0x7FFFFFFF, 0))
    yield cleaned_picture("png that says it moves for ever", png(10, 10, bytes(10 * 31), before=told))
    yield refused_picture("jpeg of many scans", _with_many_scans(PROGRESSIVE, 5000))


def _with_many_scans(whole: bytes, scans: int) -> bytes:
    at = whole.rindex(b"\xff\xda")
    return whole[:at] + whole[at:-2] * scans + whole[-2:]


def _lies() -> Iterator[Hostile]:
    yield refused_picture("png with a wrong checksum", PNG[:29] + bytes(4) + PNG[33:])
    yield refused_picture("png without rows", PNG_SIGNATURE + PNG[8:33] + chunk(b"IEND"))
    yield refused_picture("png without an end of its rows", PNG[:-40])
    yield cleaned_picture("png with an unknown part", png(9, 9, bytes(9 * 28), before=chunk(b"evIl", MARK)))
    yield refused_picture("jpeg of tables", JPEG[: JPEG.index(b"\xff\xda")] + b"\xff\xd9")
    yield refused_picture("jpeg of no height", _jpeg_of(JPEG, 10, 0))
    yield refused_picture("two bytes of jpeg", b"\xff\xd8")
    yield refused_picture("webp that says it is longer", WEBP[:4] + pack("<I", 1 << 30) + WEBP[8:200])
    deep = b"\0\0\0\x10moov" * 100_000
    yield refused_picture("heic of boxes in boxes", TURNED_HEIC[:24] + deep)


def _polyglots() -> Iterator[Hostile]:
    wholes = {"jpeg": JPEG, "png": PNG, "gif": GIF, "webp": WEBP, "heic": TURNED_HEIC}
    for form, whole in wholes.items():
        yield cleaned_picture(f"{form} and a page", whole + b"<html>" + MARK)
        yield cleaned_picture(f"{form} and a zip", whole + _zip() + MARK)
    for marker in (0xE0, 0xE1, 0xE2, 0xED, 0xEF, 0xFE):
        yield cleaned_picture(
            f"jpeg with a script in {marker:x}", after_start(JPEG, segment(marker, MARK * 9))
        )
    for name in (b"tEXt", b"eXIf", b"iCCP", b"xxXx"):
        part = chunk(name, b"Comment\0" + MARK)
        yield cleaned_picture(f"png with a script in {name.decode()}", PNG[:33] + part + PNG[33:])
        yield cleaned_picture(f"png with a script behind, in {name.decode()}", PNG[:-12] + part + PNG[-12:])
    yield cleaned_picture("gif with a comment", GIF[:-1] + b"!\xfe" + bytes([len(MARK)]) + MARK + b"\0;")
    yield cleaned_picture("gif that is a script", written(noise(16, 16), "GIF", comment=b"*/=1;" + MARK))
    exif = b"Exif\0\0II*\0\x08\0\0\0\1\0\x69\x87\4\0\1\0\0\0\x08\0\0\0\0\0\0\0" + MARK
    yield cleaned_picture("jpeg whose words of the camera go round", after_start(JPEG, segment(0xE1, exif)))
    yield cleaned_picture("webp with words of a camera", written(scene(20, 20), "WEBP", exif=MARK, xmp=MARK))
