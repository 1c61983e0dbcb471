"""Every dependency is pinned and has its reason and licence in docs/dependencies.md; no file names a registry."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from mlforkids.management.commands.versions import versions

BASE = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((BASE / "pyproject.toml").read_text())
PACKAGE = json.loads((BASE / "frontend" / "package.json").read_text())
LOCK = json.loads((BASE / "frontend" / "package-lock.json").read_text())
PAGE = (BASE / "docs" / "dependencies.md").read_text()
REQUIREMENTS = [
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-weights.txt",
    "requirements-installer.txt",
]
LISTS, FAULTS = PAGE.split("## Known faults")
ROWS = [row.split(" | ") for row in re.findall(r"^\| ([a-z@].+) \|$", LISTS, re.MULTILINE)]
NAMED = {name for cells in ROWS for name in re.findall(r"[@\w/.-]+", cells[0])}


def python_packages() -> list[str]:
    lists = [PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"].values()]
    return [re.split(r"[\[<>=]", one)[0] for every in lists for one in every]


def npm_packages() -> list[str]:
    return [*PACKAGE["dependencies"], *PACKAGE["devDependencies"]]


@pytest.mark.parametrize("name", [*python_packages(), *npm_packages()])
def test_each_has_a_row_with_a_reason(name: str) -> None:
    assert name in NAMED


def test_each_row_has_a_licence_and_a_reason() -> None:
    assert [cells[0] for cells in ROWS if not all(cells) or len(cells) < 3] == []


def test_a_row_names_nothing_that_has_gone() -> None:
    tools = {"mariadb-server-core", "mariadb-client-core", "pip-audit"}
    gone = NAMED - {*python_packages(), *npm_packages()} - tools
    parts = {"binary", "pool", "Debian", "ibm-cloud-sdk-core", "requests"}
    assert gone - parts == set()


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_python_packages_are_pinned_with_hashes_and_no_registry(file: str) -> None:
    text = (BASE / file).read_text()
    assert "://" not in text
    packages = [block for block in re.split(r"\n(?=[a-z])", text) if not block.startswith("#")]
    assert packages
    assert [block for block in packages if "==" not in block or "--hash=sha256:" not in block] == []


def test_npm_packages_are_pinned_with_hashes_and_no_registry() -> None:
    exact = {**PACKAGE["dependencies"], **PACKAGE["devDependencies"]}
    assert [name for name, version in exact.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    locked = {name: one for name, one in LOCK["packages"].items() if name}
    assert [name for name, one in locked.items() if "integrity" not in one or "resolved" in one] == []


def test_the_page_says_which_versions_packages_carry() -> None:
    carried = [f"{what} {version}" for package, what, version in versions() if "this computer" not in package]
    assert len(carried) == 10
    assert [one for one in carried if one not in FAULTS] == []
