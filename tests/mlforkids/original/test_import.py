"""`manage.py import_original`: three made-up classes, from a real MariaDB with objects in a folder, and from PostgreSQL
with objects in an S3 store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from classroom.access import policy_of
from classroom.models import ClassPolicy, SchoolClass, User
from mlforkids.original.ids import id_of
from projects.models import Project
from storage.problems import Code, Problem
from storage.routing import website
from storage.values import Example, Media, Text, Values
from tests.conftest import Cast
from tests.mlforkids.original.conftest import MADE, Source
from tests.mlforkids.original.made_up import CLASSES, SPECTROGRAM
from training.cloud.examples import CloudExampleStore

PROJECTS = len(MADE.expected)
ONE = [CLASSES[1]]
OF_ONE = PROJECTS // len(CLASSES)
ADD = "training.cloud.examples.CloudExampleStore.add"


def bring_in(source: Source, report: Path, **options: Any) -> str:
    told = StringIO()
    options = {"database": source.database, "objects": source.objects, "report": report} | options
    call_command("import_original", teacher="tess@school.example", stdout=told, stderr=StringIO(), **options)
    return told.getvalue()


def owner_of(project: Project) -> User:
    return project.owners.get()


def digests() -> dict[str, str]:
    """By the original's ids."""
    return {id: website(owner_of(row)).projects.digest(row.pk) for id, row in brought().items()}


def brought() -> dict[str, Project]:
    rows = {id: Project.objects.filter(pk=id_of("project", id)).first() for id in MADE.expected}
    return {id: row for id, row in rows.items() if row is not None}


@contextmanager
def undone() -> Iterator[None]:
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)


def test_two_databases_bring_the_same_and_what_was_made(
    cast: Cast, mariadb: Source, postgres: Source, tmp_path: Path
) -> None:
    found = []
    for at, source in enumerate((mariadb, postgres)):
        with undone():
            told = bring_in(source, tmp_path / str(at))
            assert f"{PROJECTS} projects imported, 0 were there already, 0 failed" in told
            for id, row in brought().items():
                assert content_of(row) == sorted(MADE.expected[id], key=str)
            found.append(digests())
    assert found[0] == found[1]
    assert len(found[0]) == PROJECTS
    reports = [json.loads((tmp_path / str(at) / "report.json").read_text()) for at in range(2)]
    assert reports[0]["totals"] == reports[1]["totals"]


def content_of(row: Project) -> list[tuple[str, Any]]:
    """As `MadeUp.expected`; pictures that were not canonical are None."""
    stores = website(owner_of(row))
    project = stores.projects.get(row.pk).project
    labels = {label.id: label.name for label in project.labels}
    fields = {field.id: field.name for field in project.fields}
    known = {digest for items in MADE.expected.values() for _, digest in items if isinstance(digest, str)}

    def data_of(example: Example) -> Any:
        match example.data:
            case Text(text):
                return text
            case Values(values):
                return {fields[id]: value for id, value in values.items()}
            case Media(summary):
                return summary.sha256 if summary.sha256 in known else None

    items = [
        (labels[example.label_id], data_of(example))
        for example in stores.examples.read(row.pk)
        if example.label_id is not None
    ]
    return sorted(items, key=str)


def test_classes_and_students_are_made_with_codes_names_and_pictures(
    cast: Cast, mariadb: Source, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "userid,name,teacher\n"
        "auth0|00,Maya Köhler,\nauth0|01,Maya Köhler,\n"
        "auth0|teacher,The teacher,tom@school.example\n"
    )
    bring_in(mariadb, tmp_path, people=people)
    made = [SchoolClass.objects.get(pk=id_of("class", name)) for name in CLASSES]
    assert [school_class.name for school_class in made] == list(CLASSES)
    assert len({school_class.code for school_class in made}) == 3
    assert all(school_class.memberships.get().teacher == cast.tess for school_class in made)
    students = list(made[0].students.order_by("name"))
    assert [student.name for student in students] == ["Maya Köhler", "Maya Köhler 2", "Student 1"]
    assert all(student.pictures for student in students)
    assert {owner_of(row) for row in brought().values() if row.name == "Texts of auth0|teacher"} == {cast.tom}


def test_a_second_run_adds_nothing(cast: Cast, mariadb: Source, tmp_path: Path) -> None:
    bring_in(mariadb, tmp_path, classes=ONE)
    before = digests(), set(User.objects.values_list("pk", "name")), SchoolClass.objects.count()
    told = bring_in(mariadb, tmp_path, classes=ONE)
    assert f"0 projects imported, {OF_ONE} were there already, 0 failed" in told
    assert (digests(), set(User.objects.values_list("pk", "name")), SchoolClass.objects.count()) == before


class Killed(BaseException):
    """As if the process had ended."""


def fails_at(number: int, real: Callable[..., Any], problem: BaseException) -> Callable[..., Any]:
    """The call with that number fails."""
    calls = iter(range(1_000_000))

    def call(*args: Any) -> Any:
        if next(calls) == number:
            raise problem
        return real(*args)

    return call


