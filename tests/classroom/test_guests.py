"""Trying the site without an account."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string
from time_machine import TimeMachineFixture

from classroom.models import User
from classroom.services import guests
from classroom.services.guests import forget_ended_guests
from projects.models import Project
from storage.problems import Problem
from storage.times import to_milliseconds
from tests.classroom.helpers import signed_in
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.helpers import make_project
from training.jobs import purge_removed
from training.models import Example
from training.throttles import TrainingThrottle


def guest_of(browser: SiteClient) -> User:
    return User.objects.get(pk=str(signed_in(browser)))


def test_one_press_and_in(anonymous: SiteClient) -> None:
    assert "Try it now" in anonymous.get("/").content.decode()
    assert anonymous.post("/guest/")["Location"] == "/workshop/"
    me = anonymous.get("/api/v1/me").json()
    guest = guest_of(anonymous)
    assert me["person"]["role"] == "guest"
    assert me["guestUntil"] == to_milliseconds(guest.created_at + timedelta(hours=settings.GUEST_HOURS))
    assert me["policy"]["firstStorage"] == settings.GUEST_FIRST_STORAGE
    assert me["policy"]["projects"] == settings.PROJECTS_A_GUEST


def test_only_guests_are_told_when_their_time_is_over(cast: Cast) -> None:
    assert client_of(cast.ada).get("/api/v1/me").json()["guestUntil"] is None


def test_becoming_a_guest_needs_the_csrf_token_and_a_new_session(cast: Cast) -> None:
    browser = client_of(csrf=True)
    assert browser.post("/guest/").status_code == 403
    assert browser.get("/guest/").status_code == 405
    plain = client_of()
    session = plain.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    plain.post("/guest/")
    assert plain.session.session_key != planted
    assert "planted" not in plain.session


def test_who_is_signed_in_stays_who_they_are(cast: Cast) -> None:
    browser = client_of(cast.ada)
    assert browser.post("/guest/")["Location"] == "/workshop/"
    assert signed_in(browser) == str(cast.ada.pk)


def test_after_four_hours_the_guest_is_gone_with_what_the_website_kept(
    cast: Cast, anonymous: SiteClient, time_machine: TimeMachineFixture
) -> None:
    cast.gus.delete()
    anonymous.post("/guest/")
    guest = guest_of(anonymous)
    make_project(guest).add("hello", "there")
    make_project(cast.ada).add("still here")
    time_machine.move_to(guest.created_at + timedelta(hours=3, minutes=59))
    assert forget_ended_guests() == 0
    assert signed_in(anonymous) == str(guest.pk)
    time_machine.move_to(guest.created_at + timedelta(hours=4, seconds=1))
    assert signed_in(anonymous) is None
    assert forget_ended_guests() == 1
    purge_removed()
    assert not User.objects.filter(role=User.Role.GUEST).exists()
    assert list(Example.objects.values_list("text", flat=True)) == ["still here"]
    assert Project.objects.get().owners.get() == cast.ada


def test_the_session_ends_with_the_hours_however_busy_it_is(
    anonymous: SiteClient, time_machine: TimeMachineFixture
) -> None:
    anonymous.post("/guest/")
    guest = guest_of(anonymous)
    time_machine.move_to(guest.created_at + timedelta(hours=3))
    session = anonymous.session
    session["busy"] = True
    session.save()
    time_machine.move_to(guest.created_at + timedelta(hours=4, seconds=1))
    assert signed_in(anonymous) is None


def test_two_hundred_at_once_and_the_next_is_told_so(cast: Cast, settings: Any) -> None:
    settings.GUESTS_AT_ONCE = 3
    browsers = [client_of() for _ in range(3)]
    answers = [browser.post("/guest/") for browser in browsers]
    # Gus is one of them.
    assert [answer.status_code for answer in answers] == [302, 302, 409]
    assert "There are 3 guests here already." in answers[2].content.decode()
    assert "Class code" in answers[2].content.decode()
    assert signed_in(browsers[2]) is None


def test_a_guest_whose_hours_are_over_takes_no_place(
    cast: Cast, settings: Any, time_machine: TimeMachineFixture
) -> None:
    settings.GUESTS_AT_ONCE = 1
    time_machine.move_to(timezone.now() + timedelta(hours=4, minutes=1))
    assert client_of().post("/guest/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_those_who_come_together_cannot_pass_the_limit(settings: Any) -> None:
    settings.GUESTS_AT_ONCE = 2
    refused: list[Problem] = []

    def come() -> None:
        try:
            guests._make_guest()
        except Problem as problem:
            refused.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(role=User.Role.GUEST).count() == 2
    assert len(refused) == 6


def test_an_address_that_sends_guest_after_guest_is_asked_to_wait(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guests, "GUESTS_AN_ADDRESS", 2)
    answers = [client_of().post("/guest/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Try again in ten minutes." in answers[2].content.decode()
    elsewhere = client_of()
    assert elsewhere.post("/guest/", REMOTE_ADDR="10.0.0.7").status_code == 302


def test_a_guest_trains_less_often_than_a_student(cast: Cast, settings: Any) -> None:
    settings.TRAININGS_A_GUEST = 1
    for person, statuses in ((cast.gus, [400, 429]), (cast.ada, [400, 400])):
        made = make_project(person)
        browser, runs = client_of(person), f"/api/v1/projects/{made.id}/runs"
        answers = [browser.post(runs, {}, content_type="application/json") for _ in range(2)]
        assert [answer.status_code for answer in answers] == statuses
    assert TrainingThrottle.requests > 1


def test_the_sweeper_does_it() -> None:
    assert forget_ended_guests in [import_string(name) for name in settings.SWEEPS]
