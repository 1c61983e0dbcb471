"""A pytest plugin that starts the real servers before Django reads its settings; xdist's workers inherit them.

Loaded with `-p tests.servers`, so that it comes before pytest-django. With DATABASE_URL set it starts nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from mlforkids.embedded import Servers, start_servers

servers: Servers | None = None
"""The servers that this process started; None in an xdist worker."""

_folder: Path | None = None

os.environ.setdefault("SECRET_KEY", "only for tests, thirty characters and more of it")
os.environ.setdefault("FIELD_KEY", Fernet.generate_key().decode())
os.environ.setdefault("SITE_ADDRESS", "http://app.ml4k.localhost:8000")
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

if "DATABASE_URL" not in os.environ:
    _folder = Path(tempfile.mkdtemp(prefix="mlforkids-tests-"))
    _folder.chmod(0o755)
    servers = start_servers(_folder, durable=False)
    os.environ.update(servers.environment)

# Each worker of xdist has a Valkey database of its own, so that none empties another's cache or queue.
if _worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["REDIS_URL"] = re.sub(
        r"/\d+$", f"/{int(_worker.removeprefix('gw')) + 1}", os.environ["REDIS_URL"]
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    if servers is None or _folder is None:
        return
    for server in servers.all:
        server.kill()
    shutil.rmtree(_folder, ignore_errors=True)
