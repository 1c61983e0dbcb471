from __future__ import annotations

from typing import Any

import pytest

from classroom.models import User
from classroom.pictures import ORDERS, PICTURES
from classroom.services.students import add_students, pictures_of, rename_student, reset_pictures
from storage.problems import Code, Problem
from tests.conftest import Cast, client_of


def test_pasted_students_get_three_pictures_that_nobody_else_has(cast: Cast) -> None:
    added = add_students(school_class=cast.otters, text="\n".join(f"Student {n}" for n in range(38)))
    assert len(added.students) == 38
    orders = [pictures_of(student=student) for student in added.students]
    assert len(set(orders)) == 38
    assert all(len(set(order)) == 3 and set(order) <= set(PICTURES) for order in orders)
    assert len(ORDERS) == 1320


def test_pictures_are_not_readable_in_the_database(cast: Cast) -> None:
    (student,) = add_students(school_class=cast.otters, text="Dora Maar").students
    stored = User.objects.get(pk=student.pk)
    assert pictures_of(student=stored) == pictures_of(student=student)
    assert not any(picture.encode() in bytes(stored.pictures or b"") for picture in PICTURES)


def test_a_name_that_is_there_is_left_out_and_said(cast: Cast) -> None:
    added = add_students(school_class=cast.otters, text="Dora\nada LOVELACE \ndora\nEve")
    assert [student.name for student in added.students] == ["Dora", "Eve"]
    assert added.already == ("ada LOVELACE", "dora")


def test_the_same_name_may_be_in_two_classes(cast: Cast) -> None:
    assert len(add_students(school_class=cast.herons, text="Ada Lovelace").students) == 1


def test_over_the_limit_nobody_is_added(cast: Cast, settings: Any) -> None:
    settings.STUDENTS_A_CLASS = 4
    with pytest.raises(Problem) as refused:
        add_students(school_class=cast.otters, text="A\nB\nC")
    assert refused.value.code == Code.LIMIT_REACHED
    assert "room for 2" in refused.value.detail
    assert cast.otters.students.count() == 2
    assert len(add_students(school_class=cast.otters, text="A\nB").students) == 2


@pytest.mark.parametrize("name", ["x" * 61, "a\x00b", "a\ud800b"])
def test_a_name_that_cannot_be_one_adds_nobody(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refused:
        add_students(school_class=cast.otters, text=f"Dora\n{name}")
    assert (refused.value.code, refused.value.field) == (Code.INVALID, "names")
    assert cast.otters.students.count() == 2


def test_reset_pictures_are_new_and_sign_the_student_out_everywhere(cast: Cast) -> None:
    (student,) = add_students(school_class=cast.otters, text="Dora").students
    before = pictures_of(student=student)
    browser = client_of(student)
    assert browser.get("/api/v1/me").status_code == 200
    reset_pictures(student=student)
    assert pictures_of(student=student) != before
    assert student.sign_in_version == 2
    assert browser.get("/api/v1/me").status_code == 401


def test_a_student_can_be_renamed_but_not_to_a_name_that_is_taken(cast: Cast) -> None:
    rename_student(student=cast.ada, name=" Ada  Byron ")
    assert User.objects.get(pk=cast.ada.pk).name == "Ada Byron"
    rename_student(student=cast.ada, name="ADA BYRON")
    with pytest.raises(Problem) as refused:
        rename_student(student=cast.ada, name="ben nevis")
    assert refused.value.code == Code.CONFLICT
    for name in ("", "A\nB"):
        with pytest.raises(Problem):
            rename_student(student=cast.ada, name=name)
