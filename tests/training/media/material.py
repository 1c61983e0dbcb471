"""Pictures and sounds to try things on, all made by code but one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.media.wav import written_wav

TURNED_HEIC = (Path(__file__).parents[2] / "data" / "turned.heic").read_bytes()
"""The quarters of 64 x 48, which a phone held upright has turned a quarter, with a word of its camera."""
QUARTERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0))
"""Red and green above blue and yellow."""


def quarters(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    dots = np.zeros((height, width, 3), np.uint8)
    for place, colour in enumerate(QUARTERS):
        down, across = divmod(place, 2)
        dots[
            down * height // 2 : (down + 1) * height // 2, across * width // 2 : (across + 1) * width // 2
        ] = colour
    return Image.fromarray(dots).convert(mode)


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8))


def scene(width: int, height: int, seed: int = 1) -> Image.Image:
    """Soft blots, which have about as much in them as a photo."""
    return noise(8, 6, seed).resize((width, height), Image.Resampling.BICUBIC)


def written(picture: Image.Image, form: str = "PNG", **how: Any) -> bytes:
    file = BytesIO()
    picture.save(file, form, **how)
    return file.getvalue()


def read(file: bytes) -> Image.Image:
    with Image.open(BytesIO(file)) as picture:
        picture.load()
        return picture


def corners(file: bytes) -> list[int]:
    """Which of the quarters' colours are seen, from the top left to the bottom right."""
    picture = np.asarray(read(file).convert("RGB")).astype(int)
    height, width = picture.shape[:2]
    seen = [picture[down * height // 4, across * width // 4] for down in (1, 3) for across in (1, 3)]
    distances = [[int(np.abs(dot - np.array(colour)).sum()) for colour in QUARTERS] for dot in seen]
    assert all(min(row) < 60 for row in distances)
    return [row.index(min(row)) for row in distances]


def tone(
    hertz: float = 440, rate: int = 16_000, seconds: float = 1, loudness: float = 0.5
) -> NDArray[np.int16]:
    times = np.arange(round(rate * seconds)) / rate
    return np.rint(32767 * loudness * np.sin(2 * np.pi * hertz * times)).astype(np.int16)


def wav(samples: NDArray[np.int16], rate: int = 16_000) -> bytes:
    return written_wav(rate, samples)


def loudest_hertz(file: bytes) -> int:
    """Of a canonical sound."""
    return int(np.abs(np.fft.rfft(np.frombuffer(file, "<i2", offset=44))).argmax())
