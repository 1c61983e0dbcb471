"""The process that `heic.py` starts: a HEIC on its standard input becomes a PNG on its standard output.

It shuts itself in before it reads anything, and imports nothing of ours. Its arguments: how long the longest side may
be afterwards, how many dots there may be before, how many bytes of memory and seconds of work it may take.
"""

from __future__ import annotations

import resource
import sys
from io import BytesIO

import pillow_heif
from PIL import Image

TOO_MANY_DOTS = 3


def main(side: int, dots: int, memory: int, seconds: int) -> int:
    pillow_heif.register_heif_opener(decode_threads=1)
    Image.preinit()
    _shut_in(memory, seconds)
    with Image.open(BytesIO(sys.stdin.buffer.read()), formats=["HEIF"]) as picture:
        if picture.width * picture.height > dots:
            return TOO_MANY_DOTS
        picture.thumbnail((side, side))
        picture.save(sys.stdout.buffer, "PNG", compress_level=1)
    return 0


def _shut_in(memory: int, seconds: int) -> None:
    """From here on it can open no file and no connection, whatever a hostile picture makes of its decoder."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
