"""HEIC, the form of iPhones' pictures, by way of PNG.

It is decoded in a process of its own, with limits of its own: such a file can say that it is smaller than it is, and
its decoder is large and has been broken into before. That process is given nothing but the picture: no environment, and
from its first byte on no file and no connection. What happens to it happens to nothing else.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
SIDE: Final = 1024
"""Twice as long as a picture is kept, so that it is made smaller once more as every other is."""
DOTS_MOST: Final = 13_000_000
MEMORY_MOST: Final = 512_000_000
"""Addresses, not bytes in use: 12 million dots take 90 MB."""
SECONDS_MOST: Final = 10
TOO_MANY_DOTS: Final = 3
"""As `heic_process.py` ends, which is not imported, so that its decoder is in no other process."""


class NotHeic(ValueError):
    pass


class TooManyDots(ValueError):
    pass


def is_heic(file: bytes) -> bool:
    return file[4:8] == b"ftyp" and file[8:12] in BRANDS


def png_of_heic(file: bytes) -> bytes:
    """Turned upright, at most `SIDE` dots on a side. Raises NotHeic and TooManyDots."""
    program = Path(__file__).with_name("heic_process.py")
    limits = (SIDE, DOTS_MOST, MEMORY_MOST, SECONDS_MOST)
    command = [sys.executable, "-I", str(program), *map(str, limits)]
    try:
        done = subprocess.run(
            command,
            input=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=SECONDS_MOST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotHeic("takes too long") from error
    if done.returncode == TOO_MANY_DOTS:
        raise TooManyDots
    if done.returncode:
        raise NotHeic("cannot be decoded")
    return done.stdout
