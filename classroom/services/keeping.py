"""How long a class is kept: until a date that a teacher moves with one press, with two notices before it.

The notices stand on the pages of the class from thirty days before, and go out by mail where the site sends mail.
Nothing is deleted in the thirty days after the first notice, however late that was given; nor, while no teacher has
seen a notice, in the sixty days after that.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.core.mail import send_mass_mail
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classroom.models import SchoolClass, User
from storage.problems import Code, Problem

FIRST_NOTICE: Final = timedelta(days=30)
SECOND_NOTICE: Final = timedelta(days=7)
UNSEEN: Final = timedelta(days=60)
LONGEST: Final = timedelta(days=3 * 365)
MAIL_AGAIN: Final = timedelta(hours=1)
CLASSES_AT_ONCE: Final = 20

log = structlog.stdlib.get_logger(__name__)


def deleted_on(school_class: SchoolClass) -> date | None:
    """The day from which a class that a teacher has been told of may be deleted; None before the first notice."""
    if school_class.noticed_at is None:
        return None
    return max(school_class.keep_until, timezone.localdate(school_class.noticed_at) + FIRST_NOTICE)


def keep_until(*, school_class: SchoolClass, day: date) -> None:
    """As if no notice had been given. Problem: `invalid` for a day that is too near for the notices, or too far."""
    today = timezone.localdate()
    if not today + FIRST_NOTICE <= day <= today + LONGEST:
        raise Problem(Code.INVALID, _("Choose a day in one month to three years."), field="day")
    school_class.keep_until = day
    school_class.noticed_at = school_class.notice_seen_at = school_class.mail_tried_at = None
    school_class.notices_mailed = 0
    school_class.save(
        update_fields=["keep_until", "noticed_at", "notice_seen_at", "mail_tried_at", "notices_mailed"]
    )


def see_notice(*, school_class: SchoolClass) -> None:
    """A teacher has the notice before their eyes."""
    if school_class.noticed_at is not None and school_class.notice_seen_at is None:
        school_class.notice_seen_at = timezone.now()
        school_class.save(update_fields=["notice_seen_at"])


def give_notices() -> int:
    """For the sweeper: says how many were given or mailed."""
    near = Q(keep_until__lte=timezone.localdate() + FIRST_NOTICE)
    given = SchoolClass.objects.filter(near, noticed_at=None, gone_since=None).update(
        noticed_at=timezone.now()
    )
    return given + (_mail_notices() if settings.SITE_SENDS_MAIL else 0)


def due_classes() -> list[SchoolClass]:
    """Those whose time is over and whose teachers have seen it or had long enough to."""
    today = timezone.localdate()
    over = _still_here().filter(keep_until__lte=today)
    return [school_class for school_class in over if _is_due(school_class, today)]


def _is_due(school_class: SchoolClass, today: date) -> bool:
    day = deleted_on(school_class)
    wait = timedelta(0) if school_class.notice_seen_at is not None else UNSEEN
    return day is not None and day + wait <= today


def _still_here() -> QuerySet[SchoolClass]:
    return SchoolClass.objects.filter(gone_since=None).exclude(noticed_at=None)


def _mail_notices() -> int:
    """A mail that cannot be sent is tried again in an hour."""
    ready = Q(mail_tried_at=None) | Q(mail_tried_at__lte=timezone.now() - MAIL_AGAIN)
    waiting = _still_here().filter(ready, notices_mailed__lt=2).order_by("pk")
    sent = 0
    for school_class in waiting.iterator():
        if school_class.notices_mailed < _notices_due(school_class):
            sent += _mail(school_class)
            if sent >= CLASSES_AT_ONCE:
                break
    return sent


def _notices_due(school_class: SchoolClass) -> int:
    day = deleted_on(school_class)
    return 2 if day is not None and timezone.localdate() >= day - SECOND_NOTICE else 1


def _mail(school_class: SchoolClass) -> int:
    """One mail for each teacher, so that none reads the others' addresses."""
    rows = SchoolClass.objects.filter(pk=school_class.pk)
    rows.update(mail_tried_at=timezone.now())
    context = {
        "school_class": school_class,
        "day": deleted_on(school_class),
        "address": settings.SITE_ADDRESS + reverse("class", args=[school_class.pk]),
    }
    text = render_to_string("classroom/keeping_mail.txt", context)
    subject = _("Your class %(name)s will be deleted soon") % {"name": " ".join(school_class.name.split())}
    teachers = User.objects.filter(memberships__school_class=school_class).exclude(email=None)
    mails = [(subject, text, None, [teacher.email]) for teacher in teachers if teacher.email]
    try:
        send_mass_mail(mails)
    except OSError as error:  # what smtplib raises are among them
        log.warning("notice_not_mailed", school_class=str(school_class.pk), error=type(error).__name__)
        return 0
    rows.update(notices_mailed=_notices_due(school_class), mail_tried_at=None)
    return 1
