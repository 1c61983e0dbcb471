from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from classroom.access import teacher_only
from classroom.models import ClassPolicy, Membership, SchoolClass, User
from storage.problems import Code, Problem
from storage.text import check_filled, trim

CODE_LETTERS: Final = "BCDFGHJKMNPQRTVWXY34679"
"""Without vowels, so that no code is a word, and without what is mistaken for something else: 0 1 2 5 8 I L O S U Z."""

CODE_LENGTH: Final = 8
CLASS_NAME_LENGTH: Final = 60
DOOR_OPEN: Final = timedelta(hours=2)
REMINDED: Final = timedelta(hours=2)


@transaction.atomic
def make_class(*, teacher: User, name: str, media_on_website: bool | None) -> SchoolClass:
    """`media_on_website` is the teacher's answer to whether the website may keep pictures and voices of this class;
    None when that was not asked. Problems: `not_allowed` for others than teachers, `invalid` name, `limit_reached`.
    """
    teacher_only(teacher)
    check_filled(name, CLASS_NAME_LENGTH, "name")
    User.objects.select_for_update().get(pk=teacher.pk)
    if teacher.memberships.count() >= settings.CLASSES_A_TEACHER:
        raise Problem(
            Code.LIMIT_REACHED,
            _("You have %(count)d classes, and that is the most.") % {"count": settings.CLASSES_A_TEACHER},
        )
    school_class = SchoolClass.objects.create(name=trim(name), code=unused_code())
    Membership.objects.create(teacher=teacher, school_class=school_class)
    ClassPolicy.objects.create(school_class=school_class, media_on_website=media_on_website)
    return school_class


def unused_code() -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
        if not SchoolClass.objects.filter(code=code).exists():
            return code


def class_of_code(*, code: str) -> SchoolClass | None:
    """Takes a code as people type it: lower case, with spaces or dashes."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    if len(letters) != CODE_LENGTH or not set(letters) <= set(CODE_LETTERS):
        return None
    return SchoolClass.objects.filter(code=letters, gone_since=None).first()


def open_door(*, school_class: SchoolClass) -> None:
    """Lets pictures count in every browser; the door shuts itself after two hours."""
    school_class.door_open_until = timezone.now() + DOOR_OPEN
    school_class.save(update_fields=["door_open_until"])


def shut_door(*, school_class: SchoolClass) -> None:
    school_class.door_open_until = None
    school_class.save(update_fields=["door_open_until"])


def remind_to_save(*, school_class: SchoolClass) -> None:
    """Asks the students whose browsers keep work that is in no file to save it; ends itself after two hours."""
    school_class.remind_until = timezone.now() + REMINDED
    school_class.save(update_fields=["remind_until"])


def stop_reminding(*, school_class: SchoolClass) -> None:
    school_class.remind_until = None
    school_class.save(update_fields=["remind_until"])
