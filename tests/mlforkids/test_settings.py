"""A site with a wrong or missing setting does not start, and says what is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parents[2]
EMBEDDED = sorted((BASE / "mlforkids" / "embedded").glob("*.py"))
OPERATING = (BASE / "docs" / "operating.md").read_text()
READ = re.compile(r'env\.\w+\(\s*"([A-Z0-9_]+)"|environ(?:\.get\(|\[)"([A-Z0-9_]+)"')
ENVIRONMENT = re.compile(r"^\| (`.+?) \|", re.MULTILINE)
NAME = re.compile(r"`([A-Z0-9_]+)`")
PRINT = (
    "import django; django.setup(); from django.conf import settings as s; "
    "print(s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.SECURE_SSL_REDIRECT)"
)
PRINT_FRAMES = (
    "import django; django.setup(); from django.conf import settings as s; "
    "print(*s.FRAME_ORIGINS, *s.CONTENT_SECURITY_POLICY['DIRECTIVES']['frame-src'])"
)


def settings_with(printed: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mlforkids.settings"}
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return subprocess.run([sys.executable, "-c", printed], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("FIELD_KEY", None),
        ("FIELD_KEY", "too short"),
        ("DATABASE_URL", None),
        ("REDIS_URL", None),
        ("S3_BUCKET", None),
        ("SITE_ADDRESS", None),
        ("SITE_ADDRESS", "ml.example.org"),
        ("TEACHER_SIGN_UP", "perhaps"),
        ("DATABASE_POOL", "many"),
        ("FRAME_ORIGINS", "scratch.ml4k.localhost:8000"),
        ("FRAME_ORIGINS", "http://scratch.ml4k.localhost:8000/frames"),
        ("FRAME_ORIGINS", "http://app.ml4k.localhost:9000"),
        ("FRAME_ORIGINS", "https://scratch.example.org"),
    ],
)
def test_a_missing_or_wrong_setting_is_named_and_stops_the_start(name: str, value: str | None) -> None:
    ended = settings_with(PRINT, **{name: value})
    assert ended.returncode != 0
    assert name in ended.stderr


def test_an_https_address_switches_on_secure_cookies_hsts_and_the_redirect() -> None:
    assert settings_with(PRINT, SITE_ADDRESS="https://ml.example.org").stdout.split() == ["True"] * 3
    assert settings_with(PRINT, SITE_ADDRESS="http://app.ml4k.localhost:8000").stdout.split() == ["False"] * 3


@pytest.mark.parametrize(
    ("site", "frames", "expected"),
    [
        ("http://app.ml4k.localhost:8123", None, ["http://scratch.ml4k.localhost:8123"] * 2),
        ("https://ml.example.org", None, ["'self'"]),
        ("http://app.ml4k.localhost:8123", "", ["'self'"]),
        ("https://ml.example.org", "https://frames.example.org/", ["https://frames.example.org"] * 2),
    ],
)
def test_frames_have_origins_of_their_own_or_else_the_main_one(
    site: str, frames: str | None, expected: list[str]
) -> None:
    assert settings_with(PRINT_FRAMES, SITE_ADDRESS=site, FRAME_ORIGINS=frames).stdout.split() == expected


def test_objects_may_be_in_a_folder_and_then_no_s3_store_is_asked_for() -> None:
    printed = "import django; django.setup(); from django.core.files.storage import storages as s; "
    printed += "print(s['default'].location)"
    ended = settings_with(printed, OBJECTS_FOLDER="/srv/objects", S3_BUCKET=None, S3_ACCESS_KEY=None)
    assert ended.stdout.strip() == "/srv/objects"


def test_what_is_read_from_the_environment_is_described_once_and_nothing_else_is() -> None:
    read = {
        name
        for path in [BASE / "mlforkids" / "settings.py", BASE / "mlforkids" / "run.py", *EMBEDDED]
        for found in READ.findall(path.read_text())
        for name in found
        if name
    }
    described = [
        name
        for row in ENVIRONMENT.findall(OPERATING.split("## The environment")[1].split("\n## ")[0])
        for name in NAME.findall(row)
    ]
    assert sorted(described) == sorted(read)
