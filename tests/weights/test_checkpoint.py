"""A checkpoint is a pickle, which can hold anything; only a table of tensors is taken out of it, and nothing is run."""

from __future__ import annotations

import os
import pickle
import struct
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

from weights.checkpoint import NotACheckpoint, read_checkpoint

BEFORE = b"".join(pickle.dumps(part, protocol=2) for part in (0x1950A86A20F9469CFC6C, 1001, [1, 2]))


class Runs:
    def __init__(self, command: str) -> None:
        self.command = command

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (self.command,)


def _file(content: object) -> bytes:
    return BEFORE + pickle.dumps(content, protocol=2) + pickle.dumps([], protocol=2)


def test_a_tensor_is_read_in_its_shape() -> None:
    storage = b"(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x007X\x03\0\0\0cpuK\x06NtQ"
    tensor = (
        b"ctorch._utils\n_rebuild_tensor_v2\n("
        + storage
        + b"K\0K\x03K\x02\x86K\x01K\x03\x86\x89ccollections\nOrderedDict\n)RtR"
    )
    table = b"\x80\x02ccollections\nOrderedDict\n)RX\x01\0\0\0w" + tensor + b"s."
    numbers = struct.pack("<q6f", 6, *range(6))
    read = read_checkpoint(BEFORE + table + b"\x80\x02](X\x01\0\0\x007e." + numbers)
    assert list(read) == ["w"]
    assert np.array_equal(read["w"], [[0, 3], [1, 4], [2, 5]])


def test_what_would_run_is_refused_and_not_run(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    with pytest.raises(NotACheckpoint, match="system"):
        read_checkpoint(_file(OrderedDict(w=Runs(f"touch {trace}"))))
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x80\x02]q\0."])
def test_other_files_are_no_checkpoints(content: bytes) -> None:
    with pytest.raises((NotACheckpoint, ValueError, IndexError)):
        read_checkpoint(content)


def test_instructions_that_tables_do_not_need_are_refused() -> None:
    with pytest.raises(NotACheckpoint, match="BINFLOAT"):
        read_checkpoint(_file({"w": 0.5}))
