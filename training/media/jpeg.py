"""JPEG files, segment by segment.

Canonical is one that begins with an optional JFIF segment without a thumbnail and has nothing else but DQT, DHT, DRI,
one SOF0 or SOF2 (8 bits; grey, or Y, Cb, Cr numbered 1, 2, 3) and scans, and ends with its EOI.
"""

from __future__ import annotations

from collections.abc import Iterator

SOI, EOI, SOS, APP0 = 0xD8, 0xD9, 0xDA, 0xE0
FRAMES = (0xC0, 0xC2)
TABLES = (0xDB, 0xC4, 0xDD)
JFIF_LENGTH = 14
SCANS_MOST = 40
"""A picture made bit by bit has about ten scans; each costs the time of the whole picture, however short it is."""


def canonical_jpeg_size(file: bytes) -> tuple[int, int] | None:
    """Width and height, or None when the file is not canonical; whether it decodes is not looked at."""
    size, scans = None, 0
    try:
        for place, (marker, content) in enumerate(_segments(file)):
            if marker in FRAMES and size is None:
                size = _frame_size(content)
            elif marker == SOS:
                scans += 1
            elif marker == APP0:
                if place or not _is_plain_jfif(content):
                    return None
            elif marker not in TABLES:
                return None
    except (ValueError, IndexError):
        return None
    return size if 1 <= scans <= SCANS_MOST else None


def has_too_many_scans(file: bytes) -> bool:
    return file.startswith(b"\xff\xd8") and file.count(b"\xff\xda") > SCANS_MOST


def _segments(file: bytes) -> Iterator[tuple[int, bytes]]:
    """Every segment between SOI and EOI. Raises ValueError and IndexError when the file is anything else."""
    if file[:2] != bytes([0xFF, SOI]) or file[-2:] != bytes([0xFF, EOI]):
        raise ValueError("not one JPEG from end to end")
    at, end = 2, len(file) - 2
    while at < end:
        length = int.from_bytes(file[at + 2 : at + 4])
        if file[at] != 0xFF or length < 2 or at + 2 + length > end:
            raise ValueError("not a segment")
        marker = file[at + 1]
        yield marker, file[at + 4 : at + 2 + length]
        at += 2 + length
        if marker == SOS:
            at = _after_scan(file, at)


def _after_scan(file: bytes, at: int) -> int:
    # In a scan 0xFF is followed by 0 or by the number of a restart; anything else is the next segment.
    while True:
        at = file.index(b"\xff", at)
        if file[at + 1] != 0 and not 0xD0 <= file[at + 1] <= 0xD7:
            return at
        at += 2


def _frame_size(content: bytes) -> tuple[int, int]:
    bits, components = content[0], content[5]
    numbers = content[6::3]
    if bits != 8 or len(content) != 6 + 3 * components or components not in (1, 3):
        raise ValueError("not a frame of ours")
    if components == 3 and numbers != b"\1\2\3":
        raise ValueError("not Y, Cb, Cr")
    return int.from_bytes(content[3:5]), int.from_bytes(content[1:3])


def _is_plain_jfif(content: bytes) -> bool:
    return len(content) == JFIF_LENGTH and content[:5] == b"JFIF\0" and content[12:14] == b"\0\0"
