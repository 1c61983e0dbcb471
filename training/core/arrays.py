"""Arrays inside a model file: base64 of little-endian numbers."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

import numpy as np
from numpy.typing import NDArray

from training.core.features import BUCKETS
from training.core.shape_parts import demand
from training.core.softmax import Columns, Floats

LONGEST_ROW = 4_096
"""Numbers that an extractor makes of an example, at most."""

_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")


def write_columns(columns: Columns) -> str:
    return b64encode(columns.astype("<u2").tobytes()).decode()


def write_floats(values: NDArray[np.floating]) -> str:
    return b64encode(values.astype("<f4").tobytes()).decode()


def read_columns(text: str) -> Columns:
    """Problem: `invalid` unless they are ascending and below the number of buckets."""
    demand(len(text) <= _encoded(2 * BUCKETS), "it has too many columns")
    data = _decode(text)
    demand(len(data) % 2 == 0, "its columns are cut off")
    columns = np.frombuffer(data, dtype="<u2").astype(np.intp)
    demand(bool(np.all(np.diff(columns) > 0)), "its columns are not in order")
    demand(not len(columns) or bool(columns[-1] < BUCKETS), "it has an unknown column")
    return columns


def read_floats(text: str, count: int) -> Floats:
    """Problem: `invalid` unless there are `count` finite numbers."""
    demand(len(text) == _encoded(4 * count), "an array has the wrong size")
    data = _decode(text)
    demand(len(data) == 4 * count, "an array has the wrong size")
    values = np.frombuffer(data, dtype="<f4").astype(np.float64)
    demand(bool(np.all(np.isfinite(values))), "it has a number that is not finite")
    return values


def read_table(text: str, rows: int) -> Floats:
    """(rows, columns). Problem: `invalid` unless it has at least one column and not more than `LONGEST_ROW`."""
    most = _encoded(4 * rows * LONGEST_ROW)
    demand(0 < len(text) <= most, "an array has the wrong size")
    count = len(_decode(text)) // 4
    demand(count > 0 and count % rows == 0, "an array has the wrong size")
    return read_floats(text, count).reshape(rows, count // rows)


def _encoded(bytes: int) -> int:
    return -(-bytes // 3) * 4


def _decode(text: str) -> bytes:
    demand(len(text) % 4 == 0 and _BASE64.fullmatch(text) is not None, "an array is not base64")
    return b64decode(text)
