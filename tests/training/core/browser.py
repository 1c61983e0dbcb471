"""The browser's half of the training core, run in Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

FRONTEND = Path(__file__).parents[3] / "frontend"


# TensorFlow.js asks for what programs for Node had before there were modules.
FOR_NODE = 'const __dirname = ".";'


def bundle(folder: Path, name: str = "answer") -> Path:
    """One file that Node can run, made as the website's own files are."""
    target = folder / f"{name}.mjs"
    command = ["node_modules/.bin/rolldown", f"tests/training/core/{name}.ts", "--file", str(target)]
    _run([*command, "--format", "esm", "--platform", "node", "--banner", FOR_NODE])
    return target


def answer(script: Path, question: dict[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(_run(["node", str(script)], json.dumps(question)))
    return said


def _run(command: list[str], stdin: str = "") -> str:
    done = subprocess.run(command, cwd=FRONTEND, input=stdin, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
