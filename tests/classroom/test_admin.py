from __future__ import annotations

import pytest

from classroom.access import policy_of, site_policy
from classroom.models import Invitation, User
from classroom.services.cards import new_cards
from classroom.services.students import add_students
from tests.conftest import Cast, SiteClient, client_of


@pytest.fixture
def olga(cast: Cast) -> SiteClient:
    return client_of(cast.olga)


def test_only_the_operator_enters(cast: Cast, olga: SiteClient) -> None:
    assert olga.get("/admin/").status_code == 200
    assert olga.get("/admin/login/")["Location"].startswith("/admin/")
    for person in (cast.tess, cast.ada, cast.gus):
        assert client_of(person).get("/admin/", follow=True).status_code == 403
    assert client_of().get("/admin/", follow=True).redirect_chain[-1][0].startswith("/accounts/login/")


def test_nobody_reads_pictures_marks_or_passwords_there(cast: Cast, olga: SiteClient) -> None:
    (dora,) = add_students(school_class=cast.otters, text="Dora").students
    new_cards(students=[dora])
    for address in (
        f"/admin/classroom/user/{dora.pk}/change/",
        f"/admin/classroom/user/{cast.tess.pk}/change/",
    ):
        page = olga.get(address).content.decode()
        assert "pictures" not in page
        assert "_mark" not in page
        assert "md5$" not in page
        assert 'name="password"' not in page


def test_classes_and_people_are_found_and_a_second_teacher_is_added(cast: Cast, olga: SiteClient) -> None:
    assert "Otters" in olga.get("/admin/classroom/schoolclass/").content.decode()
    assert "Cleo Nile" in olga.get("/admin/classroom/user/?q=cleo").content.decode()
    form = {
        "name": "Otters",
        "time_zone": "UTC",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-teacher": str(cast.tom.pk),
        "memberships-0-school_class": str(cast.otters.pk),
        "stored_policy-TOTAL_FORMS": "0",
        "stored_policy-INITIAL_FORMS": "0",
    }
    assert olga.post(f"/admin/classroom/schoolclass/{cast.otters.pk}/change/", form).status_code == 302
    assert cast.otters.memberships.filter(teacher=cast.tom).exists()
    form |= {"memberships-0-teacher": str(cast.cleo.pk), "memberships-INITIAL_FORMS": "0"}
    assert olga.post(f"/admin/classroom/schoolclass/{cast.otters.pk}/change/", form).status_code == 200
    assert not cast.otters.memberships.filter(teacher=cast.cleo).exists()


def test_the_operator_sets_the_rules_of_a_class(cast: Cast, olga: SiteClient) -> None:
    form = {
        "name": "Otters",
        "time_zone": "UTC",
        "memberships-TOTAL_FORMS": "0",
        "memberships-INITIAL_FORMS": "0",
        "stored_policy-TOTAL_FORMS": "1",
        "stored_policy-INITIAL_FORMS": "0",
        "stored_policy-0-school_class": str(cast.otters.pk),
        "stored_policy-0-kinds_left_out": ["sounds"],
        "stored_policy-0-rows": "12",
        "stored_policy-0-media_on_website": "true",
    }
    address = f"/admin/classroom/schoolclass/{cast.otters.pk}/change/"
    assert olga.post(address, form).status_code == 302
    policy = policy_of(cast.ada)
    assert (policy.rows, policy.media_on_website) == (12, True)
    assert policy.storages == site_policy().storages
    assert "sounds" not in policy.kinds
    assert "voice recordings" in olga.get(address).content.decode()


def test_the_operator_changes_of_a_student_only_what_has_no_rules_of_its_own(
    cast: Cast, olga: SiteClient
) -> None:
    form = {"name": cast.ben.name, "is_superuser": "on"}
    assert olga.post(f"/admin/classroom/user/{cast.ada.pk}/change/", form).status_code == 302
    cast.ada.refresh_from_db()
    assert (cast.ada.name, cast.ada.is_superuser, cast.ada.is_active) == ("Ada Lovelace", False, False)
    form = {"name": "Thomas", "is_superuser": "on", "is_active": "on"}
    assert olga.post(f"/admin/classroom/user/{cast.tom.pk}/change/", form).status_code == 302
    cast.tom.refresh_from_db()
    assert (cast.tom.name, cast.tom.is_superuser) == ("Thomas", True)


def test_an_invitation_is_made_and_its_address_said_once(cast: Cast, olga: SiteClient) -> None:
    answer = olga.post("/admin/classroom/invitation/add/", {"email": "nora@school.example"}, follow=True)
    assert "/teachers/join/" in answer.content.decode()
    assert Invitation.objects.get().email == "nora@school.example"
    refused = olga.post("/admin/classroom/invitation/add/", {"email": "tess@school.example"})
    assert "already" in refused.content.decode()
    assert Invitation.objects.count() == 1


def test_the_operator_gives_out_an_address_for_a_new_password(cast: Cast, olga: SiteClient) -> None:
    people = [
        str(pk) for pk in User.objects.filter(name__in=["Tess", "Ada Lovelace"]).values_list("pk", flat=True)
    ]
    form = {"action": "show_password_address", "_selected_action": people}
    page = olga.post("/admin/classroom/user/", form, follow=True).content.decode()
    assert page.count("/accounts/password/reset/key/") == 1
