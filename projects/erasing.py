"""Deleting projects for good, with what other apps keep for them in the object store."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from projects.models import Project
from storage.objects import release_object


def erase(projects: Collection[UUID]) -> None:
    """In the caller's transaction. Their objects are named by the functions in `settings.PROJECT_OBJECTS`."""
    for name in settings.PROJECT_OBJECTS:
        release_object(*import_string(name)(projects))
    Project.objects.filter(pk__in=projects).delete()
