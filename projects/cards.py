"""A project's row as the values of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from classroom.policy import Policy
from projects import models
from projects.fields import fields_of
from projects.policy import examples_limit, model_state_of, next_step_of
from storage.limits import LABELS
from storage.times import to_milliseconds
from storage.values import (
    Counts,
    Label,
    LabelCount,
    Moving,
    Offers,
    Owner,
    Project,
    ProjectCard,
    ProjectKind,
    Score,
)


def card_of(row: models.Project, policy: Policy) -> ProjectCard:
    """`row` comes from `for_cards`; `policy` is its owner's."""
    project = _project_of(row)
    counts = counts_of(row, row.live_labels)
    state = model_state_of(
        running=row.run_id is not None,
        model_revision=row.model_examples_revision,
        revision=row.examples_revision,
    )
    return ProjectCard(
        project=project,
        owners=tuple(Owner(owner.id, owner.name) for owner in row.owners.all()),
        counts=counts,
        bytes=row.bytes + row.works_bytes,
        model_state=state,
        run_id=row.run_id,
        last_score=score_of(row.score_right, row.score_of),
        next_step=next_step_of(project.kind, project.fields, counts, state),
        offers=Offers(examples_limit(policy, project.kind), LABELS, contributors=True, offline=False),
        moving=cast(Moving | None, row.moving),
    )


def counts_of(row: models.Project, labels: Sequence[models.Label]) -> Counts:
    by_label = {label.public_id: LabelCount(label.examples, label.held_back) for label in labels}
    return Counts(row.examples, row.held_back, by_label)


def score_of(right: int | None, of: int | None) -> Score | None:
    """None before the first model, and when nothing was held back to test it with."""
    return Score(right, of) if right is not None and of else None


def _project_of(row: models.Project) -> Project:
    return Project(
        id=row.id,
        kind=cast(ProjectKind, row.kind),
        name=row.name,
        language=row.language,
        labels=tuple(Label(label.public_id, label.name) for label in row.live_labels),
        fields=fields_of(row),
        created_at=to_milliseconds(row.created_at),
        changed_at=to_milliseconds(row.changed_at),
        revision=row.revision,
    )
