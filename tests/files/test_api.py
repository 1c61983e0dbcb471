"""Saving and opening files over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest

from projects.files import temporary
from projects.files.temporary import AT_ONCE, AT_ONCE_A_PERSON, received
from projects.models import Project
from storage.ids import new_id
from storage.limits import MODELS_KEPT
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import Label, NewProject
from tests.conftest import Cast, SiteClient, client_of
from tests.files.drafts import draft
from tests.files.helpers import opened, saved
from tests.projects.helpers import make_project, set_rules

BYTES = "application/octet-stream"
TYPE = "application/vnd.mlforkids.project+zip"


def post(browser: SiteClient, content: bytes, id: Any = None, *, type_: str = TYPE, **more: Any) -> Any:
    return browser.post(
        f"/api/v1/project-files?project={id or new_id()}", content, content_type=type_, **more
    )


def test_a_file_is_saved_and_opened(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.add("it purrs", "it sleeps")
    answer = client_of(cast.ada).get(f"/api/v1/projects/{made.id}/file")
    content = b"".join(answer)
    id = new_id()
    told = post(client_of(cast.ben), content, id)
    assert told.status_code == 201
    card = told.json()["card"]
    assert told.json()["skipped"] == []
    assert (card["project"]["id"], card["project"]["name"], card["moving"]) == (str(id), "Animals", None)
    assert card["owners"][0]["id"] == str(cast.ben.pk)
    assert website(cast.ben).projects.digest(id) == made.stores.projects.digest(made.id)


def test_a_saved_file_is_kept_by_the_person_and_by_nothing_between(cast: Cast) -> None:
    made = make_project(cast.ada)
    answer = client_of(cast.ada).get(f"/api/v1/projects/{made.id}/file")
    assert answer["Content-Type"] == TYPE
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


@pytest.mark.parametrize(
    ("project", "file"),
    [
        ("Animals", "Animals.mlproject"),
        ("Katzen & Hunde: süß?", "Katzen & Hunde süß.mlproject"),
        ("../../etc/passwd", "etc passwd.mlproject"),
        ('"; rm -rf \\', "; rm -rf.mlproject"),
        ("a\r\nSet-Cookie: x=1", "aSet-Cookie x=1.mlproject"),
        ("abc\u202egpj.exe", "abcgpj.exe.mlproject"),
        ("مشروعي 🦊", "مشروعي 🦊.mlproject"),
        ("???", "project.mlproject"),
    ],
)
def test_a_file_has_a_name_that_every_system_takes(cast: Cast, project: str, file: str) -> None:
    made = make_project(cast.ada, project)
    said = client_of(cast.ada).get(f"/api/v1/projects/{made.id}/file")["Content-Disposition"]
    assert said.startswith("attachment; filename")
    name = unquote(said.partition("utf-8''")[2]) or said.partition('filename="')[2].removesuffix('"')
    assert name == file
    assert said.isascii()
    assert said.isprintable()


def test_both_content_types_are_taken_and_no_other(cast: Cast) -> None:
    content = draft().zip()
    assert post(client_of(cast.ada), content, type_=TYPE).status_code == 201
    assert post(client_of(cast.ada), content, type_=BYTES).status_code == 201
    refused = post(client_of(cast.ada), content, type_="text/html")
    assert refused.status_code == 415
    assert "Content-Type" in refused.json()["detail"]


def test_without_the_token_of_the_page_nothing_is_opened(cast: Cast) -> None:
    browser = client_of(cast.ada, csrf=True)
    assert post(browser, draft().zip()).status_code == 403
    assert not Project.objects.exists()


@pytest.mark.parametrize("id", ["", "1", "../x", "1" * 200])
def test_an_id_that_is_none_is_refused(cast: Cast, id: str) -> None:
    answer = client_of(cast.ada).post(f"/api/v1/project-files?project={id}", b"", content_type=BYTES)
    assert (answer.status_code, answer.json()["field"]) == (400, "project")


def test_opening_again_answers_the_project_that_is_there(cast: Cast) -> None:
    id, content = new_id(), draft().zip()
    set_rules(cast.otters, projects=1)
    first = post(client_of(cast.ada), content, id)
    again = post(client_of(cast.ada), content, id)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert Project.objects.count() == 1


def test_the_id_of_somebody_elses_project_is_not_there(cast: Cast) -> None:
    made = make_project(cast.ada)
    for person in (cast.ben, cast.tess):
        assert post(client_of(person), draft().zip(), made.id).status_code == 404
    assert made.card.project.name == "Animals"
    assert made.card.counts.examples == 0


def test_a_project_that_was_deleted_can_be_opened_again_from_its_file(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.stores.projects.remove(made.id)
    assert post(client_of(cast.ada), draft().zip(), made.id).status_code == 201
    assert made.card.counts.examples == 10


def test_too_many_examples_are_said_before_anything_else(cast: Cast) -> None:
    set_rules(cast.otters, texts=9)
    answer = post(client_of(cast.ada), draft().zip())
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        409,
        "limit_reached",
        "examples",
    )
    assert "10" in answer.json()["detail"]
    assert "9" in answer.json()["detail"]
    assert not Project.objects.exists()


def test_too_many_projects_are_said_before_anything_is_written(cast: Cast) -> None:
    set_rules(cast.otters, projects=1)
    make_project(cast.ada)
    answer = post(client_of(cast.ada), draft().zip())
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (
        409,
        "limit_reached",
        "projects",
    )
    assert Project.objects.count() == 1


def test_a_class_that_keeps_nothing_here_opens_nothing_here(cast: Cast) -> None:
    set_rules(cast.otters, storages=["local"])
    answer = post(client_of(cast.ada), draft().zip())
    assert answer.json()["code"] == "not_allowed"
    assert not Project.objects.exists()


def test_a_file_that_is_said_to_be_too_large_is_not_even_read(cast: Cast, settings: Any) -> None:
    settings.PROJECT_FILE_BYTES = 1000
    answer = post(client_of(cast.ada), b"x" * 1001)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def request_of(body: Any, length: int) -> HttpRequest:
    request = HttpRequest()
    request.user = AnonymousUser()
    request.META["CONTENT_LENGTH"] = str(length)
    request._stream = body
    request._read_started = False  # type: ignore[attr-defined]
    return request


class Endless:
    """A body that goes on whatever its length was said to be."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int) -> bytes:
        self.given += size
        return bytes(size)


