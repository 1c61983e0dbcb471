from __future__ import annotations

import pytest

from classroom.models import SchoolClass, User
from teaching.models import Receipt
from tests.conftest import Cast, SiteClient, client_of
from tests.projects.helpers import make_project
from tests.teaching.helpers import Filled, fill, objects_about, rows_about
from tests.text import text_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def olga(cast: Cast) -> SiteClient:
    return client_of(cast.olga)


def test_the_operator_deletes_a_class_by_the_same_way_with_a_receipt(cast: Cast, olga: SiteClient) -> None:
    projects = fill(cast.ada, Filled(3, 2))
    address = f"/admin/classroom/schoolclass/{cast.otters.pk}/delete/"
    page = text_of(olga.get(address))
    assert "Students: 2" in page
    assert "Pictures: 2" in page
    answer = olga.post(address, {"post": "yes"}, follow=True)
    receipt = Receipt.objects.get()
    assert str(receipt.pk) in text_of(answer)
    assert (receipt.what, receipt.students, receipt.examples) == (Receipt.What.CLASS, 2, 5)
    assert objects_about(projects) == []
    assert rows_about("Lovelace", cast.ada.pk, *projects) == []
    assert not SchoolClass.objects.filter(pk=cast.otters.pk).exists()
    assert "3" in text_of(olga.get(f"/admin/teaching/receipt/{receipt.pk}/change/"))
    assert client_of(cast.tess).get(f"/receipts/{receipt.pk}/").status_code == 200


def test_the_operator_deletes_several_people(cast: Cast, olga: SiteClient) -> None:
    project = make_project(cast.ada).id
    chosen = {
        "action": "delete_selected",
        "_selected_action": [str(cast.ada.pk), str(cast.gus.pk)],
        "post": "yes",
    }
    olga.post("/admin/classroom/user/", chosen)
    assert set(Receipt.objects.values_list("what", flat=True)) == {"student", "person"}
    assert rows_about(project) == []
    assert User.objects.filter(pk__in=[cast.ada.pk, cast.gus.pk]).count() == 0


def test_receipts_are_only_to_be_read(cast: Cast, olga: SiteClient) -> None:
    receipt = Receipt.objects.create(what=Receipt.What.CLASS, why=Receipt.Why.TIME)
    assert olga.get("/admin/teaching/receipt/").status_code == 200
    for end in ("add/", f"{receipt.pk}/delete/"):
        assert olga.get(f"/admin/teaching/receipt/{end}").status_code == 403
    assert olga.post(f"/admin/teaching/receipt/{receipt.pk}/change/", {"students": 3}).status_code == 403
