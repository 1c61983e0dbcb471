from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mlforkids.original.database import DATABASE_ERRORS, NoSuchDatabase, open_database
from mlforkids.original.importing import Brought, bring_in
from mlforkids.original.people import People, WrongPeople, read_people, teacher_with
from mlforkids.original.report import write_report
from storage.places.address import FORMS, NoSuchPlace, open_place


class Command(BaseCommand):
    help = (
        "Bring in the classes of the original Machine Learning for Kids from its database and its objects, which stay "
        "as they are. What has been brought in before is left alone, so a command that was stopped goes on. Ends with "
        "1 when a project failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--database",
            default=settings.ORIGINAL_DATABASE,
            help="mysql://… or postgres://…, else what the environment says as ORIGINAL_DATABASE",
        )
        parser.add_argument("--objects", required=True, metavar="PLACE", help=FORMS)
        parser.add_argument("--teacher", required=True, metavar="EMAIL", help="whose the classes are")
        parser.add_argument("--people", type=Path, help="a CSV file: userid, name and perhaps teacher")
        parser.add_argument("--class", dest="classes", action="append", metavar="ID", help="only this class")
        parser.add_argument(
            "--report", type=Path, help="a folder for the report and for sounds, else import/ in SITE_FOLDER"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["report"] or Path(settings.SITE_FOLDER) / "import"
        try:
            brought = self._bring_in(folder, options)
        except (NoSuchDatabase, NoSuchPlace, WrongPeople) as error:
            raise CommandError(str(error)) from error
        except (*DATABASE_ERRORS, BotoCoreError, ClientError) as error:
            raise CommandError(f"The original cannot be read: {type(error).__name__}: {error}") from error
        failed = sum(one.outcome == "failed" for one in brought)
        if failed:
            raise CommandError(
                f"{failed} projects could not be brought in; {folder / 'report.txt'} says why."
            )

    def _bring_in(self, folder: Path, options: dict[str, Any]) -> list[Brought]:
        people = People(teacher_with(options["teacher"]), read_people(options["people"]))
        objects = open_place(options["objects"])
        brought: list[Brought] = []
        try:
            with open_database(options["database"]) as database:
                for one in bring_in(database, objects, people, folder, options["classes"] or ()):
                    brought.append(one)
                    self.stderr.write(f"{len(brought):,} projects: {one.outcome} {one.name}", style_func=str)
        finally:
            self.stdout.write(write_report(folder, brought))
        return brought
