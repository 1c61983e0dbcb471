"""From any picture that a person gives to the canonical one.

Canonical: a JPEG or PNG as `jpeg.py` and `png.py` say, of at most `MEDIA_BYTES`, 1 to 512 dots on each side, that
decodes whole. It is kept byte for byte. Everything else is decoded once, turned upright, laid on white, made smaller
until its longest side has 512 dots, and written anew as a JPEG; of an animation the first picture is kept. Colours are
taken as sRGB.

What decoding may cost is known before it begins: the format and the number of dots bound the memory to 64 MB, and a
process draws one picture at a time. A HEIC becomes a PNG in a process of its own before.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

import numpy as np
from django.utils.translation import gettext as _
from PIL import Image

from storage.limits import MEDIA_BYTES, PICTURE_SIDE, UPLOAD_BYTES
from storage.problems import Code, Problem
from training.media.canonical import CanonicalMedia, MediaType
from training.media.heic import TooManyDots, is_heic, png_of_heic
from training.media.jpeg import canonical_jpeg_size, has_too_many_scans
from training.media.near import near_hash
from training.media.png import canonical_png_size

DOTS_MOST = {"JPEG": 64_000_000, "PNG": 13_000_000, "GIF": 13_000_000, "WEBP": 3_700_000}
"""A decoder of WebP needs 16 bytes a dot; a JPEG that comes row by row is made smaller while it is read."""
PROGRESSIVE_DOTS_MOST = 10_000_000
BAND = 250_000
QUALITY = 90
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_one_at_a_time = Lock()


def canonical_picture(upload: bytes) -> CanonicalMedia:
    """Raises `invalid` for what is no picture or not a whole one, and `too_large`."""
    if len(upload) > UPLOAD_BYTES:
        raise Problem(Code.TOO_LARGE, _("This picture is too big. Please use a smaller one."))
    with _refusing_what_cannot_be_read():
        media_type = _canonical_type(upload)
        if media_type:
            return CanonicalMedia.of(media_type, upload, _near_hash(upload))
        file = _made_canonical(upload)
        return CanonicalMedia.of("image/jpeg", file, _near_hash(file))


@contextmanager
def _refusing_what_cannot_be_read() -> Iterator[None]:
    try:
        yield
    except Problem:
        raise
    except (Image.DecompressionBombError, TooManyDots) as error:
        raise _too_many_dots() from error
    except Exception as error:  # decoders answer a hostile file with errors of every kind
        raise Problem(Code.INVALID, _("We cannot read this picture. Please try another one.")) from error


def _canonical_type(upload: bytes) -> MediaType | None:
    if len(upload) > MEDIA_BYTES:
        return None
    if canonical_png_size(upload, PICTURE_SIDE):
        return "image/png"
    size = canonical_jpeg_size(upload)
    return "image/jpeg" if size and min(size) >= 1 and max(size) <= PICTURE_SIDE else None


def _made_canonical(upload: bytes) -> bytes:
    if has_too_many_scans(upload):
        raise Problem(Code.INVALID, _("We cannot read this picture. Please try another one."))
    with _one_at_a_time, Image.open(_readable(upload), formats=list(DOTS_MOST)) as picture:
        dots = picture.width * picture.height
        progressive = "progressive" in picture.info
        if dots > (PROGRESSIVE_DOTS_MOST if progressive else DOTS_MOST[_format(picture)]):
            raise _too_many_dots()
        return _drawn_anew(picture)


def _readable(upload: bytes) -> BytesIO:
    return BytesIO(png_of_heic(upload) if is_heic(upload) else upload)


def _format(picture: Image.Image) -> str:
    # A phone's JPEG with a second picture behind the first is opened under a name of its own.
    return "JPEG" if picture.format == "MPO" else str(picture.format)


def _drawn_anew(picture: Image.Image) -> bytes:
    turn = UPRIGHT.get(_orientation(picture))
    longest = max(picture.size)
    picture.draft(
        "RGB", (-(-picture.width * PICTURE_SIDE // longest), -(-picture.height * PICTURE_SIDE // longest))
    )
    picture.load()
    small = _small_on_white(picture)
    small.thumbnail((PICTURE_SIDE, PICTURE_SIDE), Image.Resampling.LANCZOS)
    if turn is not None:
        small = small.transpose(turn)
    file = BytesIO()
    small.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # what a camera wrote beside the picture may be broken without the picture being so
        return 1


def _small_on_white(picture: Image.Image) -> Image.Image:
    """RGB, at least twice as long as it needs to be when the picture is; band by band, for the memory."""
    by = max(1, max(picture.size) // (2 * PICTURE_SIDE))
    small = Image.new("RGB", (-(-picture.width // by), -(-picture.height // by)))
    band = by * max(1, BAND // (picture.width * by))
    for top in range(0, picture.height, band):
        part = picture.crop((0, top, picture.width, min(top + band, picture.height)))
        small.paste(_on_white(part).reduce(by), (0, top // by))
    return small


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGB", seen.size, "white")
    white.paste(seen, mask=seen.getchannel("A"))
    return white


def _near_hash(file: bytes) -> int:
    """Of a canonical picture, all of which it decodes."""
    with Image.open(BytesIO(file), formats=["JPEG", "PNG"]) as picture:
        return near_hash(np.asarray(picture.convert("RGBA" if picture.has_transparency_data else "RGB")))


def _too_many_dots() -> Problem:
    return Problem(Code.TOO_LARGE, _("This picture has too many dots. Please use a smaller one."))
