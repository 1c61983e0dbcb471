"""Signing in as a student does it, the class-code part of T19, and what T18 asks of sessions."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import TimeMachineFixture

from classroom.models import SchoolClass, User
from classroom.pictures import ORDERS
from classroom.services.cards import new_cards
from classroom.services.classes import CODE_LETTERS, class_of_code, open_door, shut_door
from classroom.services.sign_in import ALARM_AFTER, Answer, alarm, try_pictures
from classroom.services.students import add_students, pictures_of, reset_pictures
from tests.conftest import Cast, SiteClient, client_of


@pytest.fixture
def dora(cast: Cast) -> User:
    return add_students(school_class=cast.otters, text="Dora Maar").students[0]


def wrong_for(student: User) -> str:
    return next(order for order in ORDERS if order != " ".join(pictures_of(student=student)))


def press(browser: SiteClient, student: User, pictures: str) -> int:
    """Presses the pictures and Go; 302 means in."""
    address = f"/join/{student.own_class().code}/{student.pk}/"
    return browser.post(address, {"chosen": pictures, "go": "1"}).status_code


def right(student: User) -> str:
    return " ".join(pictures_of(student=student))


def signed_in(browser: SiteClient) -> str | None:
    answer = browser.get("/api/v1/me")
    return answer.json()["person"]["id"] if answer.status_code == 200 else None


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
    assert SchoolClass.objects.get(pk=cast.otters.pk).wrong_pictures == 0


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


def test_forty_wrong_guesses_an_hour_are_answered_and_no_more(
    cast: Cast, dora: User, time_machine: TimeMachineFixture
) -> None:
    open_door(school_class=cast.otters)
    answers = [press(client_of(), dora, wrong_for(dora)) for _guess in range(45)]
    assert answers == [403] * 40 + [429] * 5
    assert press(client_of(), dora, right(dora)) == 429
    (card,) = new_cards(students=[dora])
    assert client_of().post("/card/", {"token": card.address.partition("#")[2]}).status_code == 302
    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    assert press(client_of(), dora, right(dora)) == 302


def test_a_known_browser_is_never_slowed(cast: Cast, dora: User) -> None:
    open_door(school_class=cast.otters)
    known = client_of()
    press(known, dora, right(dora))
    SchoolClass.objects.update(wrong_pictures=40, wrong_since=timezone.now())
    for _guess in range(60):
        assert press(known, dora, wrong_for(dora)) == 403
    assert press(known, dora, right(dora)) == 302
    assert SchoolClass.objects.get(pk=cast.otters.pk).wrong_pictures == 40


def test_other_classes_are_not_slowed(cast: Cast) -> None:
    (kit,) = add_students(school_class=cast.herons, text="Kit").students
    SchoolClass.objects.filter(pk=cast.otters.pk).update(wrong_pictures=40, wrong_since=timezone.now())
    open_door(school_class=cast.herons)
    assert press(client_of(), kit, right(kit)) == 302


def test_the_teacher_is_told_after_ten_wrong_guesses(
    cast: Cast, dora: User, time_machine: TimeMachineFixture
) -> None:
    open_door(school_class=cast.otters)
    teacher = client_of(cast.tess)
    address = f"/classes/{cast.otters.pk}/"
    for _guess in range(ALARM_AFTER - 1):
        press(client_of(), dora, wrong_for(dora))
    assert "wrong tries" not in teacher.get(address).content.decode()
    press(client_of(), dora, wrong_for(dora))
    assert "10 wrong tries" in teacher.get(address).content.decode()
    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    assert alarm(school_class=SchoolClass.objects.get(pk=cast.otters.pk)) == 0


def test_ten_thousand_tries_find_no_class(cast: Cast) -> None:
    for _try in range(10_000):
        code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(8))
        assert class_of_code(code=code) is None


def test_thirty_children_behind_one_address_with_one_mistake_each_are_in_within_20_s(cast: Cast) -> None:
    names = "\n".join(f"Student {n}" for n in range(30))
    students = add_students(school_class=cast.otters, text=names).students
    open_door(school_class=cast.otters)
    started = time.monotonic()
    browsers = [client_of() for _student in students]
    for browser, student in zip(browsers, students, strict=True):
        assert browser.get("/", {"code": "BCDFGHJK"}).status_code == 302
        assert press(browser, student, wrong_for(student)) == 403
    for browser, student in zip(browsers, students, strict=True):
        assert press(browser, student, right(student)) == 302
    assert time.monotonic() - started < 20


@pytest.fixture
def class_with_open_door(transactional_db: None) -> Iterator[User]:
    school_class = SchoolClass.objects.create(name="Otters", code="BCDFGHJK")
    open_door(school_class=school_class)
    yield add_students(school_class=school_class, text="Dora").students[0]
    connection.close()


def test_guesses_sent_all_at_once_cannot_pass_the_limit(class_with_open_door: User) -> None:
    dora = class_with_open_door
    wrong = tuple(wrong_for(dora).split())

    def guess(_number: int) -> Answer:
        try:
            return try_pictures(student=User.objects.get(pk=dora.pk), pictures=wrong, known=False)
        finally:
            connection.close()

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, range(120)))
    assert answers.count(Answer.WRONG) == 40
    assert answers.count(Answer.TOO_MANY) == 80
