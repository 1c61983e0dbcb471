"""HEIC is decoded by a process of its own, which is given the picture and nothing else."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest

from storage.problems import Code, Problem
from tests.training.media.material import TURNED_HEIC, quarters, read
from training.media import heic
from training.media.pictures import canonical_picture

INTRUDER = """
import os, runpy, socket, sys
program = runpy.run_path(sys.argv[1])

def intrude(file, **_how):
    print("decoding", dict(os.environ), file.read())
    for way in (lambda: open(sys.argv[1]), socket.socket, os.pipe):
        try:
            way()
        except OSError as error:
            print(error.strerror)
    raise SystemExit

program["Image"].open = intrude
program["main"](*map(int, sys.argv[2:]))
"""


@pytest.mark.parametrize(("what", "code"), [("DOTS_MOST", Code.TOO_LARGE), ("SECONDS_MOST", Code.INVALID)])
def test_one_that_costs_too_much_is_refused(what: str, code: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heic, what, 0)
    with pytest.raises(Problem) as caught:
        canonical_picture(TURNED_HEIC)
    assert caught.value.code is code


def test_of_a_burst_of_large_pictures_the_first_is_read() -> None:
    burst = pillow_heif.from_pillow(quarters(1200, 900))
    burst.add_from_pillow(quarters(60, 40))
    file = BytesIO()
    burst.save(file)
    assert read(canonical_picture(file.getvalue()).file).size == (512, 384)


def test_while_it_decodes_its_process_can_open_no_file_and_no_connection() -> None:
    program = Path(heic.__file__).with_name("heic_process.py")
    limits = map(str, (heic.SIDE, heic.DOTS_MOST, heic.MEMORY_MOST, heic.SECONDS_MOST))
    done = subprocess.run(
        [sys.executable, "-I", "-c", INTRUDER, str(program), *limits],
        input=b"picture",
        capture_output=True,
        env={},
        check=True,
    )
    first, *refused = done.stdout.decode().splitlines()
    assert first.endswith("b'picture'")
    assert refused == ["Too many open files"] * 3
