"""The zip itself: what a sound one may look like, and what only looks like one."""

from __future__ import annotations

import struct
from io import BytesIO
from tempfile import TemporaryFile

import pytest

from projects.files.archive import Archive
from storage.limits import FILE_BYTES
from storage.problems import Problem
from tests.files.zips import STORED, End, Part, zipped

WIDE = 0xFFFFFFFF
NAME = b"project.json"


def content_of(zip_: bytes) -> bytes:
    return b"".join(Archive(BytesIO(zip_)).pieces(NAME.decode()))


def wide(*sizes: int) -> bytes:
    """The field of a zip64, with another field in front of it."""
    return struct.pack("<HHL", 0x5455, 4, 7) + struct.pack(f"<HH{len(sizes)}Q", 1, 8 * len(sizes), *sizes)


def test_what_unpacks_to_much_comes_in_small_pieces() -> None:
    content = bytes(65_541)  # its packed form is all read before the last five bytes come out
    assert content_of(zipped([Part(NAME, content)])) == content
    content = bytes(900_000)
    pieces = list(Archive(BytesIO(zipped([Part(NAME, content)]))).pieces(NAME.decode()))
    assert b"".join(pieces) == content
    assert max(map(len, pieces)) <= 65_536
    assert content_of(zipped([Part(NAME, content, STORED)])) == content
    assert content_of(zipped([Part(NAME, b"")])) == b""


def test_a_zip64_is_read() -> None:
    parts = [Part(NAME, b"hello", size=WIDE, extra=wide(5))]
    assert content_of(zipped(parts, End(zip64=True))) == b"hello"


@pytest.mark.parametrize("extra", [b"", wide(), wide(5)[:-1], b"\1\0", wide(6)])
def test_a_zip64_without_its_sizes_is_refused(extra: bytes) -> None:
    with pytest.raises(Problem, match="invalid"):
        content_of(zipped([Part(NAME, b"hello", size=WIDE, extra=extra)]))


@pytest.mark.parametrize("change", [(b"PK\6\7", b"PK\6\0"), (b"PK\6\6", b"PK\6\0")])
def test_a_zip64_without_its_records_is_refused(change: tuple[bytes, bytes]) -> None:
    sound = zipped([Part(NAME, b"hello")], End(zip64=True))
    with pytest.raises(Problem, match="invalid"):
        content_of(sound.replace(*change))


def test_content_goes_on_behind_its_end_in_no_piece() -> None:
    """The packed content ends with a piece that is read at once, and there is more."""
    content = bytes(65_531)
    packed = b"\1" + struct.pack("<HH", 65_531, 65_531 ^ 0xFFFF) + content
    assert content_of(zipped([Part(NAME, content, packed=packed)])) == content
    for more in (b"\0", b"\3\0"):
        with pytest.raises(Problem, match="invalid"):
            content_of(zipped([Part(NAME, content, packed=packed + more)]))


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    with TemporaryFile() as file:
        file.truncate(FILE_BYTES + 1)
        with pytest.raises(Problem, match="too_large"):
            Archive(file)


def test_what_is_missing_is_said() -> None:
    archive = Archive(BytesIO(zipped([Part(NAME, b"hello")])))
    with pytest.raises(Problem, match=r"works\.json is missing"):
        archive.read("works.json", 10)
    with pytest.raises(Problem, match="too_large"):
        archive.read(NAME.decode(), 4)
