"""A guest tries the site without an account: for some hours, with a little room on the website."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from classroom.models import User
from classroom.services.sign_in import start_session
from storage.database import one_at_a_time
from storage.problems import Code, Problem
from storage.throttles import count_in_window

GUESTS_AN_ADDRESS: Final = 100
"""In ten minutes: three classes behind one address, and not a program that takes every place."""

WINDOW_SECONDS: Final = 600


def guest_until(guest: User) -> datetime:
    return guest.created_at + timedelta(hours=settings.GUEST_HOURS)


def start_guest(*, request: HttpRequest) -> User:
    """A new guest, signed in. Problems: `rate_limited`, `limit_reached` when too many are here at once."""
    came, _elapsed = count_in_window(f"guests:{request.META['REMOTE_ADDR']}", WINDOW_SECONDS)
    if came > GUESTS_AN_ADDRESS:
        raise Problem(Code.RATE_LIMITED, _("Many guests have come at once. Try again in ten minutes."))
    guest = _make_guest()
    start_session(request=request, person=guest)
    request.session.set_expiry(guest_until(guest))
    return guest


@transaction.atomic
def _make_guest() -> User:
    one_at_a_time("guests")
    here = User.objects.filter(role=User.Role.GUEST, created_at__gt=_came_too_early())
    if here.count() >= settings.GUESTS_AT_ONCE:
        raise Problem(
            Code.LIMIT_REACHED,
            _("There are %(count)d guests here already. Try again later, or ask a teacher for a class code.")
            % {"count": settings.GUESTS_AT_ONCE},
        )
    guest = User(role=User.Role.GUEST, name=_("Guest"))
    guest.set_unusable_password()
    guest.save()
    return guest


def forget_ended_guests() -> int:
    """Whose hours are over. What they kept on the website has no owner then, and is purged."""
    ended = User.objects.filter(role=User.Role.GUEST, created_at__lte=_came_too_early())
    count = ended.count()
    ended.delete()
    return count


def _came_too_early() -> datetime:
    return timezone.now() - timedelta(hours=settings.GUEST_HOURS)
