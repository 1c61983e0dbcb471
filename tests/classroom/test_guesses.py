"""The class-code part of T19: whoever guesses finds nothing, and nobody who belongs here is held up."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import TimeMachineFixture

from classroom.models import SchoolClass, User, WrongGuess
from classroom.services.cards import new_cards
from classroom.services.classes import CODE_LETTERS, class_of_code, open_door
from classroom.services.sign_in import ALARM_AFTER, Answer, alarm, forget_wrong_guesses, try_pictures
from classroom.services.students import add_students
from tests.classroom.helpers import press, right, wrong_for
from tests.conftest import Cast, client_of


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


def guess_wrong(school_class: SchoolClass, times: int) -> None:
    guess = {"school_class": school_class, "kind": WrongGuess.Kind.PICTURES}
    WrongGuess.objects.bulk_create(WrongGuess(**guess) for _guess in range(times))


def test_no_hour_has_more_than_forty_wherever_it_begins(
    cast: Cast, dora: User, time_machine: TimeMachineFixture
) -> None:
    open_door(school_class=cast.otters)
    guess_wrong(cast.otters, 30)
    time_machine.move_to(timezone.now() + timedelta(minutes=50))
    assert [press(client_of(), dora, wrong_for(dora)) for _guess in range(12)] == [403] * 10 + [429] * 2
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    assert [press(client_of(), dora, wrong_for(dora)) for _guess in range(32)] == [403] * 30 + [429] * 2
    assert forget_wrong_guesses() == 30
    assert forget_wrong_guesses() == 0


def test_a_known_browser_is_never_slowed(cast: Cast, dora: User) -> None:
    open_door(school_class=cast.otters)
    known = client_of()
    press(known, dora, right(dora))
    guess_wrong(cast.otters, 40)
    for _guess in range(60):
        assert press(known, dora, wrong_for(dora)) == 403
    assert press(known, dora, right(dora)) == 302
    assert cast.otters.wrong_guesses.count() == 40


def test_other_classes_are_not_slowed(cast: Cast) -> None:
    (kit,) = add_students(school_class=cast.herons, text="Kit").students
    guess_wrong(cast.otters, 40)
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
