"""What the servers share: a process that ends with its supervisor, a port that stays, and a log."""

from __future__ import annotations

import ctypes
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_PR_SET_PDEATHSIG = 1
_OURS = range(10_000, 32_000)
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
    """One below those that outgoing connections are given, so that it stays free until somebody listens at it."""
    while True:
        port = secrets.choice(_OURS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
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
