"""Works over HTTP: the file is the body, and what is said about it is in the `Work` header."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest

from storage.ids import new_id
from storage.limits import WORK_BYTES
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.helpers import make_project

pytestmark = pytest.mark.django_db(transaction=True)

HTML = b"<script>alert(1)</script>"


@pytest.fixture
def project(cast: Cast) -> UUID:
    return make_project(cast.ada).id


@pytest.fixture
def ada(cast: Cast) -> SiteClient:
    return client_of(cast.ada)


def put(client: SiteClient, path: str, file: bytes, said: Any, **more: Any) -> Any:
    header = said if isinstance(said, str) else json.dumps(said)
    kind = more.pop("content_type", "application/octet-stream")
    return client.generic(
        "PUT", f"/api/v1/projects/{path}", file, content_type=kind, headers={"Work": header}, **more
    )


def said(**changed: Any) -> dict[str, Any]:
    return {"kind": "python", "name": "猫.py", "revision": 0, **changed}


def test_a_file_goes_up_and_comes_down_and_nothing_runs_it(ada: SiteClient, project: UUID) -> None:
    id = new_id()
    saved = put(ada, f"{project}/works/{id}", HTML, said())
    assert saved.status_code == 200
    assert saved.json() | {"changedAt": 0} == {
        "id": str(id),
        "kind": "python",
        "name": "猫.py",
        "changedAt": 0,
        "revision": 1,
        "bytes": len(HTML),
    }
    assert ada.get(f"/api/v1/projects/{project}/works").json() == {"works": [saved.json()]}
    answer = ada.get(f"/api/v1/projects/{project}/works/{id}")
    assert answer.content == HTML
    assert json.loads(answer["Work"]) == saved.json()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{id}.py"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert ada.delete(f"/api/v1/projects/{project}/works/{id}").status_code == 204
    assert ada.get(f"/api/v1/projects/{project}/works/{id}").status_code == 404


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("", "Work"),
        ("not json", "Work"),
        ("[" * 100_000, "Work"),
        ("[]", None),
        ('"text"', None),
        (said(kind="java"), "kind"),
        (said(name=None), "name"),
        (said(name=7), "name"),
        (said(name="\ud800"), "name"),
        (said(revision=-1), "revision"),
        (said(revision="0"), "revision"),
        (said(revision=True), "revision"),
        (said(changedAt="now"), "changedAt"),
        (said(changedAt=2**60), "changedAt"),
    ],
)
def test_what_cannot_be_a_work_is_invalid(
    ada: SiteClient, project: UUID, header: Any, field: str | None
) -> None:
    answer = put(ada, f"{project}/works/{new_id()}", b"1", header)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json().get("field") == field
    assert ada.get(f"/api/v1/projects/{project}/works").json() == {"works": []}


def test_a_body_that_is_too_large_or_of_another_type(ada: SiteClient, project: UUID) -> None:
    path = f"{project}/works/{new_id()}"
    assert put(ada, path, b"a" * (WORK_BYTES + 1), said()).status_code == 413
    assert put(ada, path, b"a" * WORK_BYTES, said()).status_code == 200
    assert put(ada, path, b"{}", said(), content_type="application/json").status_code == 415


def test_saving_needs_the_csrf_token(cast: Cast, project: UUID) -> None:
    browser = client_of(cast.ada, csrf=True)
    assert put(browser, f"{project}/works/{new_id()}", b"1", said()).status_code == 403
