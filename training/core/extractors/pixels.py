"""From a kept picture to the square of pixels that a network looks at; `frontend/src/media/` does the same, to the bit.

The filter is what Pillow calls bilinear: a triangle as wide as the pixels that become one.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE: Final = 224
_WHITE: Final = 255


def square(file: bytes, side: int = SIDE) -> NDArray[np.uint8]:
    """(side, side, 3): the square in the middle of a JPEG or PNG; what is transparent shows white."""
    with Image.open(BytesIO(file), formats=["JPEG", "PNG"]) as opened:
        picture = _on_white(opened)
    short = min(picture.size)
    left, top = ((length - short) // 2 for length in picture.size)
    middle = picture.crop((left, top, left + short, top + short))
    return np.asarray(middle.resize((side, side), Image.Resampling.BILINEAR))


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    pixels = np.asarray(picture.convert("RGBA"), dtype=np.uint32)
    colours, solid = pixels[:, :, :3], pixels[:, :, 3:]
    seen = (colours * solid + _WHITE * (_WHITE - solid) + _WHITE // 2) // _WHITE
    return Image.fromarray(seen.astype(np.uint8))
