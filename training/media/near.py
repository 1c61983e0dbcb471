"""A number for every picture that hardly changes when the picture hardly does.

Of the picture's dots (8-bit RGB, or RGBA laid on white) in h rows and w columns:

1. A dot with alpha a becomes (c * a + 255 * (255 - a) + 127) // 255 in each colour c.
2. It is grey (299 R + 587 G + 114 B + 500) // 1000, a whole number of 0 to 255.
3. Rows and columns are brought to 8 by 9 cells with the triangle filter: along a side of n dots that become m cells,
   dot j counts in cell i with the weight max(0, 2 max(n, m) - |(2 j + 1) m - (2 i + 1) n|), a whole number.
4. A cell is the sum of grey times both weights, divided by the sum of the products of both weights. The sums are
   whole numbers below 2 ** 53, so every language has the same quotient.
5. Bit by bit, row by row from the top and from the left: 1 where a cell is darker than the one to its right.

The first bit is the highest of the 64; the number is signed as in PostgreSQL's bigint. Two pictures are nearly the same
when at most `NEAR_BITS` bits differ. The browser can say the same number of the same dots; decoders of JPEG differ a
little, which moves a bit now and then. `tests/contract/near-vectors.json` has examples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

ROWS, COLUMNS = 8, 9
NEAR_BITS = 4
GREY = np.array([299.0, 587.0, 114.0])


def near_hash(dots: NDArray[np.uint8]) -> int:
    """Of h x w x 3 (RGB) or h x w x 4 (RGBA) dots, at most 512 on a side."""
    grey = _grey(dots)
    down, across = _weights(grey.shape[0], ROWS), _weights(grey.shape[1], COLUMNS)
    # All these are whole numbers that a float64 holds exactly, so their order of addition makes no difference.
    cells = (down @ grey @ across.T) / np.outer(down.sum(axis=1), across.sum(axis=1))
    bits = np.packbits(cells[:, :-1] < cells[:, 1:])
    return int.from_bytes(bits.tobytes(), signed=True)


def differing_bits(one: int, other: int) -> int:
    return ((one ^ other) & 0xFFFF_FFFF_FFFF_FFFF).bit_count()


def _grey(dots: NDArray[np.uint8]) -> NDArray[np.float64]:
    colours = dots[..., :3].astype(np.float64)
    if dots.shape[2] == 4:
        alpha = dots[..., 3:].astype(np.float64)
        colours = np.floor((colours * alpha + 255 * (255 - alpha) + 127) / 255)
    grey: NDArray[np.float64] = np.floor((colours @ GREY + 500) / 1000)
    return grey


def _weights(dots: int, cells: int) -> NDArray[np.float64]:
    """cells x dots."""
    of_dots, of_cells = (2 * np.arange(dots) + 1) * cells, (2 * np.arange(cells) + 1) * dots
    weights = 2 * max(dots, cells) - np.abs(of_dots[np.newaxis] - of_cells[:, np.newaxis])
    none_below_zero: NDArray[np.float64] = np.maximum(0.0, weights)
    return none_below_zero
