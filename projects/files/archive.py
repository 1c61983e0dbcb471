"""The content of a zip, a piece at a time: no more comes out than its directory said."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from projects.files.directory import DEFLATED, LOCAL, LOCAL_SIGNATURE, Entry, read_directory
from projects.files.faults import damaged, too_large

PIECE: Final = 65_536


class Archive:
    """A zip whose directory is sound. Every problem is `invalid` or `too_large`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.entries: Mapping[str, Entry] = read_directory(file)

    def read(self, name: str, most: int) -> bytes:
        """The whole entry, when it has at most that many bytes."""
        self.check_size(name, most)
        return b"".join(self.pieces(name))

    def check_size(self, name: str, most: int) -> None:
        if self._entry(name).size > most:
            raise too_large(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """At most 64 kB each. Size and checksum are compared before the last one is over."""
        entry = self._entry(name)
        left, crc = entry.size, 0
        for piece in self._unpacked(entry):
            left -= len(piece)
            if left < 0:
                raise damaged(f"the size of {name}")
            crc = zlib.crc32(piece, crc)
            yield piece
        if left or crc != entry.crc:
            raise damaged(f"the checksum of {name}")

    def _entry(self, name: str) -> Entry:
        if name not in self.entries:
            raise damaged(f"{name} is missing")
        return self.entries[name]

    def _unpacked(self, entry: Entry) -> Iterator[bytes]:
        packed = self._packed(entry)
        if entry.method != DEFLATED:
            yield from packed
            return
        try:
            yield from _inflated(packed)
        except zlib.error as error:
            raise damaged(f"the content of {entry.name}") from error

    def _packed(self, entry: Entry) -> Iterator[bytes]:
        at = self._content_of(entry)
        left = entry.packed_size
        while left:
            # Others read the same file between two pieces.
            self._file.seek(at)
            piece = self._file.read(min(PIECE, left))
            yield piece
            at += len(piece)
            left -= len(piece)

    def _content_of(self, entry: Entry) -> int:
        """Where the content begins, if what stands in front of it says the same as the directory."""
        self._file.seek(entry.offset)
        header = LOCAL.unpack(self._file.read(LOCAL.size))
        name = self._file.read(len(entry.name))
        start: int = entry.offset + LOCAL.size + header[9] + header[10]
        same = header[0] == LOCAL_SIGNATURE and header[3] == entry.method and name == entry.name.encode()
        if not same or header[9] != len(name) or start + entry.packed_size > entry.end:
            raise damaged(f"where {entry.name} is")
        return start


def _inflated(packed: Iterator[bytes]) -> Iterator[bytes]:
    """Raises zlib.error, also for content that ends too early or too late."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for waiting in packed:
        if inflate.eof:
            raise zlib.error("more than was packed")
        while waiting and not inflate.eof:
            yield inflate.decompress(waiting, PIECE)
            waiting = inflate.unconsumed_tail
        if inflate.unused_data:
            raise zlib.error("more than was packed")
    while not inflate.eof:
        last = inflate.decompress(inflate.unconsumed_tail, PIECE)
        if not last:
            raise zlib.error("less than was packed")
        yield last
