"""`make run`: what an operator may rely on when starting, stopping and losing power."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from mlforkids.embedded import free_port
from tests.e2e.site import BASE, Site, clean_environment, start_site, stop_site

SERVERS = ("DATABASE_URL", "REDIS_URL", "S3_")
"""Those of the other tests."""


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("site")
    for part in (path, *path.parents[:2]):
        part.chmod(0o755)
    yield path
    for process in processes_of(path):
        os.kill(process, signal.SIGKILL)


def processes_of(folder: Path) -> list[int]:
    """Everything whose command line, environment or working folder names the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            # Valkey writes its title over both.
            words += str((process / "cwd").readlink()).encode()
        except OSError:
            continue
        if str(folder).encode() in words and int(process.name) != os.getpid():
            found.append(int(process.name))
    return found


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    give_up_at = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(0.05)
    return True


def first_page(site: Site) -> int:
    host = site.address.removeprefix("http://")
    port = host.rpartition(":")[2]
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return int(answer.status)
    except OSError:
        return 0


@pytest.mark.alone
def test_a_second_start_takes_under_15_seconds_and_finds_everything_again(folder: Path) -> None:
    port = free_port()
    stop_site(start_site(folder, port))
    demo = (folder / "demo.json").read_text()
    assert processes_of(folder) == []

    started = time.monotonic()
    site = start_site(folder, port)
    assert time.monotonic() - started < 15
    assert first_page(site) == 200
    assert (folder / "demo.json").read_text() == demo
    assert site.manage("session", "Ada").startswith("sessionid=")
    stop_site(site)


def test_a_killed_supervisor_leaves_nothing_running_and_starts_again(folder: Path) -> None:
    port = free_port()
    site = start_site(folder, port)
    assert len(processes_of(folder)) > 5
    site.supervisor.kill()
    assert wait_until(lambda: processes_of(folder) == [], 30)

    again = start_site(folder, port)
    assert first_page(again) == 200
    stop_site(again)


def test_programs_and_servers_that_die_are_started_again(folder: Path) -> None:
    site = start_site(folder, free_port())
    for name in (b"granian", b"postgres", b"valkey-server"):
        victims = [pid for pid in children_of(site) if name in command_of(pid)]
        assert victims, name
        os.kill(victims[0], signal.SIGKILL)
        assert wait_until(lambda: first_page(site) == 200, 30), name
    stop_site(site)


def children_of(site: Site) -> list[int]:
    found = []
    for process in processes_of(site.folder):
        status = Path(f"/proc/{process}/stat")
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == site.supervisor.pid:
            found.append(process)
    return found


def command_of(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def test_a_taken_port_is_said_and_no_other_is_used(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = clean_environment(folder, taken.getsockname()[1])
        ended = subprocess.run(
            [sys.executable, "-m", "mlforkids.run"], env=environment, cwd=BASE, capture_output=True, text=True
        )
    assert ended.returncode == 1
    assert "is taken" in ended.stderr
    assert "PORT=" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_servers_that_the_environment_names_are_used_instead_of_its_own(folder: Path) -> None:
    named = {name: os.environ[name] for name in os.environ if name.startswith(SERVERS)}
    with psycopg.connect(named["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS elsewhere")
        connection.execute("CREATE DATABASE elsewhere")
    named = named | {"DATABASE_URL": named["DATABASE_URL"].replace("/postgres", "/elsewhere")}

    site = start_site(folder, free_port(), named)
    assert first_page(site) == 200
    assert not (folder / "postgres").exists()
    assert not (folder / "valkey").exists()
    assert not (folder / "objects").exists()
    # A demo class belongs to an embedded site only.
    assert not (folder / "demo.json").exists()
    stop_site(site)
