"""Pictures and sounds made by code."""

from __future__ import annotations

import random
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

RATE = 16_000
THINGS = ("round", "square", "striped", "pointed")
NOISES = ("whistle", "claps", "hum", "beep", "hiss")


def picture(thing: str, chance: random.Random) -> Image.Image:
    """A thing of any colour, size and place on a ground of any colour, never twice the same."""
    size = (chance.randint(120, 300), chance.randint(120, 300))
    drawn = Image.new("RGB", size, _colour(chance, bright=True))
    draw = ImageDraw.Draw(drawn)
    half = chance.uniform(0.2, 0.4) * min(size)
    x, y = (chance.uniform(half, side - half) for side in size)
    box, colour = (x - half, y - half, x + half, y + half), _colour(chance, bright=False)
    match thing:
        case "round":
            draw.ellipse(box, fill=colour)
        case "square":
            draw.rectangle(box, fill=colour)
        case "striped":
            for i in range(-4, 5, 2):
                draw.rectangle((box[0], y + i * half / 5, box[2], y + (i + 1) * half / 5), fill=colour)
        case _:
            draw.polygon([(x, y - half), (x - half, y + half), (x + half, y + half)], fill=colour)
    return drawn


def file_of(drawn: Image.Image, format: str = "JPEG") -> bytes:
    out = BytesIO()
    drawn.save(out, format, quality=90)
    return out.getvalue()


def sound(noise: str, chance: random.Random) -> NDArray[np.int16]:
    """A second with a noise of any pitch, loudness and place, and a little hiss."""
    grain = np.random.default_rng(chance.getrandbits(32))
    time = np.arange(RATE) / RATE
    start, pitch = chance.uniform(0.1, 0.4), chance.uniform(0.8, 1.6)
    made = _noise(noise, time, start, pitch, grain)
    loud = chance.uniform(0.1, 0.8) * made / np.abs(made).max()
    return np.asarray((loud + 0.003 * grain.standard_normal(RATE)).clip(-1, 1) * 32767, dtype=np.int16)


def _noise(
    noise: str, time: NDArray[np.floating], start: float, pitch: float, grain: np.random.Generator
) -> NDArray[np.floating]:
    after = time - start
    fading = np.where(after > 0, np.exp(-after / 0.3), 0)
    hiss = grain.standard_normal(RATE)
    match noise:
        case "whistle":
            return np.asarray(np.sin(2 * np.pi * pitch * (1000 * time + 400 * time**2)) * fading)
        case "claps":
            beats = [np.where(after > 0.2 * i, np.exp(-(after - 0.2 * i) / 0.015), 0) for i in range(3)]
            return np.asarray(hiss * sum(beats))
        case "hum":
            return np.asarray(
                sum(np.sin(2 * np.pi * 140 * pitch * i * time) / i for i in range(1, 10)) * fading
            )
        case "beep":
            return np.asarray(np.sin(2 * np.pi * 900 * pitch * time) * ((after > 0) & (after < 0.3)))
        case _:
            return np.asarray(np.diff(hiss, prepend=0) * fading)


def _colour(chance: random.Random, *, bright: bool) -> tuple[int, ...]:
    low, high = (150, 255) if bright else (0, 120)
    return tuple(chance.randint(low, high) for _ in range(3))
