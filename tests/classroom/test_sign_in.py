"""Signing in as a student does it, and what T18 asks of sessions."""

from __future__ import annotations

from typing import Any

import pytest

from classroom.models import User
from classroom.services.cards import new_cards
from classroom.services.classes import open_door, shut_door
from classroom.services.sign_in import Answer, try_pictures
from classroom.services.students import add_students, pictures_of, reset_pictures
from tests.classroom.helpers import press, right, signed_in, wrong_for
from tests.conftest import Cast, SiteClient, client_of


def test_code_name_pictures_and_in(cast: Cast, dora: User, anonymous: SiteClient) -> None:
    open_door(school_class=cast.otters)
    assert anonymous.get("/", {"code": "bcdf ghjk"})["Location"] == "/join/BCDFGHJK/"
    names = anonymous.get("/join/bcdf-ghjk/").content.decode()
    assert "Dora M" in names
    assert "Maar" not in names
    assert "Lovelace" not in names
    address = f"/join/BCDFGHJK/{dora.pk}/"
    assert "Maar" not in anonymous.get(address).content.decode()
    chosen = ""
    for picture in pictures_of(student=dora):
        page = anonymous.post(address, {"chosen": chosen, "press": picture})
        chosen = page.context["chosen_names"]
    assert chosen == right(dora)
    assert anonymous.post(address, {"chosen": chosen, "go": "1"})["Location"] == "/workshop/"
    assert signed_in(anonymous) == str(dora.pk)


def test_a_press_can_be_undone(cast: Cast, dora: User, anonymous: SiteClient) -> None:
    open_door(school_class=cast.otters)
    page = anonymous.post(f"/join/BCDFGHJK/{dora.pk}/", {"chosen": "cat sun", "undo": "1"})
    assert page.context["chosen_names"] == "cat"
    page = anonymous.post(f"/join/BCDFGHJK/{dora.pk}/", {"chosen": "cat", "press": "cat"})
    assert page.context["chosen_names"] == "cat"


def test_with_the_door_shut_pictures_do_nothing_in_an_unknown_browser(cast: Cast, dora: User) -> None:
    browser = client_of()
    assert press(browser, dora, right(dora)) == 403
    assert signed_in(browser) is None
    assert "The door is shut" in browser.get(f"/join/BCDFGHJK/{dora.pk}/").content.decode()
    assert try_pictures(student=dora, pictures=pictures_of(student=dora), known=False) == Answer.DOOR_SHUT
    assert not cast.otters.wrong_guesses.exists()


