"""Writes a network in the format that ONNX Runtime reads: as much of ONNX as our networks need.

The numbers of the fields and types are those of ONNX's own description of the format, `onnx.proto`.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_FORMAT: Final = 8
_OPERATORS: Final = 13
_FLOAT: Final = 1
_WHOLE: Final = 7
_KINDS: Final = {float: (1, 2), int: (2, 3), list: (7, 8)}
"""For an attribute's value: the number of its type, and the field that it goes into."""

Attribute = float | int | list[int]


class Graph:
    """A network that grows node by node. Arrays are NCHW: pictures, channels, rows, columns."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._arrays = 0

    def array(self, values: NDArray[Any]) -> str:
        """Numbers that the network has from the beginning, and the name that nodes call them by."""
        self._arrays += 1
        name = f"a{self._arrays}"
        whole = values.dtype == np.int64
        data = np.ascontiguousarray(values, dtype="<i8" if whole else "<f4").tobytes()
        tensor = _numbers(1, values.shape) + _number(2, _WHOLE if whole else _FLOAT)
        self._parts.append(_bytes(5, tensor + _text(8, name) + _bytes(9, data)))
        return name

    def node(self, operator: str, inputs: Sequence[str], output: str, **attributes: Attribute) -> str:
        node = b"".join(_text(1, each) for each in inputs) + _text(2, output) + _text(4, operator)
        said = b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())
        self._parts.append(_bytes(1, node + said))
        return output

    def model(self, inputs: dict[str, Sequence[int | str]], output: str) -> bytes:
        """The file. An input's sizes are numbers, or a name where any size will do."""
        graph = b"".join(self._parts) + _text(2, "network")
        graph += b"".join(_bytes(11, _described(name, sizes)) for name, sizes in inputs.items())
        graph += _bytes(12, _described(output, None))
        return _number(1, _FORMAT) + _bytes(8, _number(2, _OPERATORS)) + _bytes(7, graph)


def _described(name: str, sizes: Sequence[int | str] | None) -> bytes:
    tensor = _number(1, _FLOAT)
    if sizes is not None:
        known = (_number(1, size) if isinstance(size, int) else _text(2, size) for size in sizes)
        tensor += _bytes(2, b"".join(_bytes(1, size) for size in known))
    return _text(1, name) + _bytes(2, _bytes(1, tensor))


def _attribute(name: str, value: Attribute) -> bytes:
    kind, field = _KINDS[type(value)]
    if isinstance(value, list):
        said = _numbers(field, value)
    elif isinstance(value, float):
        said = _tag(field, 5) + struct.pack("<f", value)
    else:
        said = _number(field, value)
    return _text(1, name) + said + _number(20, kind)


def _tag(field: int, wire: int) -> bytes:
    return _varint(field << 3 | wire)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out) + bytes([value])


def _number(field: int, value: int) -> bytes:
    return _tag(field, 0) + _varint(value)


def _numbers(field: int, values: Sequence[int]) -> bytes:
    return b"".join(_number(field, value) for value in values)


def _bytes(field: int, content: bytes) -> bytes:
    return _tag(field, 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _bytes(field, content.encode())
