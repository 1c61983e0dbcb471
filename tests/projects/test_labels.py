"""Labels change as one list, and those that go take their examples along."""

from __future__ import annotations

from uuid import UUID

import pytest

from storage.ids import new_id
from storage.problems import Problem
from storage.values import Label, LabelCount, ProjectCard, ProjectChange
from tests.conftest import Cast
from tests.projects.helpers import Made, make_project


def relabel(made: Made, *labels: tuple[UUID, str]) -> ProjectCard:
    change = ProjectChange(labels=tuple(Label(id, name) for id, name in labels))
    return made.stores.projects.update(made.id, change, made.card.project.revision)


def test_two_labels_swap_their_names(cast: Cast) -> None:
    made = make_project(cast.ada)
    card = relabel(made, (made.cat, "dog"), (made.dog, "cat"))
    assert card.project.labels == (Label(made.cat, "dog"), Label(made.dog, "cat"))


def test_labels_keep_the_order_given(cast: Cast) -> None:
    made = make_project(cast.ada)
    cow = new_id()
    card = relabel(made, (cow, "cow"), (made.dog, "dog"), (made.cat, "cat"))
    assert [label.id for label in card.project.labels] == [cow, made.dog, made.cat]


def test_a_removed_label_comes_back_with_exactly_its_examples(cast: Cast) -> None:
    made = make_project(cast.ada)
    kept = made.add(*"abcdefg")
    [gone] = made.add("h")
    made.add("i", label=made.dog)
    made.stores.examples.remove(made.id, [gone])
    before = made.card
    without = relabel(made, (made.dog, "dog"))
    assert without.counts.labels == {made.dog: LabelCount(1, 0)}
    assert (without.counts.examples, without.bytes) == (1, 1)
    again = relabel(made, (made.cat, "cat"), (made.dog, "dog"))
    assert (again.counts, again.bytes) == (before.counts, before.bytes)
    assert [found.id for found in made.stores.examples.read(made.id)][:-1] == kept


def test_examples_of_a_removed_label_are_out_of_reach(cast: Cast) -> None:
    made = make_project(cast.ada)
    ids = made.add("a", "b")
    relabel(made, (made.dog, "dog"))
    assert list(made.stores.examples.read(made.id)) == []
    with pytest.raises(Problem, match="not_found"):
        made.stores.examples.restore(made.id, ids)
    made.stores.examples.remove(made.id, ids)
    assert made.card.counts.examples == 0


def test_a_new_label_may_take_the_name_of_a_removed_one(cast: Cast) -> None:
    made = make_project(cast.ada)
    relabel(made, (made.dog, "dog"))
    card = relabel(made, (made.dog, "dog"), (new_id(), "cat"))
    assert [label.name for label in card.project.labels] == ["dog", "cat"]
    with pytest.raises(Problem, match="invalid"):
        relabel(made, (made.dog, "dog"), (made.cat, "Dog"))


def test_removing_and_reviving_a_label_makes_a_model_out_of_date_but_renaming_does_not(cast: Cast) -> None:
    made = make_project(cast.ada)
    revisions = []
    for labels in (
        [(made.cat, "kitten"), (made.dog, "dog")],
        [(made.dog, "dog")],
        [(made.cat, "cat"), (made.dog, "dog")],
    ):
        relabel(made, *labels)
        revisions.append(examples_revision(made))
    assert revisions == [0, 1, 2]


def examples_revision(made: Made) -> int:
    from projects.models import Project

    return Project.objects.get(pk=made.id).examples_revision
