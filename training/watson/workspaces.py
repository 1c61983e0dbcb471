"""Our rows of the places at Watson Assistants: which belongs to a project, and when it has to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from classroom.access import class_policy
from classroom.sealing import seal, unseal
from classroom.services.watson import Watson, watson_of
from training.models import Workspace


@dataclass(frozen=True, slots=True)
class Home:
    """Whose texts they are: of a project on the website, or of one that is lent by a grant."""

    school_class: UUID
    project: UUID
    grant: UUID | None = None


def live_workspace(home: Home, watson: Watson) -> Workspace:
    """The one that is there, or a row for a new one. It holds texts for as long as the class has said."""
    mine = Workspace.objects.live().filter(project=home.project, grant=home.grant, address=watson.address)
    found = mine.order_by("-made_at").first()
    if found is not None:
        return found
    return Workspace.objects.create(
        school_class=home.school_class,
        project=home.project,
        grant=home.grant,
        address=watson.address,
        sealed_key=seal(watson.key),
        due_at=timezone.now() + lasting(home.school_class),
    )


def lasting(school_class: UUID) -> timedelta:
    return timedelta(hours=class_policy(school_class).model_hours)


def watson_at(workspace: Workspace) -> Watson:
    """With the key of today, if the class still has one for that service."""
    now = watson_of(school_class_id=workspace.school_class)
    if now is not None and now.address == workspace.address:
        return now
    return Watson(workspace.address, unseal(workspace.sealed_key))


def let_go_of(workspace: Workspace) -> None:
    Workspace.objects.filter(pk=workspace.pk).update(due_at=timezone.now(), try_at=timezone.now())


def settle_workspace(workspace: Workspace, model: UUID) -> None:
    """It has learned: in the transaction that says so."""
    Workspace.objects.filter(pk=workspace.pk).update(model=model, due_at=workspace.due_at)
