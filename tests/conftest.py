"""The cast: named people with fixed rights, the same in every test.

Ada and Ben are students of the class Otters, which Tess teaches; Cleo is a student of the class Herons, which Tom
teaches. Fay taught the Otters once and does no more. Gus is a guest, Olga the operator. Nobody is signed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from classroom.models import Membership, SchoolClass, User

PASSWORD = "otters swim at dusk"


@dataclass(frozen=True)
class Cast:
    otters: SchoolClass
    herons: SchoolClass
    ada: User
    ben: User
    cleo: User
    tess: User
    tom: User
    fay: User
    gus: User
    olga: User


def make_student(school_class: SchoolClass, name: str) -> User:
    student = User(role=User.Role.STUDENT, name=name, school_class=school_class)
    student.set_unusable_password()
    student.save()
    return student


def make_teacher(name: str, *classes: SchoolClass) -> User:
    teacher = User.objects.create_user(f"{name.lower()}@school.example", PASSWORD, name=name)
    for school_class in classes:
        Membership.objects.create(teacher=teacher, school_class=school_class)
    return teacher


def make_cast() -> Cast:
    otters = SchoolClass.objects.create(name="Otters", code="BCDFGHJK")
    herons = SchoolClass.objects.create(name="Herons", code="MNPQRTVW")
    fay = make_teacher("Fay", otters)
    Membership.objects.filter(teacher=fay).delete()
    gus = User(role=User.Role.GUEST, name="Gus")
    gus.set_unusable_password()
    gus.save()
    return Cast(
        otters=otters,
        herons=herons,
        ada=make_student(otters, "Ada Lovelace"),
        ben=make_student(otters, "Ben Nevis"),
        cleo=make_student(herons, "Cleo Nile"),
        tess=make_teacher("Tess", otters),
        tom=make_teacher("Tom", herons),
        fay=fay,
        gus=gus,
        olga=User.objects.create_superuser("olga@school.example", PASSWORD, name="Olga"),
    )


class SiteClient(Client):
    """A browser at the site's own address, which speaks the site's own protocol."""

    def __init__(self, **extra: Any) -> None:
        site = urlsplit(settings.SITE_ADDRESS)
        super().__init__(headers={"host": site.netloc}, **extra)
        self.secure = site.scheme == "https"

    def generic(self, *args: Any, **extra: Any) -> Any:
        extra["secure"] = extra.get("secure") or self.secure
        return super().generic(*args, **extra)


def client_of(person: User | None = None, *, csrf: bool = False) -> SiteClient:
    """A browser in which `person` is signed in; None is somebody who is signed out. `csrf` checks as the site does."""
    client = SiteClient(enforce_csrf_checks=csrf)
    if person is not None:
        client.force_login(person)
    return client


def frame_client() -> Client:
    """A browser at the first of the origins that frames have."""
    return Client(headers={"host": urlsplit(settings.FRAME_ORIGINS[0]).netloc})


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def anonymous(db: None) -> SiteClient:
    return client_of()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()
