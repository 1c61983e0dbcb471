from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from classroom.models import User
from classroom.services.teachers import password_address


class Command(BaseCommand):
    help = "Print an address where this teacher can set a new password once, for a site that sends no mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        teacher = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if teacher is None:
            raise CommandError("Nobody signs in with this e-mail address.")
        self.stdout.write(password_address(teacher=teacher))
