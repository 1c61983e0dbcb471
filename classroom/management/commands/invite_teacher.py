from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from classroom.services.teachers import invite
from storage.problems import Problem


class Command(BaseCommand):
    help = "Invite a teacher: prints an address, good for two weeks, where they choose a name and a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            self.stdout.write(invite(email=email).address)
        except Problem as problem:
            raise CommandError(problem.detail) from problem
