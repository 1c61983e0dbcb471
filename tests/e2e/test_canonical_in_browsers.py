"""Every engine makes pictures and sounds into files that the website keeps byte for byte, with nothing else in them."""

from __future__ import annotations

import random
from base64 import b64decode, b64encode
from io import BytesIO
from typing import Any
from zlib import crc32

import numpy as np
import pytest
from PIL import Image

from tests.contract.values import MEDIA
from tests.e2e.bundle import address_of
from tests.e2e.engines import Tab
from training.media.near import NEAR_BITS
from training.media.pictures import canonical_picture
from training.media.sounds import canonical_sound
from training.media.wav import read_wav

RED, GREEN, BLUE = (220, 30, 30), (30, 160, 60), (30, 30, 220)
ORIENTATION, CAMERA, PLACE = 0x0112, 0x010F, 0x8825


@pytest.fixture(scope="module")
def engine(tab: Tab, bundle_port: int) -> Tab:
    tab.open(address_of(bundle_port, "canonical"))
    return tab


def scene(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right, green at the bottom, and a little noise, as of a camera."""
    chance = random.Random(3)
    dots = np.zeros((height, width, 3), np.int16)
    dots[:, : width // 2], dots[:, width // 2 :] = RED, BLUE
    dots[-height // 4 :] = GREEN
    noise = np.frombuffer(chance.randbytes(dots.size), np.uint8).reshape(dots.shape) // 16
    return Image.fromarray(np.clip(dots + noise, 0, 255).astype(np.uint8))


def saved(image: Image.Image, form: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def made(engine: Tab, what: str, file: bytes) -> Any:
    told = engine.run(f"file => canonical.{what}(file)", b64encode(file).decode())
    return told if isinstance(told, str) else {**told, "file": b64decode(told["file"])}


def kept_picture(engine: Tab, file: bytes) -> tuple[Image.Image, dict[str, Any]]:
    """As the browser makes it; the website takes it as it is and finds it as alike."""
    told = made(engine, "picture", file)
    there = canonical_picture(told["file"])
    assert (there.file, there.type) == (told["file"], told["type"])
    assert there.near_hash is not None
    near = there.near_hash & 0xFFFF_FFFF_FFFF_FFFF
    assert (near ^ int(told["nearHash"], 16)).bit_count() <= NEAR_BITS
    return Image.open(BytesIO(told["file"])).convert("RGBA"), told


def is_near(found: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(found[:3], colour, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_becomes_a_small_jpeg(form: str, engine: Tab) -> None:
    shown, told = kept_picture(engine, saved(scene(1300, 900), form))
    assert (told["type"], shown.size) == ("image/jpeg", (512, 354))
    assert is_near(shown.getpixel((50, 50)), RED)
    assert is_near(shown.getpixel((460, 50)), BLUE)
    assert is_near(shown.getpixel((256, 340)), GREEN)


def test_a_picture_of_a_phone_is_turned_upright_and_says_nothing_of_its_place(engine: Tab) -> None:
    about = Image.Exif()
    about[ORIENTATION], about[CAMERA] = 6, "Phone of Mira"
    about.get_ifd(PLACE)[2] = (52.5, 0.0, 0.0)
    shown, told = kept_picture(engine, saved(scene(800, 400), "JPEG", exif=about.tobytes()))
    assert shown.size == (256, 512)
    assert is_near(shown.getpixel((200, 100)), RED)
    assert is_near(shown.getpixel((200, 400)), BLUE)
    assert is_near(shown.getpixel((20, 256)), GREEN)
    assert b"Mira" not in told["file"]
    assert b"Exif" not in told["file"]


def test_a_drawing_stays_sharp_and_transparent(engine: Tab) -> None:
    drawing = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    drawing.paste((*BLUE, 255), (100, 50, 200, 150))
    shown, told = kept_picture(engine, saved(drawing, "PNG", dpi=(72, 72)))
    assert (told["type"], shown.size) == ("image/png", (300, 200))
    assert shown.getpixel((150, 100)) == (*BLUE, 255)
    assert shown.getpixel((10, 10))[3] == 0  # type: ignore[index]


def test_the_first_picture_of_an_animation(engine: Tab) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (GREEN, RED)]
    shown, told = kept_picture(engine, saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert told["type"] == "image/png"
    assert is_near(shown.getpixel((30, 20)), GREEN)


@pytest.mark.parametrize("name", ["red.jpg", "blue.jpg", "red.png", "blue.png"])
def test_what_can_be_kept_already_stays_as_it_is(name: str, engine: Tab) -> None:
    file = b64decode(MEDIA[name]["base64"])
    _, told = kept_picture(engine, file)
    assert (told["file"], told["type"]) == (file, MEDIA[name]["type"])


@pytest.mark.parametrize("file", [b"", b"GIF89a", b"<svg onload='alert(1)'/>", b"\xff\xd8\xff\xd9"])
def test_what_is_no_picture_is_refused(file: bytes, engine: Tab) -> None:
    assert made(engine, "picture", file) == "invalid"


def behind_the_rows(png: bytes, more: bytes) -> bytes:
    """Of a PNG whose rows are in one chunk."""
    at = png.index(b"IDAT")
    length = int.from_bytes(png[at - 4 : at])
    rows = b"IDAT" + png[at + 4 : at + 4 + length] + more
    chunk = (length + len(more)).to_bytes(4) + rows + crc32(rows).to_bytes(4)
    return png[: at - 4] + chunk + png[at + 8 + length :]


def test_bytes_behind_the_rows_of_a_png_are_not_kept(engine: Tab) -> None:
    file = behind_the_rows(b64decode(MEDIA["red.png"]["base64"]), b"PK")
    assert engine.run("file => canonical.isKept(file)", b64encode(file).decode()) is False


def tone(rate: int, seconds: float, channels: int) -> bytes:
    """Silence with half a second of 440 Hz in its middle."""
    at = np.arange(int(rate * seconds)) / rate
    heard = np.where(np.abs(at - seconds / 2) < 0.25, np.sin(2 * np.pi * 440 * at), 0)
    samples = np.repeat((heard * 20_000).astype("<i2")[:, np.newaxis], channels, axis=1).tobytes()
    head = b"WAVEfmt \x10\0\0\0\1\0" + channels.to_bytes(2, "little") + rate.to_bytes(4, "little")
    head += (rate * channels * 2).to_bytes(4, "little") + (channels * 2).to_bytes(2, "little") + b"\x10\0"
    body = head + b"data" + len(samples).to_bytes(4, "little") + samples
    return b"RIFF" + len(body).to_bytes(4, "little") + body


@pytest.mark.parametrize(
    ("rate", "seconds", "channels"), [(44_100, 3.0, 2), (48_000, 0.7, 1), (8_000, 1.0, 1)]
)
def test_a_sound_becomes_its_loudest_second(rate: int, seconds: float, channels: int, engine: Tab) -> None:
    told = made(engine, "sound", tone(rate, seconds, channels))
    there = canonical_sound(told["file"])
    assert (there.file, there.type) == (told["file"], "audio/wav")
    samples = read_wav(told["file"]).samples[:, 0].astype(np.float64)
    loud = np.abs(np.fft.rfft(samples))
    assert abs(int(loud.argmax()) - 440) <= 1
    assert 19_000 < np.abs(samples).max() < 21_500
    assert (np.abs(samples) > 1000).mean() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("name", ["low.wav", "high.wav"])
def test_a_clip_stays_as_it_is(name: str, engine: Tab) -> None:
    file = b64decode(MEDIA[name]["base64"])
    assert made(engine, "sound", file)["file"] == file


@pytest.mark.parametrize("file", [b"", b"RIFF\0\0\0\0WAVE", b"no sound at all"])
def test_what_is_no_sound_is_refused(file: bytes, engine: Tab) -> None:
    assert made(engine, "sound", file) == "invalid"
