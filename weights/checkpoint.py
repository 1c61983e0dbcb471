"""Reads a checkpoint of PyTorch's first format (before 1.6) without PyTorch and without running anything in it.

Such a file is five pickles and then the numbers. A pickle is a list of instructions; here they are only looked at, and
the few that a table of tensors consists of are followed. Any other one is refused.
"""

from __future__ import annotations

import pickletools
import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

_TYPES: Final = {"torch FloatStorage": np.dtype("<f4"), "torch LongStorage": np.dtype("<i8")}
_TENSOR: Final = "torch._utils _rebuild_tensor_v2"
_PUSHED: Final = {"BINUNICODE", "BININT", "BININT1", "BININT2", "LONG1"}
_MARK: Final = object()
_CONSTANTS: Final[dict[str, Callable[[], Any]]] = {
    "MARK": lambda: _MARK,
    "NONE": lambda: None,
    "NEWFALSE": lambda: False,
    "NEWTRUE": lambda: True,
    "EMPTY_TUPLE": tuple,
    "EMPTY_LIST": list,
    "EMPTY_DICT": dict,
}
_IGNORED: Final = {"PROTO", "BINPERSID"}
"""A storage is on the stack already, as what the file says of it."""


class NotACheckpoint(Exception):
    """Says what is in the file that should not be."""


@dataclass(frozen=True)
class _Tensor:
    storage: tuple[Any, ...]
    first: int
    shape: tuple[int, ...]
    steps: tuple[int, ...]


def read_checkpoint(content: bytes) -> dict[str, NDArray[Any]]:
    """The tensors by their names. Raises NotACheckpoint."""
    file = BytesIO(content)
    *_, named, order = (_Reader().read(file) for _ in range(5))
    tensors: dict[str, _Tensor] = {name: given for name, given in named.items() if isinstance(given, _Tensor)}
    types: dict[str, Any] = {tensor.storage[2]: _TYPES[tensor.storage[1]] for tensor in tensors.values()}
    storages = {key: _numbers(file, types[key]) for key in order}
    return {name: _array(tensor, storages[tensor.storage[2]]) for name, tensor in tensors.items()}


def _numbers(file: BytesIO, dtype: np.dtype[Any]) -> NDArray[Any]:
    (count,) = struct.unpack("<q", file.read(8))
    return np.frombuffer(file.read(count * dtype.itemsize), dtype=dtype)


def _array(tensor: _Tensor, storage: NDArray[Any]) -> NDArray[Any]:
    steps = [step * storage.itemsize for step in tensor.steps]
    return np.lib.stride_tricks.as_strided(storage[tensor.first :], tensor.shape, steps).copy()


class _Reader:
    """A stack, and the notes that a pickle makes to itself."""

    def __init__(self) -> None:
        self.stack: list[Any] = []
        self.notes: dict[int, Any] = {}

    def read(self, file: BytesIO) -> Any:
        for instruction, argument, _ in pickletools.genops(file):
            if instruction.name == "STOP":
                return self.stack.pop()
            self._follow(instruction.name, argument)
        raise NotACheckpoint("It ends too early.")

    def _follow(self, name: str, argument: Any) -> None:
        stack = self.stack
        if name in _PUSHED:
            stack.append(argument)
        elif name in _CONSTANTS:
            stack.append(_CONSTANTS[name]())
        elif name in ("BINPUT", "LONG_BINPUT"):
            self.notes[argument] = stack[-1]
        elif name in ("BINGET", "LONG_BINGET"):
            stack.append(self.notes[argument])
        elif name == "GLOBAL":
            stack.append(_known(argument))
        elif name == "BUILD":
            stack.pop()
        elif name not in _IGNORED:
            self._build(name)

    def _build(self, name: str) -> None:
        stack = self.stack
        match name:
            case "TUPLE1" | "TUPLE2":
                count = int(name[-1])
                stack[-count:] = [tuple(stack[-count:])]
            case "TUPLE":
                stack.append(tuple(self._since_mark()))
            case "APPENDS":
                items = self._since_mark()
                stack[-1].extend(items)
            case "SETITEM":
                value, key = stack.pop(), stack.pop()
                stack[-1][key] = value
            case "SETITEMS":
                items = self._since_mark()
                stack[-1].update(zip(items[::2], items[1::2], strict=True))
            case "REDUCE":
                given, what = stack.pop(), stack.pop()
                stack.append(_made(what, given))
            case _:
                raise NotACheckpoint(f"It has the instruction {name}.")

    def _since_mark(self) -> list[Any]:
        at = max(i for i, item in enumerate(self.stack) if item is _MARK)
        items = self.stack[at + 1 :]
        del self.stack[at:]
        return items


def _known(name: str) -> str:
    if name not in ("collections OrderedDict", _TENSOR, *_TYPES):
        raise NotACheckpoint(f"It names {name}.")
    return name


def _made(what: str, given: tuple[Any, ...]) -> Any:
    if what == _TENSOR:
        storage, first, shape, steps, *_ = given
        return _Tensor(storage, first, shape, steps)
    if what == "collections OrderedDict" and given == ():
        return {}
    raise NotACheckpoint(f"It calls {what}.")
