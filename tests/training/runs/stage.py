"""A database and a broker of these tests' own, which may be killed, and real workers and a real sweeper on them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import redis
from celery import current_app
from django.core.management import call_command
from django.db import connection
from environ import Env
from kombu import pools

from mlforkids.embedded import Postgres, Valkey, die_with_parent

BASE = Path(__file__).resolve().parents[3]
WORKER = ("-m", "celery", "-A", "mlforkids", "worker", "--pool", "prefork", "--concurrency", "2")
QUIETLY = ("--without-mingle", "--without-gossip", "--loglevel", "WARNING")


class Stage:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres = Postgres(folder / "postgres", durable=False)
        self.valkey = Valkey(folder / "valkey")
        for server in (self.postgres, self.valkey):
            server.start()
            server.wait()
        self.environment = {
            **os.environ,
            **self.postgres.environment,
            **self.valkey.environment,
            "DATABASE_KEPT_OPEN": "60",
            "DJANGO_SETTINGS_MODULE": "mlforkids.test_settings",
        }
        self.worker: subprocess.Popen[bytes] | None = None
        self.sweeper: subprocess.Popen[bytes] | None = None

    def start_worker(self) -> None:
        """Returns when it listens, which on a busy machine takes longer than any training."""
        self.worker = self._run("worker", *WORKER, *QUIETLY)
        with redis.Redis.from_url(self.valkey.environment["REDIS_URL"]) as client:
            while not any(other["cmd"] == "brpop" for other in client.client_list()):
                assert self.worker.poll() is None, self.log_of("worker")
                time.sleep(0.05)

    def kill_worker(self) -> None:
        """`kill -9` of the whole process group: what a machine that goes away looks like."""
        _kill(self.worker)

    def start_sweeper(self) -> None:
        self.sweeper = self._run("sweeper", "manage.py", "sweep")

    def flush_broker(self) -> None:
        with redis.Redis.from_url(self.valkey.environment["REDIS_URL"]) as client:
            client.flushall()

    def end(self) -> None:
        _kill(self.worker)
        _kill(self.sweeper)
        for server in (self.valkey, self.postgres):
            server.kill()

    def log_of(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def _run(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=BASE,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )


def _kill(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None and process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def on_stage() -> Iterator[Stage]:
    """This process too uses the stage's servers until the end."""
    with tempfile.TemporaryDirectory(prefix="mlforkids-stage-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        stage = Stage(folder)
        try:
            with _database(stage.environment["DATABASE_URL"]), _broker(stage.environment["REDIS_URL"]):
                call_command("migrate", verbosity=0)
                yield stage
        finally:
            stage.end()


@contextmanager
def _database(url: str) -> Iterator[None]:
    before = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(Env.db_url_config(url))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)


@contextmanager
def _broker(url: str) -> Iterator[None]:
    before = current_app.conf.broker_url
    _use_broker(url)
    try:
        yield
    finally:
        _use_broker(before)


def _use_broker(url: str) -> None:
    app: Any = current_app
    app.conf.broker_url = url
    app._pool = None
    pools.reset()
