"""PNG files, chunk by chunk.

Canonical is one of 8 bits a sample, not interlaced, with IHDR, PLTE where the colours are numbered, at most one tRNS,
IDAT and IEND, each with its right checksum and nothing besides; the packed rows end where the IDAT end.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, COLOURS, NUMBERED, GREY_ALPHA, COLOURS_ALPHA = 0, 2, 3, 4, 6
SAMPLES = {GREY: 1, COLOURS: 3, NUMBERED: 1, GREY_ALPHA: 2, COLOURS_ALPHA: 4}
TRANSPARENT = (GREY, COLOURS, NUMBERED)


def canonical_png_size(file: bytes, side: int) -> tuple[int, int] | None:
    """Width and height, or None when the file is not canonical or longer than `side` on one side."""
    try:
        chunks = list(_chunks(file))
    except ValueError:
        return None
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        return None
    header = chunks[0][1]
    width, height, colour = int.from_bytes(header[:4]), int.from_bytes(header[4:8]), header[9]
    if header[8] != 8 or colour not in SAMPLES or header[10:] != b"\0\0\0":
        return None
    if not (1 <= width <= side and 1 <= height <= side) or not _is_in_order(chunks, colour):
        return None
    packed = b"".join(content for name, content in chunks if name == b"IDAT")
    return (width, height) if _unpacks_to(packed, height * (1 + width * SAMPLES[colour])) else None


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every chunk to the end of the file. Raises ValueError when it is anything else."""
    if not file.startswith(SIGNATURE):
        raise ValueError("not a PNG")
    at = len(SIGNATURE)
    while at < len(file):
        end = at + 12 + int.from_bytes(file[at : at + 4])
        if end > len(file) or zlib.crc32(file[at + 4 : end - 4]) != int.from_bytes(file[end - 4 : end]):
            raise ValueError("not a chunk")
        yield file[at + 4 : at + 8], file[at + 8 : end - 4]
        at = end


def _is_in_order(chunks: list[tuple[bytes, bytes]], colour: int) -> bool:
    names = [name for name, _ in chunks]
    rows = names.count(b"IDAT")
    expected = [b"IHDR", *([b"PLTE"] if colour == NUMBERED else [])]
    if colour in TRANSPARENT and b"tRNS" in names:
        expected.append(b"tRNS")
    return rows > 0 and names == [*expected, *[b"IDAT"] * rows, b"IEND"] and not chunks[-1][1]


def _unpacks_to(packed: bytes, length: int) -> bool:
    unpacking = zlib.decompressobj()
    try:
        rows = unpacking.decompress(packed, length + 1)
    except zlib.error:
        return False
    return len(rows) == length and unpacking.eof and not unpacking.unused_data
