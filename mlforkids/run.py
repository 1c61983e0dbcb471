"""`make run`: one supervisor that starts everything the site needs, keeps it going and stops it cleanly.

Everything kept is in one folder (SITE_FOLDER, `var/` by default); with the site stopped, a copy of it is the backup.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from cryptography.fernet import Fernet

from mlforkids.embedded import DidNotStart, Servers, die_with_parent, start_servers

BASE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LOOK_SECONDS = 0.5
PATIENCE_SECONDS = 30.0
FOR_COMMANDS = (
    *("DATABASE_URL", "REDIS_URL", "S3_", "OBJECTS_FOLDER", "SECRET_KEY", "FIELD_KEY", "SITE_"),
    *("TEACHER_SIGN_UP", "EMAIL_URL", "MAIL_FROM"),
)
"""How the names begin of what a command of `manage.py` must know of the running site."""


class CannotRun(Exception):
    """Says in one sentence what to do about it."""


@dataclass
class Program:
    """One of the site's own processes; started again when it ends by itself, later and later while it keeps ending."""

    name: str
    command: list[str]
    logs: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    not_before: float = 0.0
    pause: float = field(default=0.5, init=False)

    def start(self) -> None:
        with (self.logs / f"{self.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=BASE,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=die_with_parent(signal.SIGTERM),
                start_new_session=True,
            )
        self.started = time.monotonic()

    def keep_going(self) -> None:
        if self.process and self.process.poll() is None:
            return
        now = time.monotonic()
        if self.process:
            self.pause = 0.5 if now - self.started > PATIENCE_SECONDS else min(self.pause * 2, 10)
            self.not_before = now + self.pause - 0.5
            self.process = None
        if now >= self.not_before:
            self.start()

    def ask_to_stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def stop(self, seconds: float) -> None:
        if not self.process:
            return
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def main() -> None:
    started = time.monotonic()
    folder = Path(os.environ.get("SITE_FOLDER", BASE / "var")).resolve()
    try:
        _run(folder, started)
    except (CannotRun, DidNotStart) as problem:
        sys.exit(str(problem))


def _run(folder: Path, started: float) -> None:
    for name in ("run", "logs"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    lock = _only_one(folder)
    port = _port()
    stop = _StopRequest()
    embedded = "DATABASE_URL" not in os.environ
    os.environ.update(_environment(folder, port))
    servers = start_servers(folder, instead=os.environ)
    programs: list[Program] = []
    try:
        os.environ.update(servers.environment)
        _remember_environment(folder)
        _manage("prepare_site", *(["--demo"] if embedded else []))
        programs = _programs(folder, port)
        for program in programs:
            program.start()
        _wait_for_first_page(port, programs, stop)
        _say_welcome(folder, time.monotonic() - started)
        _keep_going(servers, programs, stop)
    finally:
        _stop_all(servers, programs)
        (folder / "run" / "environment").unlink(missing_ok=True)
        lock.close()


class _StopRequest:
    """Set by Ctrl-C or SIGTERM."""

    def __init__(self) -> None:
        self.made = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self)

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        self.made = True


def _only_one(folder: Path) -> TextIO:
    lock = (folder / "run" / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise CannotRun(f"The site is running already with the folder {folder}.") from None
    return lock


def _host() -> str:
    return os.environ.get("HOST", "127.0.0.1")


def _port() -> int:
    """What a browser keeps belongs to an address with its port, so another port would seem to lose local projects."""
    said = os.environ.get("PORT", "8000")
    if not said.isdecimal() or not 0 < int(said) < 65536:
        raise CannotRun(f"PORT must be a number from 1 to 65535, not {said}.")
    port = int(said)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_host(), port))
        except OSError:
            raise CannotRun(
                f"Port {port} is taken. Stop what uses it, or choose another with PORT=… "
                "(projects kept in a browser belong to the port they were made on)."
            ) from None
    return port


