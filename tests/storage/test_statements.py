"""A statement that is written out finds what Django's own would."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from classroom.models import User
from projects.fields import fields_of
from projects.models import Project
from storage.ids import new_id
from storage.routing import website
from storage.statements import Statement
from storage.values import Field, NewProject
from tests.conftest import Cast

OF_CLASS: Final = "WHERE school_class_id = %s ORDER BY id"
NOBODY: Final = UUID(int=0)


def columns_of(row: Model) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


def test_rows_are_those_that_django_reads(cast: Cast) -> None:
    django = User.objects.filter(school_class=cast.otters).order_by("id")
    found = Statement(User, OF_CLASS).all(cast.otters.pk)
    assert len(found) > 1
    assert [columns_of(person) for person in found] == [columns_of(person) for person in django]
    assert not any(person._state.adding for person in found)


def test_the_first_row_or_none(cast: Cast) -> None:
    statement = Statement(User, OF_CLASS)
    assert statement.first(cast.otters.pk) == User.objects.filter(school_class=cast.otters).earliest("id")
    assert statement.first(NOBODY) is None


def test_what_is_kept_as_json_is_read(cast: Cast) -> None:
    size = Field(UUID(int=1), "größe", "number")
    id = new_id()
    website(cast.ada).projects.create(NewProject(id, "numbers", "Sizes", fields=(size,)))
    found = Statement(Project, "WHERE id = %s").first(id)
    assert found is not None
    assert fields_of(found) == (size,)


def test_a_row_that_is_read_without_a_column_is_changed_and_saved_as_any_other(cast: Cast) -> None:
    found = Statement(User, "WHERE id = %s", without=("name",)).first(cast.ada.pk)
    assert found is not None
    assert "name" in found.get_deferred_fields()
    assert found.name == cast.ada.name
    found.name = "Ada King"
    found.save()
    assert User.objects.get(pk=cast.ada.pk).name == "Ada King"
