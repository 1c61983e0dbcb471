"""T17: what is deleted is gone everywhere, and the receipt adds up. `PROOF=1` takes a class of full size."""

from __future__ import annotations

import os
import sys
from time import monotonic
from uuid import UUID

import pytest
from django.contrib.auth import SESSION_KEY

from classroom.models import SchoolClass, Session, User
from classroom.services.classes import class_of_code
from projects.models import Grant, Project, ProjectOwner
from storage.ids import new_id
from storage.problems import Problem
from storage.values import NewExample, Text
from teaching.models import Receipt
from teaching.services import erasing
from teaching.services.erasing import erase_class, erase_person, erase_project, finish_erasing
from teaching.services.gone import COUNTED, Gone, held_by, held_in
from tests.conftest import Cast, client_of
from tests.crashes import crash
from tests.projects.helpers import make_project
from tests.teaching.helpers import (
    PICTURE,
    WORK,
    Filled,
    add_pictures,
    fill,
    new_class,
    objects_about,
    rows_about,
)
from training.models import Example

pytestmark = pytest.mark.django_db(transaction=True)

STUDENTS, FILLED = (30, Filled(750, 250)) if os.environ.get("PROOF") else (3, Filled(7, 4))
SECONDS = 60


def counts_of(receipt: Receipt) -> Gone:
    return Gone(**{name: getattr(receipt, name) for name in COUNTED})


def signed_in() -> set[UUID]:
    return {UUID(session.get_decoded()[SESSION_KEY]) for session in Session.objects.all()}


@pytest.mark.timeout(1800)  # filling a class of full size takes long
def test_a_class_of_students_is_gone_everywhere_within_a_minute_and_the_receipt_adds_up(cast: Cast) -> None:
    school_class, students = new_class(STUDENTS)
    school_class.memberships.create(teacher=cast.tess)
    projects = [project for student in students for project in fill(student, FILLED)]
    kept = fill(cast.ada, Filled(3, 2))
    everything = held_by([student.pk for student in students])
    began = monotonic()
    receipt = erase_class(school_class=school_class)
    left = objects_about(projects)
    seconds = monotonic() - began
    sys.stdout.write(f"T17: {seconds:.1f} s\n")
    assert seconds < SECONDS
    assert left == []
    ids = [school_class.pk, *projects, *(student.pk for student in students)]
    assert rows_about("Badger", *ids) == []
    assert signed_in() == {cast.ada.pk}
    gone = counts_of(receipt)
    assert gone == everything
    assert (gone.students, gone.projects) == (STUDENTS, 2 * STUDENTS)
    assert gone.examples == STUDENTS * (FILLED.texts + FILLED.pictures)
    assert (gone.pictures, gone.sounds) == (STUDENTS * FILLED.pictures, 0)
    assert (gone.models, gone.works) == (2 * STUDENTS, STUDENTS)
    assert gone.files == STUDENTS * FILLED.files
    texts = sum(len(f"text {number}") for number in range(FILLED.texts))
    files = FILLED.pictures * len(PICTURE) + len(WORK)
    assert gone.bytes - STUDENTS * (texts + files) == _bytes_of_models(kept[0]) * STUDENTS
    assert len(objects_about(kept)) == Filled(3, 2).files
    assert receipt.ended_at is not None
    assert list(receipt.teachers.all()) == [cast.tess]


def _bytes_of_models(project: UUID) -> int:
    return held_in([project]).bytes - sum(len(f"text {number}") for number in range(3)) - len(WORK)


def test_a_student_is_gone_and_the_others_are_not(cast: Cast) -> None:
    project, pictures = fill(cast.ada, Filled(3, 2))
    kept = fill(cast.ben, Filled(2, 1))
    receipt = erase_person(person=cast.ada)
    assert objects_about([project, pictures]) == []
    assert rows_about(cast.ada.pk, project, pictures, "Lovelace") == []
    assert (receipt.students, receipt.projects, receipt.examples, receipt.pictures) == (1, 2, 5, 2)
    assert list(receipt.teachers.all()) == [cast.tess]
    assert held_by([cast.ben.pk]).projects == len(kept)
    assert list(Grant.objects.values_list("owner", flat=True)) == [cast.ben.pk]
    assert signed_in() == {cast.ben.pk}


