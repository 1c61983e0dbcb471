"""Two files know in which kind of place a project is kept. Everything else asks a store what it offers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent
MAY_KNOW = {
    "storage/routing.py",
    "frontend/src/stores/index.ts",
    "mlforkids/settings.py",
    "mlforkids/test_settings.py",
    # Made from the description of the API, for which the kinds are data.
    "frontend/src/contract/api.ts",
}
FOLDERS = ("mlforkids", "classroom", "projects", "training", "making", "teaching", "storage", "frontend/src")
KINDS_OF_FILE = {".py", ".ts", ".html", ".txt"}

GIVEN_AWAY = re.compile(
    r"""
    (?P<quote>["'`])(?:cloud|local)(?P=quote)
    | \bis_?(?:local|cloud)\b
    | \binstanceof \s+ \w*(?:Store|Trainer)\b
    | \bisinstance\( [^()]* \b\w*(?:Store|Trainer)\b
    | (?<! \bnavigator) \.storage\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
IMPORT = re.compile(r"^\s*(?:from|import)\s")


def lines_that_know(name: str, text: str) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), 1)
        if GIVEN_AWAY.search(line) and not IMPORT.match(line)
    ]


def test_only_the_routing_knows_the_kinds() -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *FOLDERS]
    names = subprocess.run(listed, cwd=BASE, check=True, capture_output=True, text=True).stdout.split()
    files = [BASE / name for name in names if name not in MAY_KNOW and Path(name).suffix in KINDS_OF_FILE]
    assert len(files) > 50
    found = [
        line
        for file in files
        if file.exists()
        for line in lines_that_know(str(file.relative_to(BASE)), file.read_text())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        'if kind == "cloud":',
        "place === 'local'",
        "`local`",
        "if (project.isLocal) return;",
        "is_cloud = True",
        "stores.projects instanceof LocalProjectStore",
        "if isinstance(store, CloudTrainer):",
        "{% if project.storage %}",
        "card.storage",
    ],
)
def test_finds_what_gives_a_kind_away(line: str) -> None:
    assert lines_that_know("a file", line)


@pytest.mark.parametrize(
    "line",
    [
        "from django.core.files.storage import default_storage",
        "await navigator.storage.persist();",
        "the local time of the class",
        "class CloudProjectStore:",
        "localStorage.clear()",
    ],
)
def test_leaves_other_words_alone(line: str) -> None:
    assert not lines_that_know("a file", line)