def test_a_browser_that_knows_the_student_needs_no_open_door(cast: Cast, dora: User) -> None:
    browser = client_of()
    open_door(school_class=cast.otters)
    press(browser, dora, right(dora))
    shut_door(school_class=cast.otters)
    browser.post("/sign-out/")
    assert press(browser, dora, wrong_for(dora)) == 403
    assert press(browser, dora, right(dora)) == 302
    cookie = browser.cookies["known"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_browser_that_knows_one_student_does_not_know_another(cast: Cast, dora: User) -> None:
    (eve,) = add_students(school_class=cast.otters, text="Eve").students
    browser = client_of()
    open_door(school_class=cast.otters)
    press(browser, dora, right(dora))
    shut_door(school_class=cast.otters)
    assert press(browser, eve, right(eve)) == 403


def test_after_new_pictures_no_browser_knows_the_student(cast: Cast, dora: User) -> None:
    browser = client_of()
    open_door(school_class=cast.otters)
    press(browser, dora, right(dora))
    shut_door(school_class=cast.otters)
    reset_pictures(student=dora)
    assert signed_in(browser) is None
    assert press(browser, dora, right(dora)) == 403


@pytest.mark.parametrize("cookie", ["nonsense", "", "e30:1:1", "W10:1uYx3A:abc"])
def test_a_made_up_cookie_knows_nobody(cast: Cast, dora: User, cookie: str) -> None:
    browser = client_of()
    browser.cookies["known"] = cookie
    assert press(browser, dora, right(dora)) == 403


def test_a_shared_computer_remembers_the_last_forty(cast: Cast, settings: Any) -> None:
    settings.STUDENTS_A_CLASS = 60
    students = add_students(
        school_class=cast.otters, text="\n".join(f"Student {n}" for n in range(45))
    ).students
    browser = client_of()
    open_door(school_class=cast.otters)
    for student in students:
        press(browser, student, right(student))
    shut_door(school_class=cast.otters)
    assert len(browser.cookies["known"].value) < 3500
    assert press(browser, students[-1], right(students[-1])) == 302
    assert press(browser, students[0], right(students[0])) == 403


def test_a_card_needs_no_door_and_its_token_is_kept_nowhere(cast: Cast, dora: User, settings: Any) -> None:
    (card,) = new_cards(students=[dora])
    address, _, token = card.address.partition("#")
    assert address == f"{settings.SITE_ADDRESS}/card/"
    assert len(token) == 22
    assert token not in str(User.objects.filter(pk=dora.pk).values())
    browser = client_of()
    assert browser.get("/card/").status_code == 200
    assert browser.post("/card/", {"token": token})["Location"] == "/workshop/"
    assert signed_in(browser) == str(dora.pk)


def test_a_new_card_ends_the_old_one(cast: Cast, dora: User) -> None:
    (old,) = new_cards(students=[dora])
    (new,) = new_cards(students=[dora])
    for card, status in ((old, 403), (new, 302)):
        assert client_of().post("/card/", {"token": card.address.partition("#")[2]}).status_code == status
    for token in ("", "x" * 5000, "\x00"):
        assert client_of().post("/card/", {"token": token}).status_code == 403


def test_four_words_sign_in_with_the_door_shut(cast: Cast, dora: User) -> None:
    (card,) = new_cards(students=[dora])
    address = f"/join/BCDFGHJK/{dora.pk}/"
    typed = "  " + ", ".join(card.words).upper()
    assert client_of().post(address, {"words": " ".join(card.words[:3])}).status_code == 403
    assert client_of().post(address, {"words": typed}).status_code == 302
    assert client_of().post(f"/join/BCDFGHJK/{cast.ada.pk}/", {"words": typed}).status_code == 403


def test_signing_in_rotates_the_session_and_leaves_nothing_of_the_last_child(cast: Cast, dora: User) -> None:
    (eve,) = add_students(school_class=cast.otters, text="Eve").students
    open_door(school_class=cast.otters)
    browser = client_of()
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    press(browser, dora, right(dora))
    first = browser.session.session_key
    assert first != planted
    assert "planted" not in browser.session
    press(browser, eve, right(eve))
    assert browser.session.session_key != first
    thief = client_of()
    thief.cookies["sessionid"] = str(first)
    assert signed_in(thief) is None
    assert signed_in(browser) == str(eve.pk)


def test_signing_out_ends_the_session_and_works_by_post_alone(cast: Cast) -> None:
    browser = client_of(cast.ada)
    key = browser.session.session_key
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/sign-out/")["Location"] == "/"
    assert signed_in(browser) is None
    thief = client_of()
    thief.cookies["sessionid"] = str(key)
    assert signed_in(thief) is None


def test_pages_of_a_person_are_kept_by_no_browser(cast: Cast) -> None:
    for person, address in (
        (cast.tess, "/classes/"),
        (cast.tess, f"/classes/{cast.otters.pk}/"),
        (None, "/"),
    ):
        assert "no-store" in client_of(person).get(address)["Cache-Control"]


def test_sign_in_needs_the_csrf_token(cast: Cast, dora: User) -> None:
    (card,) = new_cards(students=[dora])
    browser = client_of(csrf=True)
    assert browser.post("/card/", {"token": card.address.partition("#")[2]}).status_code == 403
    assert signed_in(browser) is None
