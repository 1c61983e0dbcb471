"""What hostile files are made of, written by hand, since no library writes such."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from struct import pack
from typing import Literal

MARK = b"<script>alert('otters')</script>"
"""No byte of it may be kept."""


@dataclass(frozen=True)
class Hostile:
    """What may become of it at best: what shows or sounds like something may be `cleaned`, which is kept in a form of
    ours; what is only damaged may be `kept` as it is where it still has that form."""

    name: str
    kind: Literal["images", "sounds"]
    file: bytes = field(repr=False)
    at_best: Literal["refused", "cleaned", "kept"] = "refused"


def refused_picture(name: str, file: bytes) -> Hostile:
    return Hostile(name, "images", file)


def cleaned_picture(name: str, file: bytes) -> Hostile:
    return Hostile(name, "images", file, at_best="cleaned")


def damaged_picture(name: str, file: bytes) -> Hostile:
    return Hostile(name, "images", file, at_best="kept")


PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, content: bytes = b"", *, checksum: int | None = None) -> bytes:
    checksum = zlib.crc32(name + content) if checksum is None else checksum
    return pack(">I", len(content)) + name + content + pack(">I", checksum)


def png(
    width: int,
    height: int,
    rows: bytes,
    *,
    bits: int = 8,
    colour: int = 2,
    laced: int = 0,
    before: bytes = b"",
    after: bytes = b"",
) -> bytes:
    """`rows` are unpacked; `before` and `after` are chunks around them."""
    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, bits, colour, 0, 0, laced))
    return PNG_SIGNATURE + header + before + chunk(b"IDAT", zlib.compress(rows)) + after + chunk(b"IEND")


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + pack(">H", len(content) + 2) + content


def after_start(jpeg: bytes, part: bytes) -> bytes:
    return jpeg[:2] + part + jpeg[2:]


def wav(
    content: bytes,
    *,
    coding: int = 1,
    channels: int = 1,
    rate: int = 16_000,
    bits: int = 16,
    frame: int | None = None,
    bytes_a_second: int | None = None,
    length: int | None = None,
    whole: int | None = None,
    before: bytes = b"",
    after: bytes = b"",
    head: bytes = b"RIFF",
) -> bytes:
    """What is not said is true."""
    frame = channels * bits // 8 if frame is None else frame
    bytes_a_second = rate * frame if bytes_a_second is None else bytes_a_second
    form = pack("<HHIIHH", coding, channels, rate, bytes_a_second & 0xFFFFFFFF, frame & 0xFFFF, bits)
    length = len(content) if length is None else length
    body = b"WAVEfmt " + pack("<I", 16) + form + before + b"data" + pack("<I", length) + content + after
    return head + pack("<I", len(body) if whole is None else whole) + body
