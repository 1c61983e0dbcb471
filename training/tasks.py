from __future__ import annotations

import sklearn.linear_model  # noqa: F401  the first run would have to wait for it
from celery import shared_task

from training.cloud import doorbell
from training.jobs.work import work_one


@shared_task(name=doorbell.TASK)
def train_next() -> None:
    work_one()
