from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from time_machine import TimeMachineFixture

from classroom.models import SchoolClass
from classroom.services.classes import (
    CODE_LETTERS,
    class_of_code,
    make_class,
    open_door,
    remind_to_save,
    shut_door,
    stop_reminding,
)
from storage.problems import Code, Problem
from tests.conftest import Cast


def test_a_new_class_has_its_teacher_and_an_unguessable_code(cast: Cast) -> None:
    made = make_class(teacher=cast.tess, name="  Year 5 ", media_on_website=None)
    assert made.name == "Year 5"
    assert list(made.memberships.values_list("teacher", flat=True)) == [cast.tess.pk]
    assert len(made.code) == 8
    assert set(made.code) <= set(CODE_LETTERS)
    assert made.shown_code == f"{made.code[:4]} {made.code[4:]}"
    assert not made.door_is_open


def test_a_code_is_found_however_it_is_typed(cast: Cast) -> None:
    for typed in ("BCDFGHJK", "bcdf ghjk", " bcdf-GHJK ", "BCDF\u00a0GHJK"):
        assert class_of_code(code=typed) == cast.otters
    for typed in ("", "BCDF", "BCDFGHJJ", "BCDFGHJKK", "ŔCDFGHJK"):
        assert class_of_code(code=typed) is None


def test_only_teachers_make_classes_and_only_so_many(cast: Cast, settings: Any) -> None:
    with pytest.raises(Problem) as refused:
        make_class(teacher=cast.ada, name="Mine", media_on_website=None)
    assert refused.value.code == Code.NOT_ALLOWED
    settings.CLASSES_A_TEACHER = 1
    with pytest.raises(Problem) as refused:
        make_class(teacher=cast.tess, name="One more", media_on_website=None)
    assert refused.value.code == Code.LIMIT_REACHED


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b"])
def test_a_class_needs_a_name(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refused:
        make_class(teacher=cast.tess, name=name, media_on_website=None)
    assert refused.value.code == Code.INVALID
    assert refused.value.field == "name"


def test_the_door_shuts_itself_after_two_hours(cast: Cast, time_machine: TimeMachineFixture) -> None:
    open_door(school_class=cast.otters)
    assert cast.otters.door_is_open
    time_machine.move_to(timezone.now() + timedelta(hours=1, minutes=59))
    assert SchoolClass.objects.get(pk=cast.otters.pk).door_is_open
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    assert not cast.otters.door_is_open


def test_the_door_can_be_shut(cast: Cast) -> None:
    open_door(school_class=cast.otters)
    shut_door(school_class=cast.otters)
    assert not SchoolClass.objects.get(pk=cast.otters.pk).door_is_open


def test_a_reminder_ends_itself_after_two_hours(cast: Cast, time_machine: TimeMachineFixture) -> None:
    assert not cast.otters.is_reminded
    remind_to_save(school_class=cast.otters)
    time_machine.move_to(timezone.now() + timedelta(hours=1, minutes=59))
    assert SchoolClass.objects.get(pk=cast.otters.pk).is_reminded
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    assert not SchoolClass.objects.get(pk=cast.otters.pk).is_reminded


def test_a_reminder_can_be_ended(cast: Cast) -> None:
    remind_to_save(school_class=cast.otters)
    stop_reminding(school_class=cast.otters)
    assert not SchoolClass.objects.get(pk=cast.otters.pk).is_reminded