@pytest.mark.parametrize("call", [0, 3, 7])
def test_a_run_that_was_killed_goes_on(
    cast: Cast, mariadb: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    with undone():
        bring_in(mariadb, tmp_path, classes=ONE)
        whole = digests()
    with monkeypatch.context() as patch:
        patch.setattr(ADD, fails_at(call, CloudExampleStore.add, Killed()))
        patch.setattr("projects.cloud.CloudProjectStore.remove", fails_at(0, lambda *_: None, Killed()))
        with pytest.raises(Killed):
            bring_in(mariadb, tmp_path, classes=ONE)
    assert len(brought()) < OF_ONE
    bring_in(mariadb, tmp_path, classes=ONE)
    assert digests() == whole


def test_a_project_that_fails_does_not_stop_the_others(
    cast: Cast, mariadb: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(Code.STORAGE_UNAVAILABLE, "The disk is full.")
    monkeypatch.setattr(ADD, fails_at(2, CloudExampleStore.add, problem))
    with pytest.raises(CommandError, match="1 projects could not be brought in"):
        bring_in(mariadb, tmp_path, classes=ONE)
    assert sum(row.removed_at is None for row in brought().values()) == OF_ONE - 1
    assert "failed: The disk is full." in (tmp_path / "report.txt").read_text()
    assert "1 projects imported" in bring_in(mariadb, tmp_path, classes=ONE)


def test_a_project_of_no_known_type_fails_alone(
    cast: Cast, mariadb: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mlforkids.original.database._KINDS", {1: "text"})
    with pytest.raises(CommandError, match="5 projects could not be brought in"):
        bring_in(mariadb, tmp_path, classes=ONE)
    assert {row.kind for row in brought().values()} == {"text"}


def test_what_was_left_out_is_counted_project_by_project(cast: Cast, mariadb: Source, tmp_path: Path) -> None:
    bring_in(mariadb, tmp_path)
    report = json.loads((tmp_path / "report.json").read_text())
    told = {one["original"]: one for one in report["projects"]}
    for id, skipped in MADE.skipped.items():
        assert {skip["what"]: skip["count"] for skip in told[id]["skipped"]} == skipped
        assert told[id]["examples"] == len(MADE.expected[id])
    assert report["totals"]["projects"] == {"imported": PROJECTS}
    assert report["totals"]["skipped"]["web_address"] == 6
    assert "pictures that are elsewhere on the web" in (tmp_path / "report.txt").read_text()


def test_sounds_are_kept_as_they_were_beside_the_report(cast: Cast, mariadb: Source, tmp_path: Path) -> None:
    bring_in(mariadb, tmp_path)
    kept = list((tmp_path / "sounds").rglob("*.csv"))
    assert len(kept) == 2 * len(CLASSES)
    assert {path.read_text() for path in kept} == {SPECTROGRAM}
    assert {path.parent.name for path in kept} == {"clap"}


def test_one_class_alone(cast: Cast, mariadb: Source, tmp_path: Path) -> None:
    bring_in(mariadb, tmp_path, classes=ONE)
    assert SchoolClass.objects.filter(pk=id_of("class", CLASSES[1])).exists()
    assert not SchoolClass.objects.filter(pk=id_of("class", CLASSES[0])).exists()
    assert len(brought()) == OF_ONE


def test_the_limits_are_lifted_for_the_import_alone(cast: Cast, mariadb: Source, tmp_path: Path) -> None:
    before = policy_of(cast.tess), policy_of(cast.ada)
    bring_in(mariadb, tmp_path, classes=[CLASSES[0]])
    assert max(row.examples for row in brought().values()) == 1_200 > before[0].texts
    assert (policy_of(cast.tess), policy_of(cast.ada)) == before


def test_pictures_that_came_along_may_be_added_to_unless_a_teacher_here_says_no(
    cast: Cast, mariadb: Source, tmp_path: Path
) -> None:
    bring_in(mariadb, tmp_path, classes=[CLASSES[0]])
    pictures = next(row for row in brought().values() if row.kind == "images" and row.examples > 0)
    child = owner_of(pictures)
    assert policy_of(child).storages_for("images") == policy_of(child).storages
    ClassPolicy.objects.filter(school_class=child.school_class).update(media_on_website=False)
    bring_in(mariadb, tmp_path, classes=[CLASSES[0]])
    assert policy_of(child).media_on_website is False


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"database": "sqlite:///x"}, "mysql://"),
        ({"database": ""}, "mysql://"),
        ({"database": "mysql://app@127.0.0.1:1/original"}, "cannot be read"),
        ({"database": "postgres://app@127.0.0.1:1/original"}, "cannot be read"),
        ({"objects": "nowhere"}, "is no place"),
        ({"people": Path("/nowhere.csv")}, "cannot be read"),
    ],
)
def test_what_cannot_be_opened_is_said_in_a_sentence(
    cast: Cast, tmp_path: Path, options: dict[str, Any], said: str
) -> None:
    source = Source("mysql://app@127.0.0.1:1/original", f"folder:{tmp_path}")
    with pytest.raises(CommandError, match=said):
        bring_in(source, tmp_path, **options)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("id,name\n1,Ada\n", "needs the columns"),
        ("userid,name,teacher\nx,Ada,nobody@school.example\n", "There is no teacher"),
        (f"userid,name\nx,{'A' * 61}\n", "longer than"),
    ],
)
def test_a_wrong_list_of_people_is_said_in_a_sentence(
    cast: Cast, tmp_path: Path, people: str, said: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(people)
    source = Source("mysql://app@127.0.0.1:1/original", f"folder:{tmp_path}")
    with pytest.raises(CommandError, match=said):
        bring_in(source, tmp_path, people=path)
