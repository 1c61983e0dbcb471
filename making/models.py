from __future__ import annotations

from typing import Self
from uuid import UUID

from django.db import models


class WorkQuerySet(models.QuerySet["Work"]):
    def of(self, project: UUID) -> Self:
        """Newest first; ids are in time order."""
        return self.filter(project_id=project).order_by("-public_id")


class Work(models.Model):
    """What was made with a model of a project. `public_id` is unique in its project only; the file is an object."""

    class Kind(models.TextChoices):
        SCRATCH = "scratch"
        PYTHON = "python"
        CARD = "card"

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    public_id = models.UUIDField()
    kind = models.CharField(max_length=7, choices=Kind.choices)
    name = models.CharField(max_length=60)
    changed_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    file_key = models.CharField(max_length=200, unique=True)
    bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = WorkQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(name="work_id_in_project", fields=("project", "public_id")),)

    def __str__(self) -> str:
        return str(self.public_id)
