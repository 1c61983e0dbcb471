"""A real MariaDB, started for as long as a test needs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pymysql
import pytest

from mlforkids.embedded.server import Server

SERVER = Path("/usr/sbin/mariadbd")
FIRST = """CREATE DATABASE IF NOT EXISTS original CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS app@127.0.0.1;
GRANT ALL ON *.* TO app@127.0.0.1;
"""


@dataclass
class MariaDb(Server):
    """Nothing but 127.0.0.1, and an account `app` without a password that may do everything."""

    def start(self) -> None:
        installer = shutil.which("mariadb-install-db")
        if not SERVER.exists() or installer is None:
            pytest.fail("MariaDB's server is not installed: tests/get_mariadb.sh installs it, or says how.")
        data = self.folder / "data"
        as_root = ["--user=root"] if os.geteuid() == 0 else []
        if not data.exists():
            options = [f"--datadir={data}", "--auth-root-authentication-method=normal", "--skip-test-db"]
            with self.log.open("ab") as log:
                command = [installer, "--no-defaults", *options, *as_root]
                subprocess.run(command, check=True, stdout=log, stderr=log)
        first = self.folder / "first.sql"
        first.write_text(FIRST)
        self.spawn(
            [
                *(SERVER, "--no-defaults", f"--datadir={data}", f"--socket={self.folder / 'socket'}"),
                *("--bind-address=127.0.0.1", f"--port={self.port}", "--skip-log-bin", "--skip-name-resolve"),
                *("--innodb-flush-log-at-trx-commit=0", f"--init-file={first}", *as_root),
            ]
        )

    def is_ready(self) -> bool:
        try:
            pymysql.connect(host="127.0.0.1", port=self.port, user="app", database="original").close()
        except pymysql.MySQLError:
            return False
        return True

    @property
    def address(self) -> str:
        return f"mysql://app@127.0.0.1:{self.port}/original"
