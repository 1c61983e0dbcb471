"""Students with something of everything, and looking for what is left of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from classroom.models import SchoolClass, User
from classroom.services.students import add_students
from projects.models import Label, Project, ProjectOwner
from storage.ids import new_id
from storage.models import ObjectToDelete
from storage.objects import claim_object, delete_due_objects, put_objects
from storage.places.listing import stored_objects
from storage.values import NewWork
from tests.conftest import client_of
from tests.projects.grants import shown
from tests.projects.helpers import make_project
from tests.training.runs.files import model_file
from training.models import Example, Feature

PICTURE = b"the bytes of a picture"
WORK = b"print('hello')"


@dataclass(frozen=True)
class Filled:
    """What one student has: two projects, `texts` and `pictures` examples, two models and a work."""

    texts: int
    pictures: int

    @property
    def files(self) -> int:
        return self.pictures + 3


def fill(student: User, filled: Filled) -> list[UUID]:
    """Also a session, and something told about a project on the student's own computer."""
    made = make_project(student, "Animals of mine")
    for first in range(0, filled.texts, 1000):
        made.add(*(f"text {number}" for number in range(first, min(first + 1000, filled.texts))))
    for _model in range(2):
        made.stores.models.save(made.id, model_file(new_id()), [])
    made.stores.works.save(made.id, NewWork(new_id(), "python", "cat.py", WORK), 0)
    shown(student)
    client_of(student)
    return [made.id, add_pictures(student, filled.pictures)]


def add_pictures(student: User, count: int, media_type: str = "image/png") -> UUID:
    """In a project of their own; what is in the files does not matter here."""
    project = Project.objects.create(kind="images", name="Pictures of mine")
    ProjectOwner.objects.create(project=project, person=student)
    label = Label.objects.create(
        project=project, public_id=new_id(), name="cat", folded_name="cat", position=0
    )
    keys = put_objects(str(project.pk), [PICTURE] * count)
    Example.objects.bulk_create(
        Example(
            project=project,
            public_id=new_id(),
            label=label,
            media_key=key,
            media_type=media_type,
            media_sha256="0" * 64,
            bytes=len(PICTURE),
            unit=new_id(),
            held_back=False,
            source="camera",
            added_at=timezone.now(),
        )
        for key in keys
    )
    claim_object(*keys)
    Feature.objects.create(project=project, extractor="images@1", sha256="0" * 64, numbers=b"1234")
    return project.pk


def new_class(students: int) -> tuple[SchoolClass, list[User]]:
    school_class = SchoolClass.objects.create(name="Badgers of the wood", code="RTVWXY34")
    names = "\n".join(f"Badger{number} Brockson" for number in range(students))
    return school_class, list(add_students(school_class=school_class, text=names).students)


def rows_about(*words: object) -> list[str]:
    """The tables of the whole database that have a row with one of these words or ids in it."""
    pattern = "|".join(str(word) for word in words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ~* %s', [pattern])
            found += [table] if cursor.fetchone()[0] else []
    return found


def objects_about(projects: Iterable[UUID]) -> list[str]:
    """After the sweeper has kept all promises."""
    while ObjectToDelete.objects.filter(due_at__lte=timezone.now()).exists():
        delete_due_objects()
    prefixes = tuple(f"{project}/" for project in projects)
    return [stored.key for stored in stored_objects(default_storage) if stored.key.startswith(prefixes)]
