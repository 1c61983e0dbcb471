"""A real site on a folder of its own; for browser tests and benchmarks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from mlforkids.embedded import free_port

BASE = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
MORE_ROOM = {"TEXTS_CEILING": "20000", "WATSON_ADDRESSES": "http://127.0.0.1:*"}
"""A test may let a class keep more examples than others do. The Watson of these tests is at this machine."""
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "S3_", "SECRET_KEY", "FIELD_KEY", "SITE_", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True)
class Site:
    """A running site. `manage` runs a command of `manage.py` against it and returns what it printed."""

    address: str
    folder: Path
    supervisor: subprocess.Popen[str]
    environment: dict[str, str]

    def manage(self, *command: str) -> str:
        return subprocess.run(
            [sys.executable, BASE / "manage.py", *command],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            cwd=BASE,
        ).stdout.strip()


def clean_environment(folder: Path, port: int) -> dict[str, str]:
    """This process's environment without what names the servers of the other tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return environment | {"SITE_FOLDER": str(folder), "PORT": str(port), "PYTHONUNBUFFERED": "1"}


def start_site(folder: Path, port: int, named_servers: Mapping[str, str] | None = None) -> Site:
    environment = clean_environment(folder, port) | dict(named_servers or {})
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "mlforkids.run"], env=environment, cwd=BASE, stdout=subprocess.PIPE, text=True
    )
    assert supervisor.stdout
    for line in supervisor.stdout:
        if line.startswith("The site is at "):
            return Site(line.split()[4].rstrip("/"), folder, supervisor, environment)
    raise AssertionError(f"The site did not start, exit status {supervisor.wait()}.")


def stop_site(site: Site) -> None:
    site.supervisor.send_signal(signal.SIGTERM)
    assert site.supervisor.wait(START_SECONDS) == 0


@contextmanager
def running_site() -> Iterator[Site]:
    """Removed again, data and all, when the block ends."""
    with TemporaryDirectory(prefix="mlforkids-site-") as name:
        folder = Path(name)
        # PostgreSQL does not run as root and must be able to enter.
        folder.chmod(0o755)
        site = start_site(folder, free_port(), MORE_ROOM)
        try:
            yield site
        finally:
            stop_site(site)