def test_a_body_that_does_not_end_is_given_up(db: None, settings: Any) -> None:
    settings.PROJECT_FILE_BYTES = 1_000_000
    body = Endless()
    with pytest.raises(Problem) as caught, received(request_of(body, 10)):
        pass
    assert caught.value.code == Code.TOO_LARGE
    assert body.given < 2_000_000


def test_a_body_that_breaks_off_is_said(db: None) -> None:
    with pytest.raises(Problem, match="did not arrive whole"), received(request_of(BytesIO(b"half"), 8)):
        pass


def test_a_full_disk_is_said(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(BytesIO):
        def write(self, _piece: Any) -> int:
            raise OSError("no space left on device")

    monkeypatch.setattr(temporary, "TemporaryFile", Full)
    with pytest.raises(Problem) as caught, received(request_of(BytesIO(b"x"), 1)):
        pass
    assert caught.value.code == Code.STORAGE_UNAVAILABLE


@pytest.mark.django_db(transaction=True)
def test_no_connection_is_held_while_a_body_arrives() -> None:
    held = []

    class Slow(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            held.append(connection.connection is not None)
            return super().read(size)

    connection.ensure_connection()
    with received(request_of(Slow(b"x" * 10), 10)) as file:
        assert file.read() == b"x" * 10
    assert held
    assert not any(held)


def test_one_person_cannot_open_files_without_end(cast: Cast) -> None:
    statuses = [post(client_of(cast.ada), b"").status_code for _ in range(61)]
    assert statuses == [400] * 60 + [429]
    assert post(client_of(cast.ben), b"").status_code == 400


def test_one_person_cannot_save_files_without_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projects.files.throttles.SaveThrottle.requests", 3)
    made = make_project(cast.ada)
    browser = client_of(cast.ada)
    statuses = [browser.get(f"/api/v1/projects/{made.id}/file").status_code for _ in range(4)]
    assert statuses == [200] * 3 + [429]


def test_a_fault_while_a_file_is_saved_is_a_problem_and_not_half_a_file(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database goes away after the first example that is read."""

    def read(self: Any, project: Any) -> Iterator[Any]:
        yield next(whole(self, project))
        raise Problem(Code.STORAGE_UNAVAILABLE)

    made = make_project(cast.ada)
    made.add("it purrs", "it sleeps")
    whole = type(made.stores.examples).read
    monkeypatch.setattr("training.cloud.examples.CloudExampleStore.read", read)
    answer = client_of(cast.ada).get(f"/api/v1/projects/{made.id}/file")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage_unavailable")


def test_a_saved_file_says_how_long_it_is(cast: Cast) -> None:
    answer = client_of(cast.ada).get(f"/api/v1/projects/{make_project(cast.ada).id}/file")
    assert int(answer["Content-Length"]) == len(b"".join(answer))


def test_few_files_arrive_at_once_so_that_others_can_still_ask(db: None) -> None:
    """Each waits for its line. When one is through, there is room for the next."""
    with ExitStack() as waiting:
        for _ in range(AT_ONCE_A_PERSON):
            waiting.enter_context(temporary._one_of_few("ada"))
        with pytest.raises(Problem, match="rate_limited"):
            waiting.enter_context(temporary._one_of_few("ada"))
        for number in range(AT_ONCE - AT_ONCE_A_PERSON):
            waiting.enter_context(temporary._one_of_few(number))
        with pytest.raises(Problem, match="rate_limited"):
            waiting.enter_context(temporary._one_of_few("ben"))
    with temporary._one_of_few("ada"), temporary._one_of_few("ben"):
        assert temporary._arriving == {"ada": 1, "ben": 1}
    assert not temporary._arriving


def test_limits_of_the_place_and_of_the_format_fit(cast: Cast) -> None:
    """Whatever the website keeps of one project can be saved, and what was saved can be opened again."""
    many = NewProject(
        new_id(), "text", "Many", labels=tuple(Label(new_id(), f"label {n}") for n in range(20))
    )
    website(cast.ada).projects.create(many)
    assert opened(cast.ada, saved(cast.ada, many.id)).card.project.labels == many.labels
    assert settings.PROJECT_FILE_BYTES > MODELS_KEPT * 4_000_000 + 20 * 10_000_000
