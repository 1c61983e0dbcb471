"""The sweeper: a process of its own that does what settings.SWEEPS names, again and again."""

from __future__ import annotations

import os
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.module_loading import import_string

PAUSE_SECONDS = 5.0

log = structlog.stdlib.get_logger(__name__)


class Command(BaseCommand):
    help = "Every five seconds, until told to stop: delete what is due, ring for runs that wait too long."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="sweep one time and end")

    def handle(self, *args: Any, **options: Any) -> None:
        sweeps = {name: import_string(name) for name in settings.SWEEPS}
        if options["once"]:
            sweep_all(sweeps)
            return
        signal.signal(signal.SIGTERM, _stop)
        while True:
            sweep_all(sweeps)
            time.sleep(PAUSE_SECONDS)


def sweep_all(sweeps: dict[str, Callable[[], int]]) -> None:
    """Each does what it can and says how much that was; one that fails does not stop the others."""
    for name, sweep in sweeps.items():
        # A restarted database leaves a dead connection, which only the next user of it would notice.
        close_old_connections()
        try:
            done = sweep()
        except Exception:
            log.exception("sweep_failed", sweep=name)
            continue
        if done:
            log.info("swept", sweep=name, count=done)
    close_old_connections()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    # Nothing needs tidying up: what is under way is one transaction, or a step that the next sweep repeats.
    os._exit(0)
