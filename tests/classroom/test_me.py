from __future__ import annotations

from typing import Any

from storage.routing import KINDS
from tests.conftest import Cast, SiteClient, client_of


def test_who_is_signed_out_is_asked_to_sign_in(anonymous: SiteClient) -> None:
    answer = anonymous.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "sign_in"


def test_a_student_hears_of_the_class_and_its_rules(cast: Cast, settings: Any) -> None:
    answer = client_of(cast.ada).get("/api/v1/me")
    me = answer.json()
    assert "no-store" in answer["Cache-Control"]
    assert me["person"] == {"id": str(cast.ada.pk), "name": "Ada Lovelace", "role": "student"}
    assert me["schoolClass"] == {"id": str(cast.otters.pk), "name": "Otters"}
    assert me["policy"] == {
        "storages": list(KINDS),
        "firstStorage": settings.FIRST_STORAGE,
        "projects": settings.PROJECTS_A_STUDENT,
        "texts": settings.TEXTS_A_PROJECT,
        "kinds": ["text"],
    }


def test_teachers_and_guests_have_no_class(cast: Cast) -> None:
    for person, role in ((cast.tess, "teacher"), (cast.gus, "guest"), (cast.olga, "teacher")):
        me = client_of(person).get("/api/v1/me").json()
        assert me["schoolClass"] is None
        assert me["person"]["role"] == role


def test_the_token_lets_the_page_write(cast: Cast) -> None:
    browser = client_of(cast.ada, csrf=True)
    token = browser.get("/api/v1/me").json()["csrfToken"]
    assert browser.post("/sign-out/").status_code == 403
    assert browser.post("/sign-out/", headers={"X-CSRFToken": token}).status_code == 302
