"""The doorbell: a message that wakes one worker. It says nothing; the truth about a run is its row."""

from __future__ import annotations

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

TASK = "training.tasks.train_next"

log = structlog.stdlib.get_logger(__name__)


def ring(times: int = 1) -> int:
    """Ring so many times and say how often it worked; when the broker is down, the sweeper rings again later."""
    for rung in range(times):
        try:
            current_app.send_task(TASK)
        except (OperationalError, OSError) as error:
            log.warning("doorbell_broken", error=type(error).__name__)
            return rung
    return times


def rings_waiting() -> int:
    """How many rings no worker has heard yet; 0 when the broker does not say."""
    try:
        with current_app.connection_for_write() as connection:
            return int(connection.SimpleQueue(current_app.conf.task_default_queue).qsize())
    except (OperationalError, OSError):
        return 0
