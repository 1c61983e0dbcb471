"""The number by which near-identical pictures are found is the same in both languages."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from training.media.near import differing_bits, near_hash

CASES = json.loads((Path(__file__).parents[2] / "contract" / "near-vectors.json").read_text())["cases"]


def dots(width: int, height: int, weights: dict[str, int], colours: int) -> NDArray[np.uint8]:
    down, across, colour = np.ogrid[:height, :width, :colours]
    value = (
        weights["x"] * across
        + weights["y"] * down
        + weights["colour"] * colour
        + weights["product"] * across * down
        + weights["square"] * across * across
    )
    picture: NDArray[np.uint8] = (value // weights["divisor"] % 256).astype(np.uint8)
    return picture


def plainly(picture: NDArray[np.uint8]) -> int:
    """The five steps of `near.py`, one whole number after the other."""
    height, width, _ = picture.shape
    grey = [[_grey([int(part) for part in dot]) for dot in row] for row in picture]
    cells = [
        [
            sum(
                _weight(row, y, height, 8) * _weight(column, x, width, 9) * grey[y][x]
                for y in range(height)
                for x in range(width)
            )
            / sum(
                _weight(row, y, height, 8) * _weight(column, x, width, 9)
                for y in range(height)
                for x in range(width)
            )
            for column in range(9)
        ]
        for row in range(8)
    ]
    number = 0
    for line in cells:
        for left, right in pairwise(line):
            number = 2 * number + (left < right)
    return number - (1 << 64) if number >> 63 else number


def _grey(dot: list[int]) -> int:
    alpha = dot[3] if len(dot) == 4 else 255
    red, green, blue = ((colour * alpha + 255 * (255 - alpha) + 127) // 255 for colour in dot[:3])
    return (299 * red + 587 * green + 114 * blue + 500) // 1000


def _weight(cell: int, dot: int, dots: int, cells: int) -> int:
    return max(0, 2 * max(dots, cells) - abs((2 * dot + 1) * cells - (2 * cell + 1) * dots))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_number_of_a_picture_is_the_agreed_one(case: dict[str, object]) -> None:
    picture = dots(case["width"], case["height"], case["dots"], case["colours"])  # type: ignore[arg-type]
    assert str(near_hash(picture)) == case["hash"]
    if picture.size < 8000:
        assert plainly(picture) == near_hash(picture)


def test_bits_are_counted_with_the_sign() -> None:
    assert differing_bits(-1, 0) == 64
    assert differing_bits(-1, -1) == 0
    assert differing_bits(1 << 62, -(1 << 63)) == 2
