"""However large a file may be, making it canonical takes little memory."""

from __future__ import annotations

import io
import wave

import pytest
from PIL import Image

from storage.limits import UPLOAD_BYTES
from tests.memory import most_memory
from tests.training.media.material import scene, tone, wav, written
from training.media.pictures import DOTS_MOST, PROGRESSIVE_DOTS_MOST, canonical_picture
from training.media.sounds import canonical_sound

MEMORY = 64_000_000


def as_large_as(dots: int, wide: int = 4000) -> Image.Image:
    return Image.new("RGB", (wide, dots // wide), "teal")


@pytest.fixture(scope="module", autouse=True)
def decoders_are_loaded() -> None:
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        canonical_picture(written(scene(600, 600), form))


@pytest.mark.parametrize(
    "upload",
    [
        lambda: written(as_large_as(DOTS_MOST["PNG"]), "PNG"),
        lambda: written(as_large_as(DOTS_MOST["PNG"]).convert("RGBA"), "PNG"),
        lambda: written(as_large_as(DOTS_MOST["PNG"]).quantize(16, dither=Image.Dither.NONE), "GIF"),
        lambda: written(as_large_as(DOTS_MOST["WEBP"], 2000), "WEBP", method=0),
        lambda: written(as_large_as(DOTS_MOST["JPEG"], 8000), "JPEG", quality=30),
        lambda: written(as_large_as(DOTS_MOST["JPEG"], 60_000), "JPEG", quality=30),
        lambda: written(
            as_large_as(PROGRESSIVE_DOTS_MOST), "JPEG", progressive=True, subsampling=0, quality=40
        ),
    ],
    ids=["png", "alpha", "gif", "webp", "jpeg", "long-jpeg", "progressive"],
)
def test_the_largest_pictures_take_little_memory(upload) -> None:  # type: ignore[no-untyped-def]
    file = upload()
    assert len(file) <= UPLOAD_BYTES
    with most_memory() as most:
        canonical_picture(file)
    assert most() < MEMORY


def test_the_longest_sounds_take_little_memory() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(UPLOAD_BYTES - 44))
    for upload in (file.getvalue(), wav(tone(rate=8000, seconds=600), 8000)):
        with most_memory() as most:
            canonical_sound(upload)
        assert most() < MEMORY
