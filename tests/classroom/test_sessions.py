from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from time_machine import TimeMachineFixture

from classroom.models import Session
from classroom.services.sessions import forget_ended_sessions
from tests.conftest import Cast, client_of


def test_sessions_that_have_run_out_are_deleted_and_no_others(
    cast: Cast, time_machine: TimeMachineFixture
) -> None:
    client_of(cast.ada)
    time_machine.move_to(timezone.now() + timedelta(days=13))
    ben = client_of(cast.ben)
    assert forget_ended_sessions() == 0
    time_machine.move_to(timezone.now() + timedelta(days=2))
    assert forget_ended_sessions() == 1
    assert Session.objects.count() == 1
    assert ben.get("/api/v1/me").status_code == 200


def test_who_is_switched_off_is_nobody_from_then_on(cast: Cast) -> None:
    ada = client_of(cast.ada)
    assert ada.get("/api/v1/me").status_code == 200
    cast.ada.is_active = False
    cast.ada.save()
    assert ada.get("/api/v1/me").status_code == 401


def test_the_sweeper_does_it() -> None:
    assert forget_ended_sessions in [import_string(name) for name in settings.SWEEPS]
