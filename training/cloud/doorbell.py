"""The doorbell: a message that wakes one worker. It says nothing; the truth about a run is its row."""

from __future__ import annotations

from typing import Any, Final

import structlog
from celery import current_app
from kombu import Connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

TASK: Final = "training.tasks.train_next"

log = structlog.stdlib.get_logger(__name__)

_BROKER_ERRORS: Final = (OperationalError, RedisError, OSError)


def ring(times: int = 1) -> int:
    """Ring so many times and say how often it worked; with the broker down, the sweeper rings again later."""
    for rung in range(times):
        try:
            with current_app.pool.acquire(block=True) as broker:
                current_app.send_task(TASK, connection=_connected(broker))
        except _BROKER_ERRORS as error:
            log.warning("doorbell_broken", error=type(error).__name__)
            return rung
    return times


def rings_waiting() -> int:
    """How many rings no worker has heard yet; 0 when the broker does not say."""
    try:
        with current_app.pool.acquire(block=True) as broker:
            channel: Any = _connected(broker).default_channel
            return int(channel.queue_declare(current_app.conf.task_default_queue).message_count)
    except _BROKER_ERRORS:
        return 0


def _connected(broker: Any) -> Connection:
    """Kombu by itself waits two seconds before it tries again, and a child's click would wait with it."""
    connection: Connection = broker.ensure_connection(max_retries=1, interval_start=0)
    return connection
