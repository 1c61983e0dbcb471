"""`manage.py check_storage`: rows and objects belong together, in an S3 store and in a folder."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.core.management import CommandError, call_command
from django.db.models import CharField
from django.utils import timezone

from storage import checking
from storage.checking import State, compare
from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.objects import delete_due_objects, put_object
from storage.owners import object_owners
from storage.places.listing import StoredObject, stored_objects
from storage.routing import website
from storage.values import File, Label, NewExample, NewProject, NewWork
from tests.conftest import Cast
from tests.crashes import past_due
from tests.files.kinds import media
from tests.projects.helpers import Made, make_project
from tests.training.runs.files import model_file
from training.models import Example, TrainedModel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("site_place")]


def make_kept(cast: Cast) -> Made:
    """A project with three models and a work."""
    made = make_project(cast.ada)
    for _ in range(3):
        made.stores.models.save(made.id, model_file(new_id()), [])
    save_work(made)
    return made


def save_work(made: Made) -> None:
    made.stores.works.save(made.id, NewWork(new_id(), "scratch", "Cat game", b"stage"), 0)


def check(*options: str) -> str:
    told = StringIO()
    call_command("check_storage", *options, stdout=told)
    return told.getvalue()


def counts() -> dict[State, int]:
    found = [finding.state for finding in compare()]
    return {state: found.count(state) for state in set(found)}


def test_all_is_well_with_promises_that_are_not_due(cast: Cast) -> None:
    made = make_kept(cast)
    put_object(str(made.id), b"its row comes in a moment")
    ObjectToDelete.objects.create(key="never/put", due_at=timezone.now() + timedelta(hours=1))
    assert "4  rows with their objects" in check()
    assert counts() == {State.KEPT: 4, State.PROMISED: 1}


def test_a_row_without_its_object_is_told_and_goes(cast: Cast) -> None:
    made = make_kept(cast)
    newest, *_, oldest = made.stores.models.all(made.id)
    for owner in object_owners():
        keys = list(owner.keys_of([made.id]))
        default_storage.delete(max(keys) if len(keys) == 1 else key_of(made, newest.id))
    with pytest.raises(CommandError):
        check()
    assert counts() == {State.KEPT: 2, State.LOST: 2}
    assert "Mended: 2 rows without their object." in check("--mend")
    assert counts() == {State.KEPT: 2}
    assert made.stores.works.all(made.id) == []
    assert newest.id not in {model.id for model in made.stores.models.all(made.id)}
    assert oldest.id in {model.id for model in made.stores.models.all(made.id)}


def key_of(made: Made, model: UUID) -> str:
    return TrainedModel.objects.get(project=made.id, public_id=model).file_key


def test_a_project_without_a_model_after_mending_says_so(cast: Cast) -> None:
    made = make_project(cast.ada)
    save_work(made)
    made.stores.models.save(made.id, model_file(new_id()), [])
    default_storage.delete(key_of(made, made.stores.models.all(made.id)[0].id))
    check("--mend")
    card = made.stores.projects.get(made.id)
    assert (card.model_state, card.last_score) == ("none", None)


def test_a_picture_that_is_lost_goes_and_is_counted_no_more(cast: Cast) -> None:
    stores, id, label = website(cast.tess), new_id(), new_id()
    stores.projects.create(NewProject(id, "images", "Pets", labels=(Label(label, "cat"),)))
    names = ("red.png", "blue.png")
    pictures = [NewExample(new_id(), label, File(media(name)), held_back=True) for name in names]
    stores.examples.add(id, pictures)
    default_storage.delete(str(Example.objects.get(public_id=pictures[0].id).media_key))
    with pytest.raises(CommandError):
        check()
    check("--mend")
    card = stores.projects.get(id)
    assert [example.id for example in stores.examples.read(id)] == [pictures[1].id]
    assert (card.counts.labels[label].examples, card.counts.held_back) == (1, 1)
    assert card.bytes == len(media("blue.png"))
    assert counts() == {State.KEPT: 1}


def test_an_object_without_a_row_is_told_and_goes(cast: Cast) -> None:
    make_kept(cast)
    for key in ("aaa/stranger", "zzz/deep/er/stranger"):
        default_storage.save(key, ContentFile(b"whose is this"))
    with pytest.raises(CommandError):
        check("--list")
    assert counts() == {State.KEPT: 4, State.LEFT: 2}
    check("--mend")
    assert counts() == {State.KEPT: 4}
    assert not ObjectToDelete.objects.exists()


def test_what_is_wrong_is_named_when_asked_for(cast: Cast) -> None:
    make_kept(cast)
    default_storage.save("zzz/stranger", ContentFile(b"whose is this"))
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("check_storage", "--list", stdout=told)
    assert "left: zzz/stranger" in told.getvalue()


def test_an_object_that_nobody_has_deleted_in_time_is_told_and_goes(cast: Cast) -> None:
    made = make_kept(cast)
    put_object(str(made.id), b"nobody claims this")
    past_due()
    with pytest.raises(CommandError):
        check()
    assert counts() == {State.KEPT: 4, State.OVERDUE: 1}
    check("--mend")
    assert counts() == {State.KEPT: 4}


def test_nothing_is_mended_when_this_seems_to_be_the_wrong_store(cast: Cast) -> None:
    made = make_kept(cast)
    for stored in list(stored_objects(default_storage)):
        default_storage.delete(stored.key)
    with pytest.raises(CommandError, match="is this the right object store"):
        check("--mend")
    assert len(made.stores.models.all(made.id)) == 3


def between(do: Callable[[], None]) -> Callable[[Storage], Iterator[StoredObject]]:
    """A listing of the objects before which something happens; the rows are being read already."""

    def listed(place: Storage) -> Iterator[StoredObject]:
        do()
        return stored_objects(place)

    return listed


def test_what_is_written_meanwhile_is_no_stranger(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_kept(cast)
    monkeypatch.setattr(checking, "stored_objects", between(lambda: save_work(made)))
    assert counts() == {State.KEPT: 4}


def test_what_is_deleted_meanwhile_is_not_lost(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_kept(cast)

    def remove_a_model() -> None:
        made.stores.models.remove(made.id, made.stores.models.all(made.id)[0].id)
        assert delete_due_objects() == 1

    monkeypatch.setattr(checking, "stored_objects", between(remove_a_model))
    assert counts() == {State.KEPT: 3}


def test_a_store_that_lists_in_another_order_is_checked_as_well(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_kept(cast)
    default_storage.save("aaa/stranger", ContentFile(b"whose is this"))
    monkeypatch.setattr(checking, "stored_objects", lambda place: reversed(list(stored_objects(place))))
    assert counts() == {State.KEPT: 4, State.LEFT: 1}


def test_every_column_that_holds_a_key_is_looked_at() -> None:
    known = {(owner.table, owner.column) for owner in object_owners()}
    columns = {
        (table, field.name)
        for table in apps.get_models()
        for field in table._meta.get_fields()
        if isinstance(field, CharField) and field.name.endswith("_key") and field.name != "session_key"
    }
    assert known == columns


def test_memory_does_not_grow_with_the_number_of_rows(cast: Cast) -> None:
    make_kept(cast)
    few, many = (peak_with_promises(number) for number in (4_000, 40_000))
    assert many < few + 500_000


def peak_with_promises(number: int) -> int:
    """In bytes, of one check."""
    due = timezone.now() + timedelta(hours=1)
    ObjectToDelete.objects.all().delete()
    ObjectToDelete.objects.bulk_create(
        [ObjectToDelete(key=f"{n:036x}/{n:032x}", due_at=due) for n in range(number)], batch_size=5_000
    )
    tracemalloc.start()
    try:
        assert counts() == {State.KEPT: 4}
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
