"""Project files over lines that are slow, break off or lie, at the site's own web server."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest

from mlforkids.demo import STUDENTS, TEACHER
from storage.ids import new_id
from tests.e2e.site import Site
from tests.files.drafts import draft

PEOPLE = (*STUDENTS, TEACHER)
TOKEN = "t" * 32
TYPE = "application/vnd.mlforkids.project+zip"


class Line:
    """A person's connection to the web server, where the test says when which byte goes."""

    def __init__(self, site: Site, session: str) -> None:
        port = int(site.address.rpartition(":")[2])
        self.host = site.address.partition("//")[2]
        self.http = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookie = f"{session}; csrftoken={TOKEN}"

    def begin(self, method: str, path: str, length: int = 0) -> None:
        self.http.putrequest(method, path, skip_host=True)
        headers = {"Host": self.host, "Cookie": self.cookie, "X-CSRFToken": TOKEN, "Content-Type": TYPE}
        for name, value in {**headers, "Referer": f"{self.host}/", "Content-Length": str(length)}.items():
            self.http.putheader(name, value)
        self.http.endheaders()

    def open(self, id: UUID, length: int) -> None:
        self.begin("POST", f"/api/v1/project-files?project={id}", length)

    def get(self, path: str) -> HTTPResponse:
        self.begin("GET", path)
        return self.http.getresponse()

    def close(self) -> None:
        self.http.close()


@pytest.fixture(scope="module")
def sessions(site: Site) -> list[str]:
    return [f"sessionid={site.manage('session', who).rpartition('=')[2]}" for who in PEOPLE]


@pytest.fixture
def lines(site: Site, sessions: list[str]) -> Iterator[list[Line]]:
    """Two of each person: so many once held up the whole site, which had eight threads."""
    with ExitStack() as stack:
        yield [stack.enter_context(closing(Line(site, session))) for session in sessions for _ in "12"]


def test_slow_lines_hold_up_nobody_else(site: Site, sessions: list[str], lines: list[Line]) -> None:
    ids = [new_id() for _ in lines]
    for line, id in zip(lines, ids, strict=True):
        line.open(id, 1_000_000)
        line.http.send(b"x" * 1000)
    for session in sessions:
        with closing(Line(site, session)) as other:
            assert other.get("/api/v1/projects").status == 200


def test_files_that_break_off_leave_nothing_and_room_for_others(
    site: Site, sessions: list[str], lines: list[Line]
) -> None:
    content = draft().zip()
    ids = [new_id() for _ in lines]
    for line, id in zip(lines, ids, strict=True):
        line.open(id, len(content))
        line.http.send(content[:-10])
        line.close()
    for session, id in zip(sessions, ids[::2], strict=True):
        opened = until_there_is_room(site, session, id, content)
        assert opened["card"]["project"]["id"] == str(id)
        with closing(Line(site, session)) as line:
            listed = json.load(line.get("/api/v1/projects"))["projects"]
        there = {card["project"]["id"] for card in listed}
        assert str(id) in there
        assert not there & set(map(str, ids[1::2]))
        remove(site, session, id)


def until_there_is_room(
    site: Site, session: str, id: UUID, content: bytes
) -> dict[str, dict[str, dict[str, str]]]:
    """The lines that broke off count until the web server has noticed."""
    give_up_at = time.monotonic() + 30
    while True:
        with closing(Line(site, session)) as line:
            line.open(id, len(content))
            line.http.send(content)
            answer = line.http.getresponse()
            told = json.load(answer)
            if answer.status == 201:
                return dict(told)
            assert told["code"] == "rate_limited"
            assert time.monotonic() < give_up_at


def remove(site: Site, session: str, id: UUID) -> None:
    with closing(Line(site, session)) as line:
        line.begin("DELETE", f"/api/v1/projects/{id}")
        assert line.http.getresponse().status == 204


def test_what_is_said_to_be_too_large_is_answered_before_it_comes(lines: list[Line]) -> None:
    lines[0].open(new_id(), 2_000_000_001)
    answer = lines[0].http.getresponse()
    assert (answer.status, json.load(answer)["code"]) == (413, "too_large")


def test_a_saved_file_arrives_whole(site: Site, sessions: list[str], lines: list[Line]) -> None:
    id, content = new_id(), draft().zip()
    until_there_is_room(site, sessions[0], id, content)
    answer = lines[0].get(f"/api/v1/projects/{id}/file")
    saved = answer.read()
    assert len(saved) == int(answer.headers["Content-Length"])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Animals.mlproject"'
    with ZipFile(BytesIO(saved)) as file, ZipFile(BytesIO(content)) as sent:
        said, before = (json.loads(zip_.read("manifest.json")) for zip_ in (file, sent))
    assert said["digest"] == before["digest"]
    remove(site, sessions[0], id)
