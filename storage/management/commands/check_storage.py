from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.management.base import BaseCommand, CommandError

from storage.checking import WRONG, State, compare, mend, sweep_up

SAID = {
    State.KEPT: "rows with their objects",
    State.PROMISED: "objects that are being written or will be deleted",
    State.LOST: "rows without their object",
    State.LEFT: "objects without a row",
    State.OVERDUE: "objects that should have been deleted",
}
Counts = Counter[State]


class Command(BaseCommand):
    help = (
        "Compare the rows that name objects with the object store. Ends with 1 when something is wrong and is not "
        "mended. May run while the site does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--mend",
            action="store_true",
            help="delete rows that have lost their object, and objects that no row names",
        )
        parser.add_argument("--list", action="store_true", help="name everything that is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            counts = self._look(tell=options["list"])
            wrong = sum(counts[state] for state in WRONG)
            if wrong and options["mend"]:
                self._mend(counts)
                wrong = 0
        except (BotoCoreError, ClientError, OSError) as error:
            raise CommandError(f"The object store does not answer: {error}") from error
        if wrong:
            raise CommandError("Something is wrong; --list names it and --mend mends it.")

    def _look(self, *, tell: bool) -> Counts:
        counts = Counts()
        for finding in compare():
            counts[finding.state] += 1
            if tell and finding.state in WRONG:
                owner = f" ({finding.owner.name})" if finding.owner else ""
                self.stdout.write(f"{finding.state}: {finding.key}{owner}")
        for state, said in SAID.items():
            self.stdout.write(f"{counts[state]:>12,}  {said}")
        return counts

    def _mend(self, counts: Counts) -> None:
        if counts[State.LOST] and not counts[State.KEPT]:
            raise CommandError(
                "Not one row has its object: is this the right object store? Nothing has been changed."
            )
        mended = Counts()
        for finding in compare():
            if finding.state in WRONG:
                mend(finding)
                mended[finding.state] += 1
        sweep_up()
        told = ", ".join(f"{mended[state]:,} {SAID[state]}" for state in WRONG if mended[state])
        self.stdout.write(f"Mended: {told}.")
