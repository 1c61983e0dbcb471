"""What was made is there a week later, on another computer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

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

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        call_command("sweep", "--once")
        assert everything(ada) == before


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
