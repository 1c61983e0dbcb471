"""T16: every address x method x person, generated from the URL configuration. An address without a row fails."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from classroom.services.students import give_pictures
from classroom.services.teachers import invite
from mlforkids.middleware import FrameOriginMiddleware
from storage.digest import item_digest
from storage.ids import new_id
from storage.routing import website
from storage.values import NewWork, PageRequest, Project
from teaching.models import Receipt
from tests.classroom.helpers import RULES_FORM
from tests.conftest import Cast, SiteClient, client_of, frame_client, make_cast
from tests.files.drafts import draft
from tests.projects.grants import PROGRESS, new_grant, shown
from tests.rights import FRAME_ROWS, METHODS, PEOPLE, ROWS, Row, everybody
from tests.training.runs.helpers import project_to_train

pytestmark = pytest.mark.django_db

TEXT = "a warm thing0 hug"
FILE = "print('a hug')"
WORK_HEADER = '{"kind": "python", "name": "again.py", "revision": 1}'


FORMS: Mapping[str, Mapping[str, object]] = {
    "join_student": {"words": "these are no words"},
    "card": {"token": "made-up"},
    "teachers_join": {"name": "Nora", "password": "herons nest in march"},
    "class_new": {"name": "Badgers", "media_on_website": "no"},
    "class_rules": RULES_FORM,
    "class_media": {"media_on_website": "yes"},
    "class_watson": {"texts_learned_by": "here", "model_hours": 24},
    "class_delete": {"name": "Otters"},
    "students_add": {"names": "Nina Simone"},
    "student": {"name": "Ada Byron"},
    "cards": {"who": "all"},
    "account_login": {"login": "tess@school.example", "password": "wrong"},
}
"""What makes a form do its work for who may."""


@dataclass(frozen=True)
class Address:
    """`route` is as Django writes it, with its parameters; `key` names its row."""

    route: str
    name: str

    @property
    def key(self) -> str:
        return self.name or self.route


def addresses(urls: str | None = None) -> list[Address]:
    return list(_walk(get_resolver(urls).url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], before: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, pattern.namespace or namespace)
        else:
            name = f"{namespace}:{pattern.name}" if namespace else (pattern.name or "")
            yield Address(route, name)


@dataclass(frozen=True)
class Answer:
    """`seen` is all that a person gets to see: the body and the headers."""

    status: int
    seen: str


@dataclass(frozen=True)
class Stage:
    """The cast, and Ada's project with a trained model."""

    cast: Cast
    project: UUID
    label: UUID
    example: UUID
    model: UUID
    work: UUID
    run: UUID
    revision: int
    grant: UUID
    invitation: str
    sessions: Mapping[str, str]

    def browser(self, who: str) -> SiteClient:
        """`raise_request_exception` is off, so that a fault of ours is a 500 and not the end of the test."""
        browser = SiteClient(raise_request_exception=False)
        if who in self.sessions:
            browser.cookies["sessionid"] = self.sessions[who]
        return browser

    def fill(self, route: str) -> str:
        values = {
            "project": self.project,
            "model": self.model,
            "work": self.work,
            "run": self.run,
            "media": new_id(),
            "grant": self.grant,
            "id": self.cast.otters.pk,
            "student": self.cast.ada.pk,
            "person": self.cast.ada.pk,
            "code": self.cast.otters.code,
            "token": self.invitation,
            "address": "nothing/here",
            "uidb36": self.cast.tess.pk.hex,
            "key": "made-up",
            "object_id": self.cast.ada.pk,
            "app_label": "classroom",
            "content_type_id": 1,
            "url": "nothing/here/",
        }
        named = re.sub(r"\(\?P<(\w+)>[^()]*\)", lambda found: str(values[found[1]]), route)
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), named)
        return "/" + filled.replace("^", "").replace("$", "")

    def body(self, key: str, method: str) -> Any:
        """What makes a request of the API do its work for who may."""
        bodies: dict[tuple[str, str], Any] = {
            ("projects", "POST"): {"id": str(new_id()), "kind": "text", "name": "Mine"},
            ("project", "PATCH"): {"revision": self.revision, "name": "Renamed"},
            ("project_mark", "POST"): {"moving": None},
            ("examples", "POST"): {"examples": [self.new_example()]},
            ("examples_change", "POST"): {"ids": [str(self.example)], "change": {"heldBack": True}},
            ("examples_remove", "POST"): {"ids": [str(self.example)]},
            ("examples_restore", "POST"): {"ids": [str(self.example)]},
            ("picture_from_address", "POST"): {"address": "http://127.0.0.1/"},
            ("models", "POST"): {"model": self.new_model(), "report": []},
            ("guess", "POST"): {"data": [{"text": "hello"}]},
            ("explain", "POST"): {"data": {"text": "hello"}},
            ("lent_run", "PUT"): {"kind": "text", "language": "en", "labels": ["a", "b"], "texts": []},
            ("lent_guess", "POST"): {"modelId": str(self.model), "texts": ["hello"]},
            ("grants", "POST"): new_grant(),
            ("grant", "PATCH"): {"progress": PROGRESS},
        }
        return bodies.get((key, method), {})

    def new_example(self) -> dict[str, Any]:
        return {"id": str(new_id()), "labelId": str(self.label), "data": {"text": "new"}}

    def new_model(self) -> dict[str, Any]:
        return model_file(new_id(), website(self.cast.ada).projects.get(self.project).project)

    def secrets_from(self, who: str) -> set[str]:
        """What no refused answer may have in it, and no answer at all for who has nothing to do with Ada."""
        ids = {str(id) for id in (self.label, self.example, self.model, self.work, self.run)}
        secrets = {TEXT, FILE, "grumpy", *ids}
        return secrets if who == "ada" else secrets | {"Lovelace"}


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock():
        yield _set_stage()
        call_command("flush", interactive=False)


