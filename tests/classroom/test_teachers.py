from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from time_machine import TimeMachineFixture

from classroom.models import Invitation, User
from classroom.services.teachers import accept_invitation, invitation_of, invite
from storage.problems import Code, Problem
from tests.conftest import PASSWORD, Cast, SiteClient, client_of

NEW = {"name": "Nora", "password": "herons nest in march"}


def command(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().strip()


def path_of(address: str) -> str:
    return urlsplit(address).path


def test_an_invited_teacher_chooses_a_password_and_is_in(anonymous: SiteClient, settings: Any) -> None:
    address = command("invite_teacher", "Nora@School.example")
    assert address.startswith(settings.SITE_ADDRESS)
    assert "nora@school.example" in anonymous.get(path_of(address)).content.decode()
    assert anonymous.post(path_of(address), NEW)["Location"] == "/classes/"
    assert anonymous.get("/classes/").status_code == 200
    nora = User.objects.get(email="nora@school.example")
    assert (nora.role, nora.name) == (User.Role.TEACHER, "Nora")
    sign_in = {"login": "NORA@school.example", "password": NEW["password"]}
    assert client_of().post("/accounts/login/", sign_in)["Location"] == "/classes/"


def test_an_invitation_works_once(anonymous: SiteClient) -> None:
    path = path_of(command("invite_teacher", "nora@school.example"))
    invitation = Invitation.objects.get()
    anonymous.post(path, NEW)
    assert client_of().get(path).status_code == 404
    with pytest.raises(Problem) as refused:
        accept_invitation(invitation=invitation, **NEW)
    assert refused.value.code == Code.CONFLICT


def test_an_invitation_lasts_two_weeks(
    db: None, time_machine: TimeMachineFixture, anonymous: SiteClient
) -> None:
    path = path_of(invite(email="nora@school.example").address)
    time_machine.move_to(timezone.now() + timedelta(days=15))
    assert anonymous.get(path).status_code == 404
    assert anonymous.post(path, NEW).status_code == 404


def test_only_the_digest_of_an_invitation_is_kept(db: None) -> None:
    token = path_of(invite(email="nora@school.example").address).split("/")[-2]
    stored = Invitation.objects.values().get()
    assert token not in str(stored)
    assert invitation_of(token=token) is not None
    assert invitation_of(token=token[:-1]) is None


@pytest.mark.parametrize("password", ["short", "1234567890"])
def test_a_weak_password_is_refused_kindly(anonymous: SiteClient, password: str) -> None:
    path = path_of(invite(email="nora@school.example").address)
    answer = anonymous.post(path, {"name": "Nora", "password": password})
    assert answer.status_code == 200
    assert not User.objects.exists()


@pytest.mark.parametrize("email", ["nonsense", "", "tess@school.example"])
def test_who_cannot_be_invited(cast: Cast, email: str) -> None:
    with pytest.raises(CommandError):
        command("invite_teacher", email)


def test_invitations_are_dead_where_sign_up_is_off(anonymous: SiteClient, settings: Any) -> None:
    path = path_of(invite(email="nora@school.example").address)
    settings.TEACHER_SIGN_UP = "off"
    assert anonymous.get(path).status_code == 404
    with pytest.raises(CommandError):
        command("invite_teacher", "other@school.example")


def test_nobody_signs_up_without_an_invitation(anonymous: SiteClient) -> None:
    form = {"name": "Nora", "email": "nora@school.example", "password1": NEW["password"]}
    assert "by invitation" in anonymous.get("/accounts/signup/").content.decode()
    anonymous.post("/accounts/signup/", form)
    assert not User.objects.exists()


def test_an_open_site_takes_teachers(anonymous: SiteClient, settings: Any) -> None:
    settings.TEACHER_SIGN_UP = "open"
    form = {"name": "Nora", "email": "Nora@school.example", "password1": NEW["password"]}
    assert anonymous.get("/accounts/signup/").status_code == 200
    assert anonymous.post("/accounts/signup/", form)["Location"] == "/classes/"
    nora = User.objects.get()
    assert (nora.role, nora.name, nora.email) == (User.Role.TEACHER, "Nora", "nora@school.example")


def test_reset_password_prints_an_address_that_works_once(cast: Cast) -> None:
    path = path_of(command("reset_password", "tess@school.example"))
    browser = client_of()
    form = browser.get(path, follow=True)
    here = form.redirect_chain[-1][0]
    new = {"password1": "rivers freeze in may", "password2": "rivers freeze in may"}
    assert browser.post(here, new).status_code == 302
    sign_in = {"login": "tess@school.example", "password": new["password1"]}
    assert client_of().post("/accounts/login/", sign_in).status_code == 302
    assert "has been used" in client_of().get(path, follow=True).content.decode()
    with pytest.raises(CommandError):
        command("reset_password", "ada")


def test_reset_says_so_where_the_site_sends_no_mail(
    cast: Cast, settings: Any, mailoutbox: list[EmailMessage]
) -> None:
    assert "sends no mail" in client_of().get("/accounts/password/reset/").content.decode()
    settings.SITE_SENDS_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    answer = client_of().post("/accounts/password/reset/", {"email": "tess@school.example"})
    assert answer.status_code == 302
    assert settings.SITE_ADDRESS in mailoutbox[0].body
    client_of().post("/accounts/password/reset/", {"email": "nobody@school.example"})
    assert len(mailoutbox) == 1


def test_wrong_passwords_are_counted_for_each_person_and_not_for_the_address(cast: Cast) -> None:
    for _try in range(10):
        client_of().post("/accounts/login/", {"login": "tess@school.example", "password": "wrong"})
    right = {"login": "tess@school.example", "password": PASSWORD}
    assert client_of().post("/accounts/login/", right).status_code == 200
    for _try in range(40):
        sign_in = {"login": "tom@school.example", "password": PASSWORD}
        assert client_of().post("/accounts/login/", sign_in).status_code == 302


def test_a_teacher_signs_in_while_the_cache_is_down(cast: Cast, settings: Any) -> None:
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:9/0"},
    }
    right = {"login": "tess@school.example", "password": PASSWORD}
    assert client_of().post("/accounts/login/", right).status_code == 302
    assert client_of().post("/accounts/login/", {**right, "password": "wrong"}).status_code == 200


def test_session_prints_a_cookie_that_signs_in(cast: Cast) -> None:
    for who in ("Ada Lovelace", "tess@school.example"):
        name, _, key = command("session", who).partition("=")
        browser = client_of()
        browser.cookies[name] = key
        assert browser.get("/api/v1/me").status_code == 200
    with pytest.raises(CommandError):
        command("session", "Nobody")
    twin = User(role=User.Role.STUDENT, name="Ada Lovelace", school_class=cast.herons, password="!")
    twin.save()
    with pytest.raises(CommandError):
        command("session", "Ada Lovelace")
    assert "=" in command("session", "Ada Lovelace", "--code", cast.herons.code)


@pytest.mark.django_db(transaction=True)
def test_two_invitations_accepted_at_once_make_one_teacher() -> None:
    invited = [invite(email="nora@school.example") for _time in range(2)]
    tokens = [path_of(one.address).rstrip("/").rpartition("/")[2] for one in invited]

    def accept(token: str) -> str:
        try:
            invitation = invitation_of(token=token)
            assert invitation is not None
            accept_invitation(invitation=invitation, name="Nora", password=PASSWORD)
        except Problem as problem:
            return problem.code
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accept, tokens)) == [Code.CONFLICT, "made"]
    assert User.objects.count() == 1
