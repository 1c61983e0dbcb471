"""What Vite makes for tests alone, each in a folder of its own: two processes that run tests may build at once."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

FRONTEND = Path(__file__).resolve().parent.parent.parent / "frontend"
NEWER_TITLE = "All your projects"


@cache
def bundle_folder() -> TemporaryDirectory[str]:
    """What `frontend/tests/browser` has, see `frontend/vite.contract.config.ts`; it goes when this process ends."""
    folder = TemporaryDirectory(prefix="mlforkids-bundle-")
    _build("vite.contract.config.ts", Path(folder.name))
    return folder


def build_newer(folder: Path) -> Path:
    """A newer build of the pages, see `frontend/vite.newer.config.ts`. Answers the folder."""
    _build("vite.newer.config.ts", folder)
    return folder


def _build(config: str, folder: Path) -> None:
    command = ["npx", "vite", "build", "--config", config, "--logLevel", "warn"]
    subprocess.run([*command, "--outDir", str(folder), "--emptyOutDir"], cwd=FRONTEND, check=True)
