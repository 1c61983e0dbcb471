"""Whatever picture a person has, it becomes one of ours; one of ours is left as it is."""

from __future__ import annotations

import json
from base64 import b64decode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storage.limits import UPLOAD_BYTES
from storage.problems import Code, Problem
from tests.training.media import material
from tests.training.media.material import corners, quarters, read, scene, written
from training.media import pictures
from training.media.near import NEAR_BITS, differing_bits
from training.media.pictures import canonical_picture


def made(upload: bytes) -> Image.Image:
    """What is kept, which must stay as it is when it comes again."""
    media = canonical_picture(upload)
    assert media.sha256 == sha256(media.file).hexdigest()
    assert canonical_picture(media.file) == media
    picture = read(media.file)
    assert media.type == f"image/{(picture.format or '').lower()}"
    assert max(picture.size) <= 512
    return picture


@pytest.mark.parametrize(
    "upload",
    [
        written(quarters(), "JPEG", quality=95),
        written(quarters(), "JPEG", progressive=True),
        written(quarters(mode="CMYK"), "JPEG"),
        written(quarters(800, 600), "PNG"),
        written(quarters(800, 600).quantize(8), "PNG"),
        written(quarters(800, 600, "RGBA"), "PNG"),
        written(quarters(), "WEBP", lossless=True),
        written(quarters(), "GIF"),
        written(quarters(), "GIF", save_all=True, append_images=[Image.new("RGB", (64, 48), "black")] * 3),
        written(quarters(), "WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48), "black")] * 3),
    ],
    ids=[
        "jpeg",
        "progressive",
        "cmyk",
        "png",
        "palette",
        "alpha",
        "webp",
        "gif",
        "moving-gif",
        "moving-webp",
    ],
)
def test_every_common_form_is_read(upload: bytes) -> None:
    media = canonical_picture(upload)
    assert corners(media.file) == [0, 1, 2, 3]
    made(upload)


def test_a_heic_of_a_phone_is_read_turned_upright_and_says_nothing_of_the_phone() -> None:
    media = canonical_picture(material.TURNED_HEIC)
    assert corners(media.file) == [2, 0, 3, 1]
    assert b"secret camera" in material.TURNED_HEIC
    assert b"secret" not in media.file


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [("L", 130, 130), ("1", 1, 255), ("LA", (10, 255), 10), ("I;16", 200 * 256 + 7, 200)],
)
def test_grey_pictures_stay_as_grey_as_they_are(mode: str, colour: Any, seen: int) -> None:
    picture = made(written(Image.new(mode, (20, 10), colour)))
    assert picture.convert("RGB").getpixel((5, 5)) == pytest.approx((seen,) * 3, abs=2)


