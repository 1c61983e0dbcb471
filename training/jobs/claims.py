"""Claiming a training run, and holding it for as long as this worker lives."""

from __future__ import annotations

import threading
from datetime import timedelta
from types import TracebackType
from typing import Final, Self

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.db.models.functions import Now

from training.cloud.runs import NotHeld
from training.models import TrainingRun

log = structlog.stdlib.get_logger(__name__)

LEASE: Final = timedelta(seconds=15)
RENEW_SECONDS: Final = 1.0
MOST_CLAIMS: Final = 10
"""A run that took its worker down this often will do so again."""
LATELY: Final = timedelta(seconds=60)

# One statement, so two workers never claim one run and neither waits for the other. The class with the fewest runs
# under way comes first; between equals, the one that had the fewest turns lately, so that one worker is fair too.
_CLAIM: Final = """
WITH busy AS (
    SELECT coalesce(school_class_id, person_id) AS turn_of,
        count(*) FILTER (WHERE state = 'training' AND lease_until > statement_timestamp()) AS under_way,
        count(*) AS turns
    FROM training_trainingrun
    WHERE started_at > statement_timestamp() - %(lately)s
        OR state = 'training' AND lease_until > statement_timestamp()
    GROUP BY 1
)
UPDATE training_trainingrun
SET state = 'training', token = token + 1, progress = CASE WHEN waits > 0 THEN progress ELSE 0 END,
    lease_until = statement_timestamp() + %(lease)s, started_at = statement_timestamp()
WHERE id = (
    SELECT waiting.id
    FROM training_trainingrun AS waiting
    LEFT JOIN busy ON busy.turn_of = coalesce(waiting.school_class_id, waiting.person_id)
    WHERE waiting.token < %(most_claims)s + waiting.waits
        AND (waiting.state = 'queued'
            OR waiting.state = 'training' AND waiting.lease_until <= statement_timestamp())
    ORDER BY coalesce(busy.under_way, 0), coalesce(busy.turns, 0), waiting.created_at, waiting.id
    LIMIT 1
    FOR UPDATE OF waiting SKIP LOCKED
)
RETURNING *
"""


def claim_next() -> TrainingRun | None:
    """The next run, whose `token` only this worker knows; None when nothing waits."""
    parameters = {"lease": LEASE, "lately": LATELY, "most_claims": MOST_CLAIMS}
    return next(iter(TrainingRun.objects.raw(_CLAIM, parameters)), None)


class Lease:
    """Keeps a claimed run while its `with` block runs: a thread renews the lease, writes the progress down and
    learns that the run was cancelled or claimed by somebody else."""

    def __init__(self, run: TrainingRun) -> None:
        self._run = run
        self._progress = run.progress
        self._done = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def report(self, progress: float) -> None:
        """`progress` is 0 to 1. Raises NotHeld when going on is useless."""
        self._progress = progress
        if self._lost.is_set():
            raise NotHeld

    def _keep(self) -> None:
        while not self._lost.is_set() and not self._done.wait(RENEW_SECONDS):
            try:
                self._renew()
            except (OperationalError, InterfaceError) as error:
                # The database may be back before the lease runs out; if not, the token keeps a second model away.
                log.warning("lease_not_renewed", run=str(self._run.pk), error=type(error).__name__)
                connection.close()
        connection.close()

    def _renew(self) -> None:
        held = TrainingRun.objects.held_by(self._run.token).filter(pk=self._run.pk)
        if not held.update(lease_until=Now() + LEASE, progress=self._progress):
            self._lost.set()
