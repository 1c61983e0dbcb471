"""T27: Django's own checks with the values of a real site, and no code that runs what it reads."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

BASE = Path(__file__).resolve().parents[1]
OURS = [
    path
    for app in ("mlforkids", "storage", "classroom", "projects", "training", "making", "teaching", "weights")
    for path in sorted((BASE / app).rglob("*.py"))
    if "migrations" not in path.parts
]
MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "joblib", "yaml"}
CALLS = {"eval", "exec", "compile", "__import__"}
SQL = {"execute", "executemany", "raw", "extra", "RawSQL", "copy"}


def test_django_finds_nothing_to_deploy_better() -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mlforkids.settings",
        "SECRET_KEY": "a-long-one-with-many-different-letters-0123456789-abcdefghijklmnop",
        "SITE_ADDRESS": "https://ml.example.org",
        "DEBUG": "0",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(BASE)))
def test_no_code_runs_what_it_reads(path: Path) -> None:
    assert list(findings(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from marshal import loads",
        "eval('1')",
        "exec(text)",
        "cursor.execute(f'SELECT {name}')",
        "cursor.execute('SELECT ' + name)",
        "cursor.execute('SELECT %s' % name)",
        "cursor.execute('SELECT {}'.format(name))",
        "Model.objects.raw(f'SELECT {name}')",
        "subprocess.run('ls', shell=True)",
        "mark_safe(f'<b>{name}</b>')",
        "np.load(file, allow_pickle=True)",
    ],
)
def test_the_scan_sees_what_it_should(code: str) -> None:
    assert list(findings(ast.parse(code)))


def test_the_scan_lets_parameters_pass() -> None:
    assert not list(findings(ast.parse("cursor.execute('SELECT %s', [name])\nre.compile('a')\n")))


def test_the_cache_keeps_nothing_that_runs_when_it_is_read() -> None:
    with pytest.raises(TypeError, match="not JSON serializable"):
        cache.set("thing", object())


def findings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (f"imports {name.name}" for name in names if name.name.split(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module)) if module.split(".")[0] in MODULES:
                yield f"imports {module}"
            case ast.Call(func=ast.Name(id=name)) if name in CALLS:
                yield f"calls {name} in line {node.lineno}"
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in SQL:
                if node.args and is_built(node.args[0]):
                    yield f"builds SQL in line {node.lineno}"
            case ast.Call(func=ast.Name(id="mark_safe")) if is_built(node.args[0]):
                yield f"builds markup in line {node.lineno}"
            case ast.keyword(arg="shell" | "allow_pickle", value=ast.Constant(value=True)):
                yield f"takes a risk in line {node.value.lineno}"


def is_built(value: ast.expr) -> bool:
    """Whether a text is put together from parts that are not all written here."""
    match value:
        case ast.JoinedStr(values=values):
            return any(isinstance(part, ast.FormattedValue) for part in values)
        case ast.BinOp(op=ast.Add() | ast.Mod(), left=left, right=right):
            return not (isinstance(left, ast.Constant) and isinstance(right, ast.Constant))
        case ast.Call(func=ast.Attribute(attr="format" | "join")):
            return True
        case _:
            return False
