from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import Storage
from django.core.management.base import BaseCommand, CommandError

from storage.places.address import FORMS, NoSuchPlace, open_place, overlap
from storage.places.copying import Outcome, copy_all
from storage.places.listing import stored_objects
from storage.places.progress import Progress


class Command(BaseCommand):
    help = (
        "Copy every object from one place to another and compare each there. Nothing is deleted in the first place. "
        "What is there already is not copied again, so a command that was stopped goes on. Ends with 1 when an "
        "object could not be copied."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="source", required=True, metavar="PLACE", help=FORMS)
        parser.add_argument("--to", dest="target", required=True, metavar="PLACE")

    def handle(self, *args: Any, source: str, target: str, **options: Any) -> None:
        try:
            places = open_place(source), open_place(target)
            if overlap(*places):
                raise CommandError("The two places must not be the same, nor one in the other.")
            counts = self._copy(*places)
        except NoSuchPlace as error:
            raise CommandError(str(error)) from error
        except (BotoCoreError, ClientError, OSError) as error:
            raise CommandError(f"The objects cannot be listed: {error}") from error
        self.stdout.write(f"{counts[Outcome.COPIED]:,} copied, {counts[Outcome.THERE]:,} were there already.")
        if counts[Outcome.FAILED]:
            raise CommandError(
                f"{counts[Outcome.FAILED]:,} could not be copied. Run the command again for them."
            )

    def _copy(self, source: Storage, target: Storage) -> Counter[Outcome]:
        total = sum(1 for _ in stored_objects(source))
        if not total:
            raise CommandError("There are no objects in the first place.")
        counts = Counter[Outcome]()
        progress = Progress(self.stderr, total, "objects")
        for copied in copy_all(source, target, stored_objects(source)):
            counts[copied.outcome] += 1
            if copied.error is not None:
                progress.say(f"{copied.key}: {type(copied.error).__name__}: {copied.error}")
            progress.step()
        progress.end()
        return counts
