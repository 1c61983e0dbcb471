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
from django.db.models import Case, F, Q, Value, When
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from classroom.models import SchoolClass, User
from classroom.sealing import mark_in_class, mark_of_token
from classroom.services.students import pictures_of

GUESSES: Final = {"wrong_pictures": 40, "wrong_words": 1000}
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
    return _answer(student.own_class(), right, known, "wrong_pictures")


def try_words(*, student: User, text: str, known: bool) -> Answer:
    """The words of the card as somebody types them, whether the door is open or shut."""
    words = " ".join(re.findall(r"[a-z]+", text.lower()))
    mark = mark_in_class("words", student.own_class().pk, words)
    right = student.card_words_mark is not None and constant_time_compare(
        mark, bytes(student.card_words_mark)
    )
    return _answer(student.own_class(), right, known, "wrong_words")


def student_of_card(*, token: str) -> User | None:
    return User.objects.filter(card_mark=mark_of_token(token), is_active=True).first()


def start_session(*, request: HttpRequest, student: User) -> None:
    """The session gets a new key, and nothing of whoever was signed in before is left in it."""
    request.session.flush()
    login(request, student, backend="django.contrib.auth.backends.ModelBackend")


def alarm(*, school_class: SchoolClass) -> int:
    """The wrong guesses of the last hour, once there are so many that the teacher should know; else 0."""
    wrong = school_class.wrong_pictures + school_class.wrong_words
    return wrong if wrong >= ALARM_AFTER and school_class.wrong_since > timezone.now() - HOUR else 0


def _answer(school_class: SchoolClass, right: bool, known: bool, counter: str) -> Answer:
    if not known and not _count(school_class, counter, wrong=0 if right else 1):
        return Answer.TOO_MANY
    return Answer.RIGHT if right else Answer.WRONG


def _count(school_class: SchoolClass, counter: str, *, wrong: int) -> bool:
    """One conditional update, so that guesses sent all at once cannot pass the limit: False when it is reached,
    for right and wrong guesses alike."""
    now = timezone.now()
    over = Q(wrong_since__lte=now - HOUR)
    changes = {
        name: Case(When(over, then=Value(step)), default=F(name) + step)
        for name in GUESSES
        for step in (wrong if name == counter else 0,)
    }
    rows = SchoolClass.objects.filter(over | Q(**{f"{counter}__lt": GUESSES[counter]}), pk=school_class.pk)
    return (
        rows.update(**changes, wrong_since=Case(When(over, then=Value(now)), default=F("wrong_since"))) == 1
    )
