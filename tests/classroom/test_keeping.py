"""How long a class is kept: moved with one press, told of twice, and nothing goes unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as site
from django.core import mail
from django.utils import timezone
from django.utils.module_loading import import_string

from classroom.models import SchoolClass
from classroom.services.keeping import deleted_on, due_classes, give_notices
from teaching.models import Receipt
from teaching.services.retention import erase_due_classes
from tests.conftest import Cast, client_of
from tests.text import text_of

pytestmark = pytest.mark.django_db

GoTo = Callable[[date], None]


@pytest.fixture
def go_to() -> Iterator[GoTo]:
    """To the noon of a day."""
    with time_machine.travel(timezone.now()) as traveller:
        yield lambda day: traveller.move_to(datetime.combine(day, time(12), timezone.get_current_timezone()))


@pytest.fixture
def until(cast: Cast) -> date:
    """The Herons are kept for so much longer that they play no part."""
    SchoolClass.objects.filter(pk=cast.herons.pk).update(keep_until=date(2100, 1, 1))
    return cast.otters.keep_until


def days(count: int) -> timedelta:
    return timedelta(days=count)


def otters(cast: Cast) -> SchoolClass:
    return SchoolClass.objects.get(pk=cast.otters.pk)


def test_a_new_class_is_kept_for_a_year(cast: Cast) -> None:
    assert cast.otters.keep_until == timezone.localdate() + days(365)


def test_nothing_is_said_before_thirty_days_and_then_the_page_says_it(
    cast: Cast, until: date, go_to: GoTo
) -> None:
    go_to(until - days(31))
    assert give_notices() == 0
    go_to(until - days(30))
    assert give_notices() == 1
    assert give_notices() == 0
    assert deleted_on(otters(cast)) == until
    tess = client_of(cast.tess)
    assert "Will be deleted soon" in text_of(tess.get("/classes/"))
    assert otters(cast).notice_seen_at is None
    assert "This class will be deleted from" in text_of(tess.get(f"/classes/{cast.otters.pk}/"))
    assert otters(cast).notice_seen_at is not None


def test_a_notice_that_was_seen_lets_the_class_go_when_its_time_is_over(
    cast: Cast, until: date, go_to: GoTo
) -> None:
    go_to(until - days(30))
    give_notices()
    client_of(cast.tess).get(f"/classes/{cast.otters.pk}/")
    go_to(until - days(1))
    assert erase_due_classes() == 0
    go_to(until)
    assert erase_due_classes() == 1
    assert list(SchoolClass.objects.all()) == [cast.herons]
    receipt = Receipt.objects.get()
    assert (receipt.why, receipt.students) == (Receipt.Why.TIME, 2)
    assert "The time that the class was kept for was over" in text_of(
        client_of(cast.tess).get(f"/receipts/{receipt.pk}/")
    )


def test_while_nobody_has_seen_a_notice_sixty_more_days_pass(cast: Cast, until: date, go_to: GoTo) -> None:
    go_to(until - days(30))
    give_notices()
    go_to(until + days(59))
    assert due_classes() == []
    go_to(until + days(60))
    assert due_classes() == [cast.otters]


def test_a_site_that_was_off_gives_the_notice_late_and_waits_thirty_days(
    cast: Cast, until: date, go_to: GoTo
) -> None:
    late = until + days(100)
    go_to(late)
    assert due_classes() == []
    give_notices()
    client_of(cast.tess).get(f"/classes/{cast.otters.pk}/")
    assert deleted_on(otters(cast)) == late + days(30)
    go_to(late + days(29))
    assert due_classes() == []
    go_to(late + days(30))
    assert due_classes() == [cast.otters]


def test_one_press_keeps_the_class_for_another_year_as_if_nothing_had_been_said(
    cast: Cast, until: date, go_to: GoTo
) -> None:
    go_to(until - days(3))
    give_notices()
    tess = client_of(cast.tess)
    answer = text_of(tess.post(f"/classes/{cast.otters.pk}/keep/", follow=True))
    assert "The class is kept until" in answer
    assert "This class will be deleted" not in answer
    assert otters(cast).keep_until == until - days(3) + days(365)
    go_to(until + days(70))
    assert (give_notices(), due_classes()) == (0, [])


@pytest.mark.parametrize(("after", "taken"), [(29, False), (30, True), (1095, True), (1096, False)])
def test_another_day_is_chosen_among_those_that_leave_time_for_notices(
    cast: Cast, after: int, taken: bool
) -> None:
    day = timezone.localdate() + days(after)
    before = cast.otters.keep_until
    answer = client_of(cast.tess).post(
        f"/classes/{cast.otters.pk}/keep/", {"day": day.isoformat()}, follow=True
    )
    assert ("Choose a day in one month to three years." in text_of(answer)) is not taken
    assert otters(cast).keep_until == (day if taken else before)
    assert (
        "field__error"
        in client_of(cast.tess).post(f"/classes/{cast.otters.pk}/keep/", {"day": "soon"}).content.decode()
    )


def test_both_notices_go_to_each_teacher_by_mail_once(
    cast: Cast, until: date, go_to: GoTo, settings: Any
) -> None:
    settings.SITE_SENDS_MAIL = True
    cast.otters.memberships.create(teacher=cast.fay)
    go_to(until - days(30))
    for _sweep in range(3):
        give_notices()
    written_to = sorted(message.to for message in mail.outbox)
    assert written_to == [["fay@school.example"], ["tess@school.example"]]
    assert f"/classes/{cast.otters.pk}/" in mail.outbox[0].body
    assert f"{until:%Y}" in mail.outbox[0].body
    go_to(until - days(8))
    give_notices()
    assert len(mail.outbox) == 2
    go_to(until - days(7))
    for _sweep in range(3):
        give_notices()
    assert len(mail.outbox) == 4


def test_a_mail_that_cannot_be_sent_is_tried_again_in_an_hour(
    cast: Cast, until: date, go_to: GoTo, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SITE_SENDS_MAIL = True
    tries = []

    def away(mails: object) -> None:
        tries.append(mails)
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("classroom.services.keeping.send_mass_mail", away)
        go_to(until - days(30))
        give_notices()
        give_notices()
    assert len(tries) == 1
    go_to(until - days(29))
    give_notices()
    assert len(mail.outbox) == 1


def test_a_site_without_mail_says_it_on_its_pages_alone(cast: Cast, until: date, go_to: GoTo) -> None:
    go_to(until - days(30))
    give_notices()
    assert mail.outbox == []


def test_the_sweeper_does_it() -> None:
    sweeps = [import_string(name) for name in site.SWEEPS]
    assert {give_notices, erase_due_classes} <= set(sweeps)
