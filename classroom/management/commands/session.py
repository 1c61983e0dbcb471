from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.management.base import BaseCommand, CommandError
from django.http import HttpRequest

from classroom.models import User


class Command(BaseCommand):
    help = "Print the cookie of a new session of this person. Whoever has it is this person: for tests and support."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("who", help="a student's name or a teacher's e-mail address")
        parser.add_argument("--code", help="the class code, where several students have this name")

    def handle(self, *args: Any, who: str, code: str | None = None, **options: Any) -> None:
        self.stdout.write(f"{settings.SESSION_COOKIE_NAME}={new_session(_person(who, code))}")


def new_session(person: User) -> str:
    """The key of a session in which this person is signed in."""
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    login(request, person)
    request.session.save()
    return str(request.session.session_key)


def _person(who: str, code: str | None) -> User:
    found = User.objects.filter(email=who.lower()) if "@" in who else User.objects.filter(name=who)
    if code is not None:
        found = found.filter(school_class__code=code)
    people = list(found[:2])
    if len(people) != 1:
        raise CommandError(
            "Nobody has this name." if not people else "Several people have this name: use --code."
        )
    return people[0]
