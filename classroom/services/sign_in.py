"""How a student signs in: three pictures, four words or a card.

Pictures are few enough to be tried, so they count only while the door is open or where this student signed in before,
and wrong ones from unknown browsers are counted for the whole class.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import Enum, auto
from typing import Final

from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from classroom.models import SchoolClass, User, WrongGuess
from classroom.sealing import mark_in_class, mark_of_token
from classroom.services.students import pictures_of

GUESSES: Final = {WrongGuess.Kind.PICTURES: 40, WrongGuess.Kind.WORDS: 1000}
"""How many wrong ones of a class are answered in an hour. Forty orders of 1,320 are 3 %; of the words there are
63 thousand million."""

ALARM_AFTER: Final = 10
HOUR: Final = timedelta(hours=1)


class Answer(Enum):
    RIGHT = auto()
    WRONG = auto()
    DOOR_SHUT = auto()
    TOO_MANY = auto()


def try_pictures(*, student: User, pictures: tuple[str, ...], known: bool) -> Answer:
    """`known` says that this student signed in in this browser before."""
    if not known and not student.own_class().door_is_open:
        return Answer.DOOR_SHUT
    right = bool(pictures) and constant_time_compare(
        " ".join(pictures), " ".join(pictures_of(student=student))
    )
    return _answer(student.own_class(), right, known, WrongGuess.Kind.PICTURES)


def try_words(*, student: User, text: str, known: bool) -> Answer:
    """The words of the card as somebody types them, whether the door is open or shut."""
    words = " ".join(re.findall(r"[a-z]+", text.lower()))
    mark = mark_in_class("words", student.own_class().pk, words)
    right = student.card_words_mark is not None and constant_time_compare(
        mark, bytes(student.card_words_mark)
    )
    return _answer(student.own_class(), right, known, WrongGuess.Kind.WORDS)


def student_of_card(*, token: str) -> User | None:
    return User.objects.filter(card_mark=mark_of_token(token), is_active=True).first()


def start_session(*, request: HttpRequest, person: User) -> None:
    """The session gets a new key, and nothing of whoever was signed in before is left in it."""
    request.session.flush()
    login(request, person)


def alarm(*, school_class: SchoolClass) -> int:
    """The wrong guesses of the last hour, once there are so many that the teacher should know; else 0."""
    wrong = school_class.wrong_guesses.filter(made_at__gt=timezone.now() - HOUR).count()
    return wrong if wrong >= ALARM_AFTER else 0


def forget_wrong_guesses() -> int:
    """Those that count no more."""
    forgotten, _tables = WrongGuess.objects.filter(made_at__lte=timezone.now() - HOUR).delete()
    return forgotten


def _answer(school_class: SchoolClass, right: bool, known: bool, kind: WrongGuess.Kind) -> Answer:
    if not known and not _may_guess(school_class, kind, right):
        return Answer.TOO_MANY
    return Answer.RIGHT if right else Answer.WRONG


@transaction.atomic
def _may_guess(school_class: SchoolClass, kind: WrongGuess.Kind, right: bool) -> bool:
    """False when the limit of the last hour is reached, for right and wrong guesses alike. One after the other for a
    class, so that guesses sent all at once cannot pass it."""
    SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    lately = school_class.wrong_guesses.filter(kind=kind, made_at__gt=timezone.now() - HOUR)
    if lately.count() >= GUESSES[kind]:
        return False
    if not right:
        WrongGuess.objects.create(school_class=school_class, kind=kind)
    return True
