from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from mlforkids.demo import make_demo


class Command(BaseCommand):
    help = (
        "Bring the tables up to date and collect the static files; with --demo make a first class to look at."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        told = Path(settings.SITE_FOLDER) / "demo.json"
        if options["demo"] and not told.exists():
            make_and_tell(told)


def make_and_tell(told: Path) -> None:
    """Both or neither, so that the next start makes up for one that was cut off."""
    with transaction.atomic():
        demo = make_demo()
        told.touch(mode=0o600)
        told.write_text(json.dumps(demo, ensure_ascii=False))
