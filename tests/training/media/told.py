"""Pictures that tell where, when, by whom and with what they were taken, in every way that their forms know."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from tests.training.media.hostile_parts import after_start, segment
from tests.training.media.material import TURNED_HEIC, quarters, scene, written

CAMERA, PLACE, PERSON, PROGRAM = b"SecretCamera", b"51.5007N", b"Ada Lovelace", b"SecretProgram"
SMALL = b"SecretSmallPicture"
SECRETS = (
    CAMERA,
    PLACE,
    PERSON,
    PROGRAM,
    SMALL,
    b"secret camera",
    b"Exif\0\0",
    b"http://ns.adobe.com",
    b"ICC_PROFILE",
)
TURNED = 6
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>" + PERSON + PLACE + b"</rdf></x:xmpmeta>"


def exif() -> bytes:
    """With a place and a small copy of the picture."""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = TURNED
    told[ExifTags.Base.Make] = CAMERA.decode()
    told[ExifTags.Base.Artist] = PERSON.decode()
    told.get_ifd(ExifTags.IFD.GPSInfo).update(
        {ExifTags.GPS.GPSLatitudeRef: "N", ExifTags.GPS.GPSAreaInformation: PLACE}
    )
    return bytes(told.tobytes()) + written(quarters(16, 12), "JPEG", comment=SMALL)


@cache
def told_pictures() -> dict[str, bytes]:
    """The quarters, lying on their side, and small enough to be kept as they are if they said nothing."""
    picture = quarters(320, 240)
    text = PngInfo()
    text.add_text("Author", PERSON.decode())
    text.add_text("Software", PROGRAM.decode(), zip=False)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    jpeg = written(picture, "JPEG", exif=exif(), xmp=XMP, comment=PERSON, icc_profile=PROGRAM * 40)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x10\x1c\x02\x50\0\x0c" + PERSON
    return {
        "jpeg": jpeg,
        "large jpeg": written(quarters(640, 480), "JPEG", exif=exif(), xmp=XMP),
        "png with text": written(picture.transpose(Image.Transpose.ROTATE_270), "PNG", pnginfo=text),
        "jpeg with more": after_start(jpeg, segment(0xED, iptc) + segment(0xE5, CAMERA)),
        "jpeg with a second picture": _of_two_pictures(),
        "jpeg with a film behind": jpeg + b"\0\0\0\x18ftypmp42" + PLACE,
        "png": written(picture, "PNG", exif=exif(), pnginfo=text, icc_profile=PROGRAM * 40),
        "webp": written(picture, "WEBP", exif=exif(), xmp=XMP, icc_profile=PROGRAM * 40, lossless=True),
        "small webp": written(scene(16, 16), "WEBP", exif=exif(), xmp=XMP),
        "gif": written(picture, "GIF", comment=PERSON),
        "heic": TURNED_HEIC,
    }


def _of_two_pictures() -> bytes:
    file = BytesIO()
    other = quarters(100, 80)
    quarters(320, 240).save(file, "MPO", save_all=True, append_images=[other], exif=exif())
    return file.getvalue()
