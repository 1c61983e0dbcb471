"""A first class to look at: one student has a trained project, one an untrained one, one an empty one."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from classroom.models import User
from classroom.services.classes import make_class, open_door
from classroom.services.students import add_students
from storage.ids import new_id
from storage.routing import website
from storage.values import Label, NewExample, NewProject, Text

TEACHER = "teacher@demo.example"
STUDENTS = ("Ada", "Grace", "Alan")
SENTENCES = Path(__file__).with_name("demo_sentences.json")


def make_demo() -> dict[str, Any]:
    """What a person needs to sign in: the teacher's address and password, the class code, the students' names."""
    password = secrets.token_urlsafe(9)
    teacher = User.objects.create_user(email=TEACHER, password=password, name="Demo teacher")
    school_class = make_class(teacher=teacher, name="Demo class", media_on_website=True)
    add_students(school_class=school_class, text="\n".join(STUDENTS))
    open_door(school_class=school_class)
    ada, grace, alan = (school_class.students.get(name=name) for name in STUDENTS)
    sentences = json.loads(SENTENCES.read_text())
    trained = _project(ada, "Home helper", sentences)
    # The worker is about to start and finds it in the queue.
    website(ada).trainer.start(trained.id)
    _project(grace, "Music or weather?", {name: sentences[name] for name in ("music", "weather")})
    _project(alan, "My first project", {})
    return {
        "teacher": TEACHER,
        "password": password,
        "class_code": school_class.shown_code,
        "students": STUDENTS,
    }


def _project(student: User, name: str, sentences: dict[str, list[str]]) -> NewProject:
    labels = tuple(Label(new_id(), label) for label in sentences)
    project = NewProject(id=new_id(), kind="text", name=name, labels=labels)
    stores = website(student)
    stores.projects.create(project)
    examples = [
        NewExample(id=new_id(), label_id=label.id, data=Text(sentence))
        for label in labels
        for sentence in sentences[label.name]
    ]
    stores.examples.add(project.id, examples)
    return project
