"""Signing in with pictures, as a browser does it, and the rules as their page sends them."""

from __future__ import annotations

from typing import Final

from classroom.models import User
from classroom.pictures import ORDERS
from classroom.services.students import pictures_of
from storage.routing import KINDS
from storage.values import PROJECT_KINDS
from tests.conftest import SiteClient

RULES_FORM: Final = {
    "storages": list(KINDS),
    "first_storage": KINDS[0],
    "kinds": list(PROJECT_KINDS),
    "media_on_website": "no",
    "projects": 3,
    "texts": 100,
    "rows": 101,
    "pictures": 102,
    "sounds": 103,
}
"""The page of the rules, filled in."""


def wrong_for(student: User) -> str:
    return next(order for order in ORDERS if order != " ".join(pictures_of(student=student)))


def press(browser: SiteClient, student: User, pictures: str) -> int:
    """Presses the pictures and Go; 302 means in."""
    address = f"/join/{student.own_class().code}/{student.pk}/"
    return browser.post(address, {"chosen": pictures, "go": "1"}).status_code


def right(student: User) -> str:
    return " ".join(pictures_of(student=student))


def signed_in(browser: SiteClient) -> str | None:
    answer = browser.get("/api/v1/me")
    return answer.json()["person"]["id"] if answer.status_code == 200 else None
