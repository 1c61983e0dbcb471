"""A newer build of the pages, see `frontend/vite.newer.config.ts`."""

from __future__ import annotations

import subprocess
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent.parent.parent / "frontend"
NEWER_TITLE = "All your projects"


def build_newer(folder: Path) -> Path:
    """Answers the folder of what was built."""
    command = ["npx", "vite", "build", "--config", "vite.newer.config.ts", "--logLevel", "warn"]
    subprocess.run([*command, "--outDir", str(folder), "--emptyOutDir"], cwd=FRONTEND, check=True)
    return folder
