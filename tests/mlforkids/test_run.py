"""What the supervisor leaves for the commands that are run beside it, and a start that is cut off."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from types import SimpleNamespace

import pytest

from classroom.models import User
from mlforkids import run
from mlforkids.embedded import load_running_environment
from mlforkids.management.commands import prepare_site

SITE = {
    "DATABASE_URL": "postgresql://app:a=b@127.0.0.1:1/site",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "S3_BUCKET": "media",
    "SECRET_KEY": "made once",
    "FIELD_KEY": "made once too",
    "SITE_ADDRESS": "http://app.ml4k.localhost:1",
    "TEACHER_SIGN_UP": "off",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a running site; this process knows nothing of it yet."""
    (tmp_path / "run").mkdir()
    monkeypatch.setattr(os, "environ", {**SITE, "HOME": "/elsewhere"})
    run._remember_environment(tmp_path)
    monkeypatch.setattr(os, "environ", {"SITE_FOLDER": str(tmp_path)})
    return tmp_path


def test_a_command_finds_everything_that_the_site_was_started_with(folder: Path) -> None:
    load_running_environment(Path("/nowhere"))
    assert SITE.items() <= os.environ.items()
    assert "HOME" not in os.environ
    assert (folder / "run" / "environment").stat().st_mode & 0o077 == 0


def test_a_command_for_the_database_of_the_site_needs_no_keys_said(folder: Path) -> None:
    os.environ["DATABASE_URL"] = SITE["DATABASE_URL"]
    os.environ["TEACHER_SIGN_UP"] = "open"
    load_running_environment(Path("/nowhere"))
    assert os.environ["SECRET_KEY"] == SITE["SECRET_KEY"]
    assert os.environ["TEACHER_SIGN_UP"] == "open"


def test_a_command_for_another_database_takes_nothing_from_the_site(folder: Path) -> None:
    os.environ["DATABASE_URL"] = "postgresql://127.0.0.1:1/other"
    load_running_environment(Path("/nowhere"))
    assert "SECRET_KEY" not in os.environ


def test_without_a_running_site_nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {})
    load_running_environment(tmp_path)
    assert not SITE.keys() & os.environ.keys()


@pytest.mark.django_db(transaction=True)
def test_a_demo_that_was_cut_off_is_made_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "demo.json"
    with monkeypatch.context() as patch:
        patch.setattr("mlforkids.demo.website", lambda person: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            prepare_site.make_and_tell(told)
    assert not User.objects.exists()
    prepare_site.make_and_tell(told)
    assert User.objects.filter(email=json.loads(told.read_text())["teacher"]).exists()
    assert told.stat().st_mode & 0o077 == 0


def test_the_site_is_waited_for_where_it_listens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "127.0.0.2")
    monkeypatch.setattr(run, "PATIENCE_SECONDS", 1)
    with socket.create_server(("127.0.0.2", 0)) as web:
        program = run.Program("web", [], tmp_path)
        run._wait_for_first_page(web.getsockname()[1], [program], SimpleNamespace(made=False))  # type: ignore[arg-type]


@pytest.mark.parametrize("port", ["many", "0", "65536", ""])
def test_a_port_that_cannot_be_one_is_said(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(run.CannotRun, match="PORT must be a number"):
        run._port()
