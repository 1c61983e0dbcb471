"""A file of named arrays, in the format safetensors: a header's length in 8 bytes, the header as JSON, the arrays."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

_DTYPES: Final = {"F32": "<f4", "F16": "<f2", "I8": "|i1", "U8": "|u1", "U32": "<u4"}
_NAMES: Final = {np.dtype(dtype): name for name, dtype in _DTYPES.items()}
_META: Final = "__metadata__"
_ALIGNED: Final = 8


def write_tensors(arrays: Arrays, notes: Mapping[str, str]) -> bytes:
    """Wide numbers come first, so that each array begins where its numbers may begin."""
    header: dict[str, Any] = {_META: dict(notes)}
    body = bytearray()
    for name, array in sorted(arrays.items(), key=lambda item: -item[1].itemsize):
        start = len(body)
        body += np.ascontiguousarray(array).tobytes()
        header[name] = {
            "dtype": _NAMES[array.dtype],
            "shape": list(array.shape),
            "data_offsets": [start, len(body)],
        }
    said = json.dumps(header, separators=(",", ":")).encode()
    said += b" " * (-len(said) % _ALIGNED)
    return struct.pack("<Q", len(said)) + said + bytes(body)


def open_tensors(path: Path) -> tuple[Arrays, dict[str, str]]:
    """The arrays and the notes. Arrays are read only when they are looked at, and processes share what they read."""
    return read_tensors(np.memmap(path, dtype=np.uint8, mode="r"))


def read_tensors(content: NDArray[np.uint8]) -> tuple[Arrays, dict[str, str]]:
    (length,) = struct.unpack("<Q", content[:8].tobytes())
    header = json.loads(content[8 : 8 + length].tobytes())
    notes = header.pop(_META)
    body = content[8 + length :]
    return {name: _array(body, said) for name, said in header.items()}, notes


def _array(body: NDArray[np.uint8], said: dict[str, Any]) -> NDArray[Any]:
    start, end = said["data_offsets"]
    return body[start:end].view(_DTYPES[said["dtype"]]).reshape(said["shape"])