def _environment(folder: Path, port: int) -> dict[str, str]:
    keys = folder / "keys.json"
    if not keys.exists():
        keys.touch(mode=0o600)
        keys.write_text(
            json.dumps({"SECRET_KEY": secrets.token_urlsafe(50), "FIELD_KEY": Fernet.generate_key().decode()})
        )
    defaults = {
        **json.loads(keys.read_text()),
        "SITE_FOLDER": str(folder),
        "SITE_ADDRESS": f"http://app.ml4k.localhost:{port}",
        # More threads than one for linear algebra make two cores slower, not faster.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        # Otherwise many of the threads that answer keep memory for themselves that a picture needed once.
        "MALLOC_ARENA_MAX": "2",
    }
    return {name: os.environ.get(name, value) for name, value in defaults.items()}


def _remember_environment(folder: Path) -> None:
    """For commands that are run beside the site, see `load_running_environment`."""
    path = folder / "run" / "environment"
    path.touch(mode=0o600)
    said = (f"{name}={value}\n" for name, value in os.environ.items() if name.startswith(FOR_COMMANDS))
    path.write_text("".join(said))


def _manage(*command: str) -> None:
    try:
        subprocess.run([sys.executable, BASE / "manage.py", *command], check=True, cwd=BASE)
    except subprocess.CalledProcessError:
        raise CannotRun(f"manage.py {command[0]} failed; its message is above.") from None


def _programs(folder: Path, port: int) -> list[Program]:
    web = [
        *(str(BIN / "granian"), "--interface", "wsgi", "--no-ws", "--log-level", "warning"),
        *("--host", _host(), "--port", str(port)),
        # A slow line holds a thread for as long as its file takes; there must be others left for everybody else.
        *("--workers", os.environ.get("WEB_WORKERS", "1"), "--blocking-threads", "64"),
        "mlforkids.wsgi:application",
    ]
    worker = [
        *(str(BIN / "celery"), "-A", "mlforkids", "worker", "--pool", "prefork", "--loglevel", "WARNING"),
        *("--concurrency", os.environ.get("TRAINING_WORKERS", "2")),
        *("--without-mingle", "--without-gossip"),
    ]
    sweeper = [sys.executable, str(BASE / "manage.py"), "sweep"]
    logs = folder / "logs"
    return [
        Program("web", web, logs, {"DATABASE_POOL": "8"}),
        # A run would begin later by the time that it takes to open a connection.
        Program("worker", worker, logs, {"DATABASE_KEPT_OPEN": "60"}),
        Program("sweeper", sweeper, logs),
    ]


def _wait_for_first_page(port: int, programs: list[Program], stop: _StopRequest) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not stop.made:
        try:
            with socket.create_connection((_host(), port), 1):
                return
        except OSError:
            web = programs[0].process
            if (web and web.poll() is not None) or time.monotonic() > give_up_at:
                raise CannotRun(f"The web server did not start; see {programs[0].logs / 'web.log'}") from None
            time.sleep(0.05)


def _say_welcome(folder: Path, seconds: float) -> None:
    demo = folder / "demo.json"
    lines = [f"The site is at {os.environ['SITE_ADDRESS']}/  (ready after {seconds:.1f} s; Ctrl-C stops it)"]
    if demo.exists():
        told = json.loads(demo.read_text())
        lines += [
            f"Demo teacher: {told['teacher']}   password: {told['password']}",
            f"Demo class:   {told['class_code']}   students: {', '.join(told['students'])}",
            "The page of the class opens its door and shows the students' pictures.",
        ]
    print("\n" + "\n".join(lines) + "\n", flush=True)


def _keep_going(servers: Servers, programs: list[Program], stop: _StopRequest) -> None:
    while not stop.made:
        time.sleep(LOOK_SECONDS)
        for server in servers.all:
            if server.process.poll() is not None:
                server.start()
        for program in programs:
            program.keep_going()


def _stop_all(servers: Servers, programs: list[Program]) -> None:
    for program in programs:
        program.ask_to_stop()
    for program in programs:
        program.stop(seconds=15)
    servers.stop()


if __name__ == "__main__":
    main()
