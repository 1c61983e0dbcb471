"""Deleting projects for good, with what other apps keep for them in the object store."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from projects.models import Project
from storage.objects import release_object
from storage.owners import object_owners


def erase(projects: Collection[UUID]) -> None:
    """In the caller's transaction."""
    for owner in object_owners():
        release_object(*owner.keys_of(projects))
    Project.objects.filter(pk__in=projects).delete()
