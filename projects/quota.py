"""How many bytes the website keeps for one person."""

from __future__ import annotations

from django.db.models import F, Sum

from classroom.models import User
from classroom.policy import Policy
from projects.models import Project
from storage.problems import Code, Problem


def bytes_of(person: User) -> int:
    """In all projects of this person, those that can still be brought back not among them."""
    sums = Project.objects.owned_by(person).live().aggregate(all=Sum(F("bytes") + F("works_bytes")))
    return sums["all"] or 0


def check_bytes(person: User, policy: Policy) -> None:
    """At the end of a transaction that has added something. Exact where the person is locked before (`lock_person`), as
    it is for everything that is large: pictures, sounds and works. Problem: `limit_reached`."""
    if bytes_of(person) > policy.bytes:
        most = policy.bytes // 1_000_000
        sentence = f"The website keeps {most:,} MB for one person. Delete something to make room."
        raise Problem(Code.LIMIT_REACHED, sentence, field="bytes")
