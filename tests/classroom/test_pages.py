"""What teachers do on their pages, and that their pages look right to a browser without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest

from classroom.models import SchoolClass, User
from classroom.pictures import PICTURES
from classroom.services.students import add_students, pictures_of
from classroom.templatetags.sizes import size
from tests.conftest import PASSWORD, Cast, SiteClient, client_of
from tests.projects.helpers import make_project
from tests.text import text_of


@pytest.fixture
def tess(cast: Cast) -> SiteClient:
    return client_of(cast.tess)


def here(cast: Cast, end: str = "") -> str:
    return f"/classes/{cast.otters.pk}/{end}"


def test_a_teacher_makes_a_class_adds_students_and_opens_the_door(cast: Cast, tess: SiteClient) -> None:
    made = tess.post("/classes/new/", {"name": "Badgers", "media_on_website": "no"}, follow=True)
    assert "Badgers" in text_of(made)
    badgers = SchoolClass.objects.get(name="Badgers")
    end = f"/classes/{badgers.pk}/"
    shown = text_of(tess.post(f"{end}students/", {"names": "Kim Lee\nRavi\nkim lee"}, follow=True))
    assert "2 students were added." in shown
    assert "not added again: kim lee" in shown
    assert badgers.shown_code in shown
    assert "Shuts itself in" in text_of(tess.post(f"{end}door/", {"door": "open"}, follow=True))
    assert "Door shut" in text_of(tess.post(f"{end}door/", {"door": "shut"}, follow=True))
    assert "Badgers" in text_of(tess.get("/classes/"))


def test_a_teacher_reminds_everyone_to_save_and_ends_it(cast: Cast, tess: SiteClient) -> None:
    address = here(cast, "reminder/")
    assert "Remind everyone to save" in text_of(tess.get(here(cast)))
    reminded = text_of(tess.post(address, {"remind": "everyone"}, follow=True))
    assert "Everyone is reminded" in reminded
    assert "Ends itself in" in reminded
    ended = text_of(tess.post(address, {"remind": "nobody"}, follow=True))
    assert "Everyone is reminded" not in ended


def test_a_class_without_students_has_nobody_to_remind(cast: Cast, tess: SiteClient) -> None:
    cast.otters.students.all().delete()
    assert "Remind everyone" not in text_of(tess.get(here(cast)))


def test_what_is_wrong_with_a_list_is_said_and_the_list_is_not_lost(cast: Cast, tess: SiteClient) -> None:
    answer = tess.post(here(cast, "students/"), {"names": "Dora\n" + "x" * 61})
    assert answer.status_code == 400
    assert "longer than 60 characters" in text_of(answer)
    assert "Dora" in answer.content.decode()
    assert cast.otters.students.count() == 2


def test_how_much_the_website_keeps_of_each_student_and_of_the_class_is_shown(
    cast: Cast, tess: SiteClient
) -> None:
    make_project(cast.ada).add("a" * 1000, "b" * 500)
    removed = make_project(cast.ada)
    removed.add("c" * 700)
    removed.stores.projects.remove(removed.id)
    make_project(cast.ben).add("d" * 548)
    page = text_of(tess.get(here(cast)))
    assert "none yet 2 kB" in page
    assert "none yet 1 kB" in page
    assert "The website keeps 2 kB of this class. Each student has room for 150 MB." in page


def test_a_class_without_a_name_is_not_made(cast: Cast, tess: SiteClient, settings: Any) -> None:
    assert (
        "field__error" in tess.post("/classes/new/", {"name": " ", "media_on_website": "no"}).content.decode()
    )
    settings.CLASSES_A_TEACHER = 1
    assert "that is the most" in text_of(
        tess.post("/classes/new/", {"name": "One more", "media_on_website": "no"})
    )


def test_the_pictures_of_a_student_are_shown_to_the_teacher_and_can_be_new(
    cast: Cast, tess: SiteClient
) -> None:
    (dora,) = add_students(school_class=cast.otters, text="Dora").students
    address = here(cast, f"students/{dora.pk}/")
    before = pictures_of(student=dora)
    assert all(f"pictures/{picture}.svg" in tess.get(address).content.decode() for picture in before)
    assert "three new pictures" in text_of(tess.post(f"{address}pictures/", follow=True))
    assert pictures_of(student=User.objects.get(pk=dora.pk)) != before


def test_a_name_is_mended(cast: Cast, tess: SiteClient) -> None:
    address = here(cast, f"students/{cast.ada.pk}/")
    assert "Ada Byron" in text_of(tess.post(address, {"name": "Ada Byron"}, follow=True))
    assert "has this name" in text_of(tess.post(address, {"name": "ben nevis"}))


def test_cards_are_made_for_those_without_one_for_all_or_for_one(cast: Cast, tess: SiteClient) -> None:
    address = here(cast, "cards/")
    one = tess.post(address, {"who": str(cast.ada.pk)}).content.decode()
    assert "Ada Lovelace" in one
    assert "Ben Nevis" not in one
    assert one.count("<svg") == 2  # the logo and one code
    marks = dict(User.objects.values_list("name", "card_mark"))
    assert "Ben Nevis" in text_of(tess.get(address))
    new = tess.post(address, {"who": "new"}).content.decode()
    assert "Ada Lovelace" not in new
    assert bytes(User.objects.get(pk=cast.ada.pk).card_mark or b"") == bytes(marks["Ada Lovelace"] or b"")
    everyone = tess.post(address, {"who": "all"}).content.decode()
    assert everyone.count("sign-in-card__name") == 2
    for who in ("", "nobody", str(cast.cleo.pk)):
        assert "sign-in-card" not in tess.post(address, {"who": who}).content.decode()
    assert User.objects.get(pk=cast.cleo.pk).card_mark is None


@pytest.mark.parametrize("end", ["", "cards/"])
def test_a_page_of_a_class_costs_as_many_queries_however_many_students(
    cast: Cast, tess: SiteClient, end: str, django_assert_max_num_queries: Any
) -> None:
    add_students(school_class=cast.otters, text="\n".join(f"Student {n}" for n in range(30)))
    with django_assert_max_num_queries(8):
        assert tess.get(here(cast, end)).status_code == 200
    with django_assert_max_num_queries(4):
        client_of().get(f"/join/{cast.otters.code}/")


def test_a_teacher_changes_the_password(cast: Cast, tess: SiteClient) -> None:
    new = {"oldpassword": PASSWORD, "password1": "rivers freeze in may", "password2": "rivers freeze in may"}
    assert tess.post("/accounts/password/change/", new).status_code == 302
    assert client_of(cast.ada).get("/accounts/password/change/").status_code == 403
    nora = User.objects.create_user("nora@school.example")
    assert client_of(nora).get("/accounts/password/change/")["Location"] == "/accounts/password/reset/"


def test_who_is_signed_in_goes_straight_on(cast: Cast) -> None:
    assert client_of(cast.ada).get("/")["Location"] == "/workshop/"
    assert client_of(cast.tess).get("/")["Location"] == "/classes/"
    assert client_of(cast.ada).get("/accounts/login/")["Location"] == "/workshop/"


def test_an_unknown_code_says_what_to_do(anonymous: SiteClient) -> None:
    for address in ("/?code=XXXX", "/join/BCDFGHJK/", "/join/BCDFGHJK/01a206e4-6094-75a4-a42b-3297af74db16/"):
        answer = anonymous.get(address)
        assert answer.status_code == 404
        assert "no class with this code" in text_of(answer)


def test_a_student_of_another_class_is_not_found_under_this_code(cast: Cast) -> None:
    assert client_of().get(f"/join/{cast.otters.code}/{cast.cleo.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 kB"), (999_499, "999 kB"), (999_500, "1 MB"), (1_500_000, "2 MB"), (290_400_000_000, "290 GB")],
)
def test_sizes_are_written_as_in_the_workshop(count: int, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_has_a_drawing_without_code(picture: str) -> None:
    with open(f"classroom/static/classroom/pictures/{picture}.svg") as file:
        drawing = file.read()
    assert 'viewBox="0 0 96 96"' in drawing
    assert not re.search(r"<script|style=|href|on\w+=", drawing)


@pytest.mark.parametrize("address", ["/", "/card/", "/accounts/login/", "/accounts/password/reset/"])
def test_pages_carry_no_inline_code(cast: Cast, address: str) -> None:
    assert_no_inline_code(client_of().get(address).content.decode())


@pytest.mark.parametrize("end", ["", "cards/", "rules/"])
def test_pages_of_teachers_carry_no_inline_code(cast: Cast, tess: SiteClient, end: str) -> None:
    assert_no_inline_code(tess.get(here(cast, end)).content.decode())


def assert_no_inline_code(html: str) -> None:
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
