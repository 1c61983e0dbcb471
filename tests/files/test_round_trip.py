"""T7, the website's half: any project goes into a file and comes out of it as it was. `PROOF=1` tries many more."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.files.opening import batches
from storage.camel import to_json
from storage.ids import new_id
from storage.routing import website
from storage.text import fold, trim
from storage.values import ExampleChange, Field, Guessed, Label, NewExample, NewProject, NewWork, Text, Values
from tests.conftest import Cast
from tests.files.helpers import MOMENT, opened, saved
from tests.projects.helpers import make_project, set_rules
from tests.test_rights_matrix import model_file
from tests.training.runs.helpers import project_to_train
from training.core.train import train

TIMES = 200 if os.environ.get("PROOF") else 25


def names(length: int) -> st.SearchStrategy[str]:
    """Every script, with emoji and signs that run from right to left."""
    signs = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
    return st.text(signs, min_size=1, max_size=length).filter(lambda name: bool(trim(name)))


labels = st.lists(names(30), max_size=6, unique_by=fold).map(
    lambda said: tuple(Label(new_id(), name) for name in said)
)


@st.composite
def contents(draw: Any) -> tuple[NewProject, list[NewExample], list[NewWork]]:
    project = NewProject(new_id(), "text", draw(names(60)), draw(st.sampled_from(["en", "ar", "zh-Hans"])))
    said = draw(labels)
    examples = []
    if said:
        texts = st.tuples(names(1024), st.sampled_from(said), st.none() | names(64))
        for text, label, group in draw(st.lists(texts, max_size=25)):
            source = draw(st.sampled_from(["typed", "paste", "file", ""]))
            examples.append(NewExample(new_id(), label.id, Text(text), group, source))
    works = [
        NewWork(new_id(), kind, name, content)
        for kind, name, content in draw(
            st.lists(
                st.tuples(st.sampled_from(["scratch", "python", "card"]), names(60), st.binary()), max_size=3
            )
        )
    ]
    return NewProject(project.id, "text", project.name, project.language, said), examples, works


@pytest.fixture
def otters(cast: Cast) -> Cast:
    set_rules(cast.otters, projects=30)
    return cast


def test_any_project_comes_back_as_it_was(otters: Cast) -> None:
    stores = website(otters.ada)

    @settings(max_examples=TIMES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(made=contents(), marked=st.data())
    def check(made: Any, marked: Any) -> None:
        project, examples, works = made
        before = transaction.savepoint()
        stores.projects.create(project)
        stores.examples.add(project.id, examples)
        if examples:
            moved = marked.draw(st.sampled_from(examples))
            stores.examples.change(project.id, [moved.id], ExampleChange(held_back=True))
        for work in works:
            stores.works.save(project.id, work, 0)
        file = opened(otters.ada, saved(otters.ada, project.id))
        assert file.card.project.id != project.id
        assert stores.projects.digest(file.card.project.id) == stores.projects.digest(project.id)
        assert everything(otters, file.card.project.id) == everything(otters, project.id)
        transaction.savepoint_rollback(before)

    check()


def everything(cast: Cast, id: UUID) -> Any:
    """Of a project; contributors, revisions and the times of change are not in a file."""
    stores = website(cast.ada)
    card = stores.projects.get(id)
    header = (card.project.name, card.project.language, card.project.labels)
    works = [stores.works.get(id, work.id) for work in stores.works.all(id)]
    made = [(work.id, work.kind, work.name, work.changed_at, work.file) for work in works]
    return header, card.counts, card.bytes, list(stores.examples.read(id)), made


def test_models_come_along_with_their_reports_and_guess_the_same(otters: Cast) -> None:
    stores = website(otters.ada)
    id = project_to_train(otters.ada)
    first, second = new_id(), new_id()
    for model in (first, second):
        stores.models.save(id, model_file(model, stores.projects.get(id).project), [])
    other = opened(otters.ada, saved(otters.ada, id)).card.project.id
    assert [model.id for model in stores.models.all(other)] == [second, first]
    assert to_json(stores.models.load(other, first)) == to_json(stores.models.load(id, first))
    hello = [Text("hello")]
    assert stores.trainer.guess(other, hello) == stores.trainer.guess(id, hello)
    assert stores.projects.digest(other) == stores.projects.digest(id)


@pytest.mark.parametrize("since", [0, 3])
def test_a_model_that_is_out_of_date_still_is(otters: Cast, since: int) -> None:
    made = make_project(otters.ada)
    made.add(*(f"it purrs {n}" for n in range(10)))
    made.add(*(f"it barks {n}" for n in range(8)), label=made.dog)
    tested = [one.id for one in made.stores.examples.read(made.id) if one.held_back]
    report = [Guessed(id, made.cat, 0.9) for id in tested]
    made.stores.models.save(made.id, model_file(new_id(), made.card.project), report)
    kept_back = [NewExample(new_id(), made.cat, Text(f"it sleeps {n}"), held_back=True) for n in range(since)]
    made.stores.examples.add(made.id, kept_back)
    assert made.card.model_state == ("changed" if since else "ready")
    assert opened(otters.ada, saved(otters.ada, made.id)).card.model_state == made.card.model_state


@pytest.mark.parametrize("since", [0, 1])
def test_so_is_one_that_predicts(otters: Cast, since: int) -> None:
    """Rows without the number that is predicted teach nothing and are not tested."""
    stores = website(otters.ada)
    rooms, price = Field(new_id(), "rooms", "number"), Field(new_id(), "price", "number", role="output")
    id = new_id()
    stores.projects.create(NewProject(id, "prediction", "Houses", fields=(rooms, price)))
    rows = [{rooms.id: float(n), price.id: 10.0 * n if n % 3 else None} for n in range(1, 31)]
    stores.examples.add(id, [NewExample(new_id(), None, Values(row)) for row in rows])
    project, examples = stores.projects.get(id).project, list(stores.examples.read(id))
    model = train(project, examples, model_id=new_id(), trained_at=MOMENT, on_progress=lambda part: None)
    stores.models.save(id, model.model, model.report)
    more = Values({rooms.id: 3.5, price.id: 35.0})
    stores.examples.add(id, [NewExample(new_id(), None, more) for _ in range(since)])
    other = opened(otters.ada, saved(otters.ada, id)).card
    assert other.model_state == ("changed" if since else "ready")
    assert to_json(stores.models.latest(other.project.id)) == to_json(model)
    asked = [Values({rooms.id: 7.0})]
    assert stores.trainer.guess(other.project.id, asked) == stores.trainer.guess(id, asked)


def test_five_thousand_examples_come_back(otters: Cast) -> None:
    set_rules(otters.otters, texts=5000)
    made = make_project(otters.ada)
    many = [NewExample(new_id(), made.cat, Text(f"text number {n} \U0001f98a")) for n in range(5000)]
    for batch in batches(many):
        made.stores.examples.add(made.id, batch)
    file = opened(otters.ada, saved(otters.ada, made.id))
    assert file.card.counts.examples == 5000
    assert made.stores.projects.digest(file.card.project.id) == made.stores.projects.digest(made.id)


def test_a_file_of_a_class_opens_for_a_guest_and_for_the_teacher(otters: Cast) -> None:
    made = make_project(otters.ada)
    made.add("it purrs", "it sleeps")
    content = saved(otters.ada, made.id)
    assert saved(otters.tess, made.id) == content
    for person in (otters.gus, otters.tess, otters.cleo):
        card = opened(person, content).card
        assert card.counts.examples == 2
        assert [owner.id for owner in card.owners] == [person.id]


def test_batches_are_small_where_examples_are_large() -> None:
    large = [NewExample(new_id(), None, Text("x"), "g" * 60_000) for _ in range(100)]
    assert [len(batch) for batch in batches(large)] == [34, 34, 32]
    small = [NewExample(new_id(), None, Text("x")) for _ in range(2001)]
    assert [len(batch) for batch in batches(small)] == [1000, 1000, 1]
    assert list(batches([])) == []


def test_any_zip_program_can_look_into_a_file(otters: Cast) -> None:
    made = make_project(otters.ada, "Animals")
    made.add("it purrs")
    work = NewWork(new_id(), "python", "A program", b"print()\n")
    made.stores.works.save(made.id, work, 0)
    with ZipFile(BytesIO(saved(otters.ada, made.id))) as file:
        assert file.testzip() is None
        names = file.namelist()
        assert names[:2] == ["project.json", "examples.jsonl"]
        assert names[-1] == "manifest.json"
        assert file.getinfo(f"works/{work.id}.py").compress_type == ZIP_STORED
        assert file.getinfo("examples.jsonl").compress_type == ZIP_DEFLATED
        manifest = json.loads(file.read("manifest.json"))
        said = {name: sha256(file.read(name)).hexdigest() for name in names[:-1]}
        line = json.loads(file.read("examples.jsonl"))
    assert manifest["entries"] == said
    assert manifest["created"] == MOMENT
    assert manifest["counts"] == {"examples": 1, "models": 0, "works": 1, "media": 0}
    assert manifest["digest"] == made.stores.projects.digest(made.id)
    assert "contributor" not in line
    assert b"Lovelace" not in saved(otters.ada, made.id)