def _set_stage() -> Stage:
    cast = make_cast()
    give_pictures(school_class=cast.otters, students=[cast.ada])
    cast.ada.save()
    project = project_to_train(cast.ada)
    stores = website(cast.ada)
    card = stores.projects.get(project)
    model = new_id()
    stores.models.save(project, model_file(model, card.project), [])
    work = NewWork(new_id(), "python", "mood.py", FILE.encode())
    stores.works.save(project, work, 0)
    # `fill` gives it the same id as the class.
    receipt = Receipt.objects.create(id=cast.otters.pk, what=Receipt.What.CLASS, why=Receipt.Why.ASKED)
    receipt.teachers.add(cast.tess)
    return Stage(
        cast=cast,
        project=project,
        label=card.project.labels[0].id,
        example=stores.examples.page(project, PageRequest()).examples[0].id,
        model=model,
        work=work.id,
        run=stores.trainer.start(project).id,
        revision=card.project.revision,
        grant=shown(cast.ada),
        invitation=invite(email="nora@school.example").address.rstrip("/").rpartition("/")[2],
        sessions={who: client_of(getattr(cast, who)).cookies["sessionid"].value for who in PEOPLE[1:]},
    )


def model_file(model: UUID, project: Project) -> dict[str, Any]:
    """A small model of a project with two labels, as a browser would send it."""
    text = (Path(__file__).parent / "contract" / "model.json").read_text()
    for mark, id in zip(("@m", "@a", "@b"), (model, *(label.id for label in project.labels)), strict=True):
        text = text.replace(mark, str(id))
    file = json.loads(text)
    return {**file, "digest": item_digest(file).hex()}


def ask(stage: Stage, address: Address, method: str, who: str) -> Answer:
    """One request in a world that nobody has touched."""
    browser = stage.browser(who)
    path = stage.fill(address.route)
    before = transaction.savepoint()
    if address.key == "project_files":
        kind = "application/octet-stream"
        answer = browser.generic(method, f"{path}?project={new_id()}", draft().zip(), content_type=kind)
    elif path.startswith("/api/"):
        a_file = address.key == "work" and method == "PUT"
        says = method in ("POST", "PATCH", "PUT") and not a_file
        body = json.dumps(stage.body(address.key, method)) if says else ""
        kind = "application/octet-stream" if a_file else "application/json"
        answer = browser.generic(method, path, body, content_type=kind, headers={"Work": WORK_HEADER})
    elif method == "POST":
        answer = browser.post(path, FORMS.get(address.key, {}))
    else:
        answer = browser.generic(method, path)
    seen = b"".join(answer) + str(dict(answer.headers)).encode()
    transaction.savepoint_rollback(before)
    return Answer(answer.status_code, seen.decode(errors="replace"))