def test_a_project_is_gone_with_its_sounds(cast: Cast) -> None:
    sounds = add_pictures(cast.ada, 3, "audio/wav")
    kept = make_project(cast.ada)
    receipt = erase_project(project=Project.objects.get(pk=sounds))
    assert objects_about([sounds]) == []
    assert (receipt.students, receipt.projects, receipt.pictures, receipt.sounds) == (0, 1, 0, 3)
    assert receipt.bytes == 3 * len(PICTURE)
    assert kept.card.project.name == "Animals"


def test_what_was_removed_and_could_still_come_back_goes_too(cast: Cast) -> None:
    made = make_project(cast.ada)
    ids = made.add("one", "two")
    made.stores.examples.remove(made.id, ids[:1])
    made.stores.projects.remove(made.id)
    assert erase_person(person=cast.ada).examples == 2


def test_a_project_that_somebody_else_owns_too_stays_with_them(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.add("one")
    ProjectOwner.objects.create(project_id=made.id, person=cast.ben)
    assert held_by([cast.ada.pk]).projects == 0
    assert held_by([cast.ada.pk, cast.ben.pk]).projects == 1
    assert erase_person(person=cast.ada).projects == 0
    assert Project.objects.get(pk=made.id).owners.get() == cast.ben
    assert Example.objects.get().contributor is None
    assert erase_person(person=cast.ben).projects == 1


def test_a_class_that_is_being_deleted_is_there_for_nobody(cast: Cast) -> None:
    ada, tess = client_of(cast.ada), client_of(cast.tess)
    make_project(cast.ada)
    with crash(erasing, "_erase_person", after=False):
        erase_class(school_class=cast.otters)
    assert ada.get("/api/v1/me").status_code == 401
    assert tess.get(f"/classes/{cast.otters.pk}/").status_code == 404
    assert "Otters" not in tess.get("/classes/").content.decode()
    assert class_of_code(code=cast.otters.code) is None
    assert client_of().get(f"/join/{cast.otters.code}/").status_code == 404


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", ["_erase_person", "_erase_projects", "_note"])
def test_the_sweeper_ends_what_broke_off_and_counts_nothing_twice(cast: Cast, step: str, after: bool) -> None:
    projects = [*fill(cast.ada, Filled(3, 1)), *fill(cast.ben, Filled(2, 1))]
    everything = held_by([cast.ada.pk, cast.ben.pk])
    with crash(erasing, step, after=after):
        erase_class(school_class=cast.otters)
    assert Receipt.objects.get().ended_at is None
    assert finish_erasing() == 1
    receipt = Receipt.objects.get()
    assert receipt.ended_at is not None
    assert counts_of(receipt) == everything
    assert objects_about(projects) == []
    assert rows_about(cast.otters.pk, cast.ada.pk, cast.ben.pk, *projects) == []
    assert finish_erasing() == 0
    assert SchoolClass.objects.get() == cast.herons
    assert User.objects.count() == 6


def test_deleting_for_only_so_long_leaves_the_rest_to_the_sweeper(cast: Cast) -> None:
    receipt = erase_class(school_class=cast.otters, seconds=0)
    assert (receipt.students, receipt.ended_at) == (1, None)
    assert erase_class(school_class=cast.otters, seconds=0) == receipt
    finish_erasing()
    assert Receipt.objects.get().students == 2


def test_a_receipt_without_a_class_deletes_nobody(cast: Cast) -> None:
    Receipt.objects.create(what=Receipt.What.CLASS, why=Receipt.Why.ASKED)
    finish_erasing()
    assert User.objects.count() == 8


def test_who_is_gone_adds_nothing_any_more(cast: Cast) -> None:
    made = make_project(cast.ada)
    erase_person(person=cast.ada)
    with pytest.raises(Problem):
        made.stores.examples.add(made.id, [NewExample(new_id(), made.cat, Text("late"))])
    with pytest.raises(Problem):
        make_project(cast.ada)


def test_a_teacher_goes_with_their_own_projects_and_the_class_stays(cast: Cast) -> None:
    project = make_project(cast.tess).id
    receipt = erase_person(person=cast.tess)
    assert (receipt.what, receipt.students, receipt.projects) == (Receipt.What.PERSON, 0, 1)
    assert rows_about(project, cast.tess.pk) == []
    assert cast.otters.students.count() == 2
