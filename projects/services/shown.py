"""What a teacher reads of the students' projects: of those on their own computers what they chose to show, and how much
the website keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classroom.models import User
from projects.models import Grant
from projects.services.grants import Progress, progress_in
from storage.values import ProjectKind

Facts = list[str]


def shown_by(students: Iterable[User]) -> dict[UUID, list[Facts]]:
    """By the id of a student: short sentences for each project, told last first. One query."""
    names = {student.pk: student.name for student in students}
    shown: dict[UUID, list[Facts]] = {}
    for grant in Grant.objects.open().filter(kind=Grant.Kind.SHOW, owner__in=names).order_by("-changed_at"):
        progress = progress_in(grant.told)
        if progress is not None:
            facts = _facts(names[grant.owner_id], progress)
            shown.setdefault(grant.owner_id, []).append([*facts, _seen(grant.changed_at)])
    return shown


def kept_of(students: Iterable[User]) -> dict[UUID, int]:
    """The bytes that the website keeps of each, by their ids. One query."""
    live = Q(projects__removed_at=None)
    sums = Sum(F("projects__bytes") + F("projects__works_bytes"), filter=live, default=0)
    people = User.objects.filter(pk__in=[student.pk for student in students])
    return dict(people.annotate(kept=sums).values_list("pk", "kept"))


def _seen(at: datetime) -> str:
    if timezone.now() - at < timedelta(minutes=1):
        return _("seen just now")
    return _("seen %(time)s ago") % {"time": timesince(at)}


def _facts(name: str, progress: Progress) -> Facts:
    where = _("On %(name)s's computer: %(project)s") % {"name": name, "project": _a_project(progress.kind)}
    facts = [where, _labels(progress)]
    if progress.score is not None:
        right, of = progress.score.right, progress.score.of
        facts.append(_("%(right)d of %(of)d right") % {"right": right, "of": of})
    return facts


def _labels(progress: Progress) -> str:
    counts = [count.examples for count in progress.labels]
    if not counts:
        return _("no labels yet")
    sentence = ngettext(
        "%(labels)d label with %(examples)s examples",
        "%(labels)d labels with %(examples)s examples",
        len(counts),
    )
    listed = get_text_list([str(count) for count in counts], _("and"))
    return sentence % {"labels": len(counts), "examples": listed}


def _a_project(kind: ProjectKind) -> str:
    return {
        "text": _("a text project"),
        "images": _("an images project"),
        "sounds": _("a sounds project"),
        "numbers": _("a numbers project"),
        "prediction": _("a prediction project"),
    }[kind]