def test_what_is_see_through_lies_on_white() -> None:
    half = Image.new("RGBA", (600, 10), (0, 0, 0, 128))
    assert made(written(half)).getpixel((5, 5)) == pytest.approx((127,) * 3, abs=2)
    hole = Image.new("P", (600, 10), 0)
    hole.putpalette([255, 0, 0, 0, 0, 255])
    assert made(written(hole, transparency=0)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((513, 512), (512, 511)),
        ((512, 512), (512, 512)),
        ((1, 1), (1, 1)),
        ((5000, 1), (512, 1)),
        ((1, 5000), (1, 512)),
        ((2500, 1250), (512, 256)),
        ((100, 700), (73, 512)),
    ],
)
@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_longest_side_is_512_and_small_pictures_stay_small(
    form: str, size: tuple[int, int], kept: tuple[int, int]
) -> None:
    upload = written(Image.new("RGB", size, "teal"), form, exif=Image.Exif())
    assert made(upload).size == pytest.approx(kept, abs=1)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_its_camera_was(form: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    media = canonical_picture(written(quarters(640, 480), form, exif=exif, lossless=True))
    expected = {
        1: [0, 1, 2, 3],
        2: [1, 0, 3, 2],
        3: [3, 2, 1, 0],
        4: [2, 3, 0, 1],
        5: [0, 2, 1, 3],
        6: [2, 0, 3, 1],
        7: [3, 1, 2, 0],
        8: [1, 3, 0, 2],
    }
    assert corners(media.file) == expected[orientation]
    assert read(media.file).size == ((512, 384) if orientation < 5 else (384, 512))


def test_a_broken_word_of_the_camera_does_not_break_the_picture() -> None:
    for exif in (b"Exif\0\0MM\0*\0\0\0\x08\xff\xff", b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff"):
        assert corners(canonical_picture(written(quarters(), "JPEG", exif=exif)).file) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "picture",
    [
        written(scene(512, 300), "JPEG", quality=80),
        written(scene(300, 512), "JPEG", progressive=True),
        written(scene(30, 50).convert("L"), "JPEG"),
        written(quarters(512, 512)),
        written(quarters(mode="RGBA")),
        written(scene(64, 48).quantize(200)),
        written(quarters(mode="L")),
        written(quarters(mode="LA")),
        written(scene(64, 48).quantize(200), transparency=1),
    ],
)
def test_a_canonical_picture_is_kept_byte_for_byte(picture: bytes) -> None:
    assert canonical_picture(picture).file == picture


def test_what_a_canonical_picture_may_not_have_makes_it_be_drawn_anew() -> None:
    jpeg, png = written(quarters(), "JPEG"), written(quarters())
    for other in (
        jpeg + b"<script>alert(1)</script>",
        jpeg.replace(b"\xff\xdb", b"\xff\xfe\0\x09comment\xff\xdb", 1),
        written(quarters(), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"),
        written(quarters(), "JPEG", icc_profile=bytes(200)),
        png + b"PK\x03\x04",
        written(quarters(), dpi=(72, 72)),
        written(quarters().convert("1")),
        written(quarters(513, 4)),
    ):
        media = canonical_picture(other)
        assert media.type == "image/jpeg"
        assert media.file != other
        assert not any(word in media.file for word in (b"script", b"comment", b"PK", b"Exif"))
        made(other)


VECTORS = json.loads((Path(__file__).parents[2] / "contract" / "picture-vectors.json").read_text())[
    "pictures"
]


@pytest.mark.parametrize("case", VECTORS["kept"] + VECTORS["stripped"], ids=lambda case: case["name"])
def test_what_the_browser_keeps_the_website_keeps_byte_for_byte(case: dict[str, str]) -> None:
    picture = b64decode(case.get("left", case["file"]))
    assert canonical_picture(picture).file == picture


@pytest.mark.parametrize(
    "case", VECTORS["stripped"] + VECTORS["other"] + VECTORS["refused"], ids=lambda case: case["name"]
)
def test_what_the_browser_does_not_keep_the_website_does_not_keep_as_it_is(case: dict[str, str]) -> None:
    picture = b64decode(case["file"])
    with suppress(Problem):
        assert canonical_picture(picture).file != picture


def test_pictures_that_look_nearly_the_same_have_nearly_the_same_number() -> None:
    picture = scene(640, 480)
    kept = canonical_picture(written(picture, "JPEG", quality=95)).near_hash
    assert kept is not None
    for other in (
        written(picture, "JPEG", quality=40),
        written(picture.resize((320, 240)), "PNG"),
        written(picture.crop((3, 2, 640, 480)), "WEBP"),
        written(picture.point(lambda light: min(255, light * 1.1)), "JPEG"),
    ):
        number = canonical_picture(other).near_hash
        assert number is not None
        assert differing_bits(kept, number) <= NEAR_BITS
    for seed in range(2, 40):
        number = canonical_picture(written(scene(640, 480, seed), "JPEG")).near_hash
        assert number is not None
        assert differing_bits(kept, number) > NEAR_BITS


@pytest.mark.parametrize(
    "upload", [b"", b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8\xff\xd9"]
)
def test_what_is_no_picture_is_invalid(upload: bytes) -> None:
    with pytest.raises(Problem) as caught:
        canonical_picture(upload)
    assert caught.value.code is Code.INVALID


def test_a_picture_of_too_many_bytes_or_dots_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "DOTS_MOST", {**pictures.DOTS_MOST, "PNG": 10_000})
    for upload in (bytes(UPLOAD_BYTES + 1), written(Image.new("RGB", (20_000, 1)))):
        with pytest.raises(Problem) as caught:
            canonical_picture(upload)
        assert caught.value.code is Code.TOO_LARGE
