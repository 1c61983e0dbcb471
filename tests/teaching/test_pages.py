"""Deleting on the teachers' pages: what goes is said before, and afterwards there is a receipt."""

from __future__ import annotations

import pytest

from classroom.models import SchoolClass
from classroom.services.students import add_students
from projects.models import Project
from teaching.models import Receipt
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.helpers import make_project
from tests.text import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tess(cast: Cast) -> SiteClient:
    return client_of(cast.tess)


def test_a_student_is_deleted_after_a_page_that_says_what_goes(cast: Cast, tess: SiteClient) -> None:
    make_project(cast.ada).add("one", "two", "three")
    address = f"/classes/{cast.otters.pk}/students/{cast.ada.pk}/delete/"
    page = text_of(tess.get(address))
    assert "Delete Ada Lovelace?" in page
    assert "Projects on the website 1 Examples 3" in page
    assert cast.otters.students.count() == 2
    receipt = text_of(tess.post(address, follow=True))
    assert "Deleted: a student" in receipt
    assert "Students 1 Projects on the website 1 Examples 3" in receipt
    assert "Lovelace" not in receipt
    assert cast.otters.students.count() == 1


def test_a_class_is_deleted_by_who_types_its_name(cast: Cast, tess: SiteClient) -> None:
    make_project(cast.ada).add("one")
    address = f"/classes/{cast.otters.pk}/delete/"
    assert "Students 2 Projects on the website 1 Examples 1" in text_of(tess.get(address))
    for name in ("", "Herons"):
        refused = tess.post(address, {"name": name})
        assert "field__error" in refused.content.decode()
    assert SchoolClass.objects.count() == 2
    answer = text_of(tess.post(address, {"name": " otters "}, follow=True))
    assert "Deleted: a class" in answer
    assert list(SchoolClass.objects.all()) == [cast.herons]


def test_a_project_of_a_student_is_deleted(cast: Cast, tess: SiteClient) -> None:
    made = make_project(cast.ada, "Animals")
    made.add("one")
    kept = make_project(cast.ada, "Moods")
    address = f"/classes/{cast.otters.pk}/students/{cast.ada.pk}/projects/"
    assert "Animals" in text_of(tess.get(address))
    assert "Delete the project Animals?" in text_of(tess.get(f"{address}{made.id}/delete/"))
    answer = text_of(tess.post(f"{address}{made.id}/delete/", follow=True))
    assert "Deleted: a project" in answer
    assert Project.objects.get().pk == kept.id
    assert tess.post(f"{address}{made.id}/delete/").status_code == 404


def test_only_a_project_of_that_student_is_deleted_there(cast: Cast, tess: SiteClient) -> None:
    of_ben, own = make_project(cast.ben), make_project(cast.tess)
    for project in (of_ben, own):
        address = f"/classes/{cast.otters.pk}/students/{cast.ada.pk}/projects/{project.id}/delete/"
        assert tess.post(address).status_code == 404
    assert Project.objects.count() == 2


def test_receipts_stay_with_those_who_taught_the_class(cast: Cast, tess: SiteClient) -> None:
    tess.post(f"/classes/{cast.otters.pk}/delete/", {"name": "Otters"})
    receipt = Receipt.objects.get()
    assert "Deleted: a class" in text_of(tess.get("/receipts/"))
    file = tess.get(f"/receipts/{receipt.pk}/file/")
    assert file["Content-Disposition"] == f'attachment; filename="receipt-{receipt.pk}.json"'
    content = file.json()
    assert (content["what"], content["students"], content["projects"]) == ("class", 2, 0)
    assert content["endedAt"] >= content["begunAt"]
    assert "Otters" not in file.content.decode()
    tom = client_of(cast.tom)
    assert "Deleted: a class" not in text_of(tom.get("/receipts/"))
    for end in ("", "file/"):
        assert tom.get(f"/receipts/{receipt.pk}/{end}").status_code == 404


def test_a_receipt_that_has_no_end_yet_says_so(cast: Cast, tess: SiteClient) -> None:
    receipt = Receipt.objects.create(what=Receipt.What.CLASS, why=Receipt.Why.ASKED)
    receipt.teachers.add(cast.tess)
    assert "still goes on" in text_of(tess.get(f"/receipts/{receipt.pk}/"))
    assert "still going on" in text_of(tess.get("/receipts/"))
    assert tess.get(f"/receipts/{receipt.pk}/file/").json()["endedAt"] is None


def test_the_pages_that_delete_cost_as_many_queries_however_large_the_class(
    cast: Cast, tess: SiteClient, django_assert_max_num_queries: object
) -> None:
    add_students(school_class=cast.otters, text="\n".join(f"Student {n}" for n in range(30)))
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        tess.get(f"/classes/{cast.otters.pk}/delete/")
