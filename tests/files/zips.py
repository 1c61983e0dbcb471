"""Zips as nobody should write them: every field can be said wrong."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

STORED, DEFLATED = 0, 8
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
UNIX = 3 << 8


@dataclass(frozen=True)
class Part:
    """One entry. `packed`, `crc` and the sizes are what they should be unless said otherwise; `offset` is where the
    directory says that it begins."""

    name: bytes
    content: bytes
    method: int = DEFLATED
    flags: int = 0x0800
    packed: bytes | None = None
    crc: int | None = None
    size: int | None = None
    packed_size: int | None = None
    local_name: bytes | None = None
    mode: int = 0
    extra: bytes = b""
    offset: int | None = None

    @property
    def data(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return deflated([self.content]) if self.method == DEFLATED else self.content

    @property
    def said_crc(self) -> int:
        return zlib.crc32(self.content) if self.crc is None else self.crc

    @property
    def said_size(self) -> int:
        return len(self.content) if self.size is None else self.size


@dataclass(frozen=True)
class End:
    """What the record at the end says, where that is not the truth."""

    entries: int | None = None
    directory_bytes: int | None = None
    directory_offset: int | None = None
    zip64: bool = False
    comment: bytes = b""


def zipped(parts: Sequence[Part], end: End | None = None, *, before: bytes = b"") -> bytes:
    """A zip of `parts`, with `before` in front of it."""
    body, directory = bytearray(before), bytearray()
    for part in parts:
        data, name = part.data, part.name if part.local_name is None else part.local_name
        packed_size = len(data) if part.packed_size is None else part.packed_size
        offset = len(body) if part.offset is None else part.offset
        sizes = (part.said_crc, packed_size, part.said_size)
        body += _LOCAL.pack(b"PK\3\4", 20, part.flags, part.method, 0, 0x21, *sizes, len(name), 0)
        body += name + data
        directory += _central(part, sizes, offset)
    return bytes(body + directory) + ending(len(parts), len(directory), len(body), end or End())


def _central(part: Part, sizes: tuple[int, int, int], offset: int) -> bytes:
    said = (UNIX | 20, 20, part.flags, part.method, 0, 0x21, *sizes, len(part.name), len(part.extra), 0, 0, 0)
    return _CENTRAL.pack(b"PK\1\2", *said, part.mode << 16, offset) + part.name + part.extra


def ending(entries: int, directory_bytes: int, offset: int, end: End) -> bytes:
    entries = entries if end.entries is None else end.entries
    directory_bytes_said = directory_bytes if end.directory_bytes is None else end.directory_bytes
    start = offset if end.directory_offset is None else end.directory_offset
    before = b""
    if end.zip64 or entries > 0xFFFF:
        before = _END64.pack(
            b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, directory_bytes_said, start
        ) + _LOCATOR64.pack(b"PK\6\7", 0, offset + directory_bytes, 1)
        entries, directory_bytes_said, start = 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF
    comment = end.comment
    return (
        before
        + _END.pack(b"PK\5\6", 0, 0, entries, entries, directory_bytes_said, start, len(comment))
        + comment
    )


def empty_entries(count: int, end: End | None = None) -> Iterator[bytes]:
    """A zip of that many empty entries, a piece at a time; the directory names them all, one local header is there."""
    first = _LOCAL.pack(b"PK\3\4", 20, 0, STORED, 0, 0x21, 0, 0, 0, 7, 0) + b"0000000"
    yield first
    central = _CENTRAL.pack(b"PK\1\2", 20, 20, 0, STORED, 0, 0x21, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0)
    for start in range(0, count, 10_000):
        yield b"".join(b"%b%07d" % (central, number) for number in range(start, min(start + 10_000, count)))
    yield ending(count, count * (len(central) + 7), len(first), end or End())


def deflated(pieces: Iterable[bytes]) -> bytes:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
    return b"".join(squeeze.compress(piece) for piece in pieces) + squeeze.flush()
