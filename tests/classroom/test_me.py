from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from time_machine import TimeMachineFixture

from classroom.services.classes import remind_to_save, stop_reminding
from classroom.services.rules import set_rules
from storage.routing import KINDS
from storage.times import to_milliseconds
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.grants import named_computer


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
        "rows": settings.ROWS_A_PROJECT,
        "pictures": settings.PICTURES_A_PROJECT,
        "sounds": settings.SOUNDS_A_PROJECT,
        "bytes": settings.BYTES_A_STUDENT,
        "webAddresses": False,
        "mediaOnWebsite": False,
        "textsLearnedBy": "here",
        "modelHours": 24,
        "kinds": ["text", "images", "sounds", "numbers", "prediction"],
    }
    assert me["remindUntil"] is None


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


def test_students_of_a_class_hear_until_when_they_are_reminded_to_save(
    cast: Cast, time_machine: TimeMachineFixture
) -> None:
    remind_to_save(school_class=cast.otters)
    assert cast.otters.remind_until is not None
    until = to_milliseconds(cast.otters.remind_until)
    heard = {
        person.name: client_of(person).get("/api/v1/me").json()["remindUntil"]
        for person in (cast.ada, cast.ben, cast.cleo, cast.tess, cast.gus)
    }
    assert heard == {"Ada Lovelace": until, "Ben Nevis": until, "Cleo Nile": None, "Tess": None, "Gus": None}
    time_machine.move_to(timezone.now() + timedelta(hours=2, seconds=1))
    assert client_of(cast.ada).get("/api/v1/me").json()["remindUntil"] is None


def test_who_asks_again_hears_only_what_has_changed(cast: Cast) -> None:
    browser = client_of(cast.ada, csrf=True)

    def ask(tag: str) -> Any:
        return browser.get("/api/v1/me", headers={"If-None-Match": tag})

    first = ask("")
    again = ask(first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" in again["Cache-Control"]
    remind_to_save(school_class=cast.otters)
    reminded = ask(first["ETag"])
    assert reminded.status_code == 200
    stop_reminding(school_class=cast.otters)
    assert ask(reminded["ETag"]).status_code == 200
    assert ask(first["ETag"]).status_code == 304
    set_rules(school_class=cast.otters, storages=KINDS, first_storage=KINDS[1], projects=1, texts=1)
    assert ask(first["ETag"]).status_code == 200


def test_a_person_hears_the_name_of_their_own_computer_as_long_as_the_website_was_told(cast: Cast) -> None:
    browser = client_of(cast.ada)
    assert browser.get("/api/v1/me").json()["lastComputer"] is None
    for name in ("Laptop 7", "Laptop 8"):
        told = browser.post("/api/v1/grants", named_computer(name), content_type="application/json").json()
    assert browser.get("/api/v1/me").json()["lastComputer"] == "Laptop 8"
    assert client_of(cast.ben).get("/api/v1/me").json()["lastComputer"] is None
    assert browser.delete(f"/api/v1/grants/{told['id']}").status_code == 204
    assert browser.get("/api/v1/me").json()["lastComputer"] is None


def test_one_person_s_tag_says_nothing_to_another(cast: Cast) -> None:
    tag = client_of(cast.ada).get("/api/v1/me")["ETag"]
    assert client_of(cast.ben).get("/api/v1/me", headers={"If-None-Match": tag}).status_code == 200
