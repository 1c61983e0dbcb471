"""What a zip says of itself, checked before anything is unpacked: stricter than zips in general, since ours are simple.

Sizes and numbers of entries are bounded before any are kept in memory.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from projects.files.faults import damaged, no_project_file, too_large
from projects.files.names import is_known
from storage.limits import (
    FILE_BYTES,
    FILE_DIRECTORY_BYTES,
    FILE_ENTRIES,
    FILE_RATIO,
    FILE_RATIO_FROM,
    FILE_UNPACKED_BYTES,
)

STORED, DEFLATED = 0, 8
# Each begins with its signature.
LOCAL: Final = struct.Struct("<L5H3L2H")
_CENTRAL: Final = struct.Struct("<L6H3L5H2L")
_END: Final = struct.Struct("<L4H2LH")
_END64: Final = struct.Struct("<LQ2H2L4Q")
_LOCATOR64: Final = struct.Struct("<LLQL")
LOCAL_SIGNATURE, _CENTRAL_SIGNATURE, _END_SIGNATURE = 0x04034B50, 0x02014B50, 0x06054B50
_END64_SIGNATURE, _LOCATOR64_SIGNATURE = 0x06064B50, 0x07064B50
_FIELD: Final = struct.Struct("<2H")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_ZIP64_FIELD: Final = 1
_FLAGS: Final = 0b1000_0000_1110
"""How well it was packed, sizes behind the content, names in UTF-8."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`offset` is where its local header begins, and `end` where the next thing does."""

    name: str
    method: int
    crc: int
    packed_size: int
    size: int
    offset: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Directory:
    entries: int
    offset: int
    end: int


def read_directory(file: BinaryIO) -> dict[str, Entry]:
    """Every entry by its name. Problems: `invalid`, `too_large`."""
    whole = file.seek(0, os.SEEK_END)
    if whole > FILE_BYTES:
        raise too_large("the file")
    directory = _find_directory(file, whole)
    if directory.entries > FILE_ENTRIES or directory.end - directory.offset > FILE_DIRECTORY_BYTES:
        raise too_large("too many entries")
    file.seek(directory.offset)
    entries: dict[str, Entry] = {}
    for entry in _entries(file, directory):
        if entry.name in entries:
            raise damaged(f"{entry.name} is there twice")
        entries[entry.name] = entry
    _check_sizes(entries)
    return _in_file_order(entries, directory.offset)


def _find_directory(file: BinaryIO, whole: int) -> _Directory:
    at = whole - _END.size
    signature, disk, first_disk, here, entries, size, offset, comment = _unpack(file, _END, at)
    if signature != _END_SIGNATURE or disk or first_disk or here != entries or comment:
        raise no_project_file()
    if entries == _FULL16 or _FULL32 in (size, offset):
        entries, size, offset, at = _find_directory64(file, at)
    if not entries or offset + size != at:
        raise damaged("its directory")
    return _Directory(entries, offset, at)


def _find_directory64(file: BinaryIO, end: int) -> tuple[int, int, int, int]:
    signature, disk, at, disks = _unpack(file, _LOCATOR64, end - _LOCATOR64.size)
    if signature != _LOCATOR64_SIGNATURE or disk or disks != 1 or at + _END64.size + _LOCATOR64.size != end:
        raise damaged("its directory")
    signature, length, _, _, disk, first_disk, here, entries, size, offset = _unpack(file, _END64, at)
    if signature != _END64_SIGNATURE or length != _END64.size - 12 or disk or first_disk or here != entries:
        raise damaged("its directory")
    return entries, size, offset, at


def _unpack(file: BinaryIO, shape: struct.Struct, at: int) -> tuple[int, ...]:
    if at < 0:
        raise no_project_file()
    file.seek(at)
    return shape.unpack(file.read(shape.size))


def _entries(file: BinaryIO, directory: _Directory) -> Iterator[Entry]:
    left = directory.end - directory.offset
    for _number in range(directory.entries):
        if left < _CENTRAL.size:
            raise damaged("its directory")
        header = _CENTRAL.unpack(file.read(_CENTRAL.size))
        rest = sum(header[10:13])
        left -= _CENTRAL.size + rest
        if left < 0:
            raise damaged("its directory")
        yield _entry(header, file.read(rest))
    if left:
        raise damaged("its directory")


def _entry(header: tuple[int, ...], rest: bytes) -> Entry:
    signature, _made, _needs, flags, method, _time, _date, crc, packed, size = header[:10]
    name_length, extra_length, _comment, disk, _internal, external, offset = header[10:]
    if signature != _CENTRAL_SIGNATURE or disk:
        raise damaged("its directory")
    name = _name(rest[:name_length])
    _check_form(name, flags, method, external >> 16)
    sizes = _wide((size, packed, offset), rest[name_length : name_length + extra_length])
    return Entry(name, method, crc, packed_size=sizes[1], size=sizes[0], offset=sizes[2])


def _name(said: bytes) -> str:
    try:
        name = said.decode("ascii")
    except UnicodeDecodeError as error:
        raise damaged("the name of an entry") from error
    if not is_known(name):
        raise damaged("the name of an entry")
    return name


def _check_form(name: str, flags: int, method: int, mode: int) -> None:
    if flags & ~_FLAGS or method not in (STORED, DEFLATED):
        raise damaged(f"how {name} is packed")
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise damaged(f"{name} is no file")


def _wide(sizes: tuple[int, int, int], extra: bytes) -> list[int]:
    """Sizes that do not fit into 32 bits are in a field of their own, in this order."""
    wide = iter(_zip64_field(extra))
    try:
        return [next(wide) if size == _FULL32 else size for size in sizes]
    except StopIteration as error:
        raise damaged("its directory") from error


def _zip64_field(extra: bytes) -> Iterator[int]:
    at = 0
    while at + _FIELD.size <= len(extra):
        kind, length = _FIELD.unpack_from(extra, at)
        at += _FIELD.size
        if kind == _ZIP64_FIELD:
            numbers = extra[at : at + length]
            return (int.from_bytes(numbers[i : i + 8], "little") for i in range(0, len(numbers) - 7, 8))
        at += length
    return iter(())


def _check_sizes(entries: dict[str, Entry]) -> None:
    unpacked = sum(entry.size for entry in entries.values())
    packed = sum(entry.packed_size for entry in entries.values())
    if unpacked > FILE_UNPACKED_BYTES:
        raise too_large("what is in it")
    if unpacked > FILE_RATIO_FROM and unpacked > packed * FILE_RATIO:
        raise too_large("what is packed in it")
    for entry in entries.values():
        if entry.method == STORED and entry.size != entry.packed_size:
            raise damaged(f"the size of {entry.name}")


def _in_file_order(entries: dict[str, Entry], end: int) -> dict[str, Entry]:
    """The entries with their ends: nothing in front of the first, and none inside another."""
    backwards = sorted(entries.values(), key=lambda entry: entry.offset, reverse=True)
    for entry in backwards:
        if entry.offset + LOCAL.size + len(entry.name) + entry.packed_size > end:
            raise damaged(f"where {entry.name} is")
        entries[entry.name] = Entry(
            entry.name, entry.method, entry.crc, entry.packed_size, entry.size, entry.offset, end
        )
        end = entry.offset
    if end:
        raise damaged("something is in front of it")
    return entries