def leaks(stage: Stage, answer: Answer, who: str) -> list[str]:
    may_see = who in ("ada", "tess") and answer.status < 300
    return [] if may_see else [secret for secret in stage.secrets_from(who) if secret in answer.seen]


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    ours = {address.key for address in addresses() if not address.name.startswith("admin:")}
    assert ours - set(ROWS) == set(), "addresses without a row in tests/rights.py"
    assert set(ROWS) - ours == set(), "rows without an address"


@pytest.mark.parametrize(
    "address", [a for a in addresses() if not a.name.startswith("admin:")], ids=lambda address: address.key
)
def test_everybody_gets_the_answer_of_the_matrix(stage: Stage, address: Address) -> None:
    row: Row = ROWS[address.key]
    wrong = []
    for method in METHODS:
        expected = row.get(method, everybody("")).split(" ")
        for who, status in zip(PEOPLE, expected, strict=True):
            answer = ask(stage, address, method, who)
            if (status and str(answer.status) != status) or answer.status >= 500:
                wrong.append(f"{method} by {who}: {answer.status}, not {status}")
            wrong += [f"{method} by {who} leaks {secret}" for secret in leaks(stage, answer, who)]
    assert wrong == []


@pytest.mark.parametrize(
    "address", [a for a in addresses() if a.name.startswith("admin:")], ids=lambda address: address.route
)
def test_the_admin_is_for_the_operator_alone(stage: Stage, address: Address) -> None:
    wrong = []
    for method in METHODS:
        for who in PEOPLE:
            answer = ask(stage, address, method, who)
            refused = answer.status in (302, 403, 404, 405)
            if answer.status >= 500 or (who != "olga" and not refused):
                wrong.append(f"{method} by {who}: {answer.status}")
            if who != "olga":
                wrong += [f"{method} by {who} leaks {secret}" for secret in leaks(stage, answer, who)]
    assert wrong == []


def test_the_operator_may_enter_the_admin(stage: Stage) -> None:
    assert client_of(stage.cast.olga).get("/admin/classroom/user/").status_code == 200
    assert client_of(stage.cast.tess).get("/admin/", follow=True).status_code == 403


def test_every_address_for_frames_has_a_row_too() -> None:
    assert {address.key for address in addresses(FrameOriginMiddleware.URLS)} == set(FRAME_ROWS)


@pytest.mark.parametrize("address", addresses(FrameOriginMiddleware.URLS), ids=lambda address: address.key)
def test_nobody_is_somebody_where_frames_are(stage: Stage, address: Address) -> None:
    wrong = []
    for method in METHODS:
        expected = FRAME_ROWS[address.key][method].split(" ")
        for who, status in zip(PEOPLE, expected, strict=True):
            answer = _asked_of_a_frame(stage, address, method, who)
            if str(answer.status_code) != status or answer.cookies or "Cookie" in answer.get("Vary", ""):
                wrong.append(f"{method} by {who}: {answer.status_code}, {answer.cookies}")
    assert wrong == []


@pytest.mark.parametrize(
    "address",
    [a for a in addresses() if a.name != "frame_here" and a.name.split(":")[0] != "admin"],
    ids=lambda a: a.key,
)
def test_nothing_of_the_main_site_is_where_frames_are(stage: Stage, address: Address) -> None:
    if stage.fill(address.route) == "/":
        return
    statuses = {_asked_of_a_frame(stage, address, method, "ada").status_code for method in METHODS}
    assert statuses == {404}


def _asked_of_a_frame(stage: Stage, address: Address, method: str, who: str) -> Any:
    browser = frame_client()
    if who in stage.sessions:
        browser.cookies["sessionid"] = stage.sessions[who]
    return browser.generic(method, stage.fill(address.route))
