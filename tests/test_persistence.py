"""What was made is there a week later, on another computer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from classroom.models import User
from mlforkids.demo import make_demo
from tests.conftest import client_of
from training.jobs.work import work_one


@pytest.mark.django_db(transaction=True)
def test_eight_days_later_the_project_its_examples_its_model_and_its_score_are_the_same() -> None:
    make_demo()
    work_one()
    ada = User.objects.get(name="Ada")
    before = everything(ada)
    assert before["card"]["modelState"] == "ready"
    assert before["card"]["lastScore"]["of"] == 8

    eight_days_on = timezone.now() + timedelta(days=8)
    # The object store is another program, whose clock stays: it must be asked by its own time.
    with patch("botocore.auth.get_current_datetime", real_time), time_machine.travel(eight_days_on):
        call_command("sweep", "--once")
        assert everything(ada) == before


def real_time() -> datetime:
    return time_machine.escape_hatch.datetime.datetime.now(UTC).replace(tzinfo=None)


def everything(person: User) -> dict[str, Any]:
    """All that a fresh browser is told about this person's first project."""
    client = client_of(person)
    card = client.get("/api/v1/projects").json()["projects"][0]
    path = f"/api/v1/projects/{card['project']['id']}"
    guess = client.post(f"{path}/guess", {"data": [{"text": "Play a song"}]}, "application/json")
    return {
        "card": card,
        "examples": b"".join(client.get(f"{path}/examples/all")).decode(),
        "model": client.get(f"{path}/models/latest").json(),
        "guess": guess.json(),
        "digest": client.get(f"{path}/digest").json(),
    }
