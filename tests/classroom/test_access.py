"""Who may see and change a class."""

from __future__ import annotations

import pytest

from classroom.access import class_edit, class_read, student_edit
from classroom.models import User
from storage.problems import Code, Problem
from tests.conftest import Cast

MAY_NOT = {
    "ada": Code.NOT_ALLOWED,
    "ben": Code.NOT_ALLOWED,
    "cleo": Code.NOT_FOUND,
    "tom": Code.NOT_FOUND,
    "fay": Code.NOT_FOUND,
    "gus": Code.NOT_FOUND,
    "olga": Code.NOT_FOUND,
}


@pytest.mark.parametrize("name", MAY_NOT)
def test_a_class_is_closed_to_its_students_and_not_there_for_strangers(cast: Cast, name: str) -> None:
    person: User = getattr(cast, name)
    for ask in (class_read, class_edit):
        with pytest.raises(Problem) as caught:
            ask(person, cast.otters.id)
        assert caught.value.code == MAY_NOT[name]


def test_a_teacher_of_the_class_may_look_and_change(cast: Cast) -> None:
    assert class_read(cast.tess, cast.otters.id) == cast.otters
    assert class_edit(cast.tess, cast.otters.id) == cast.otters
    assert student_edit(cast.tess, cast.otters.id, cast.ada.id) == cast.ada


def test_a_student_is_found_in_the_own_class_only(cast: Cast) -> None:
    with pytest.raises(Problem) as caught:
        student_edit(cast.tess, cast.otters.id, cast.cleo.id)
    assert caught.value.code == Code.NOT_FOUND
