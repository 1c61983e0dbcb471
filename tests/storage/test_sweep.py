"""The sweeper's command; its life as a process is tested with the training runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import override_settings

pytestmark = pytest.mark.django_db

done: list[str] = []


def breaks() -> int:
    raise ZeroDivisionError


def sweeps() -> int:
    done.append("swept")
    return 3


def finds_nothing() -> int:
    return 0


@pytest.fixture(autouse=True)
def three_sweeps() -> Iterator[None]:
    done.clear()
    with override_settings(
        SWEEPS=[f"{__name__}.{sweep.__name__}" for sweep in (breaks, sweeps, finds_nothing)]
    ):
        yield


def test_a_sweep_that_fails_does_not_stop_the_others() -> None:
    call_command("sweep", once=True)
    assert done == ["swept"]


def test_only_what_was_done_is_logged_and_only_as_a_count(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    call_command("sweep", once=True)
    said = [record.getMessage() for record in caplog.records]
    assert len([line for line in said if "sweep_failed" in line]) == 1
    swept = [line for line in said if "'swept'" in line]
    assert len(swept) == 1
    assert "'count': 3" in swept[0]


@override_settings(SWEEPS=["training.jobs.nothing"])
def test_a_sweep_that_does_not_exist_is_said_at_once() -> None:
    with pytest.raises(ImportError):
        call_command("sweep", once=True)
