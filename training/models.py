from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from storage.ids import new_id


class Example(models.Model):
    """`public_id` is unique in its project only. `unit` says which examples are held back together: a digest of the
    group, or of the text. An example whose label is removed is removed too, with nothing said here."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    public_id = models.UUIDField()
    label = models.ForeignKey("projects.Label", on_delete=models.CASCADE, null=True, related_name="+")
    text = models.TextField()
    group = models.CharField(max_length=64, null=True)
    unit = models.UUIDField()
    held_back = models.BooleanField()
    source = models.CharField(max_length=16)
    contributor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="example_id_in_project", fields=("project", "public_id")),)
        indexes = (
            models.Index(
                name="example_by_label",
                fields=("project", "label", "public_id"),
                condition=Q(removed_at__isnull=True),
            ),
            models.Index(name="example_by_unit", fields=("project", "unit")),
            models.Index(name="example_removed", fields=("removed_at",), condition=Q(removed_at__isnull=False)),
        )

    def __str__(self) -> str:
        return str(self.public_id)


class TrainedModel(models.Model):
    """The model file is an object (`file_key`); what lists and cards need is in columns. `report` is never published."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    public_id = models.UUIDField()
    trained_at = models.DateTimeField()
    file_key = models.CharField(max_length=200, unique=True)
    bytes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    counts = models.JSONField()
    score_right = models.PositiveIntegerField(null=True)
    score_of = models.PositiveIntegerField(null=True)
    report = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(name="model_id_in_project", fields=("project", "public_id")),)

    def __str__(self) -> str:
        return str(self.public_id)


class TrainingRun(models.Model):
    """The truth about a training run. Who holds the lease and knows the newest `token` may save its model."""

    class State(models.TextChoices):
        QUEUED = "queued"
        TRAINING = "training"
        READY = "ready"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    school_class = models.ForeignKey("classroom.SchoolClass", on_delete=models.CASCADE, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    progress = models.FloatField(default=0)
    expected_seconds = models.FloatField()
    token = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    model = models.ForeignKey(TrainedModel, on_delete=models.SET_NULL, null=True, related_name="+")
    problem = models.CharField(max_length=32, null=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="one_run_at_a_time", fields=("project",), condition=Q(state__in=("queued", "training"))
            ),
        )
        indexes = (
            models.Index(
                name="run_waiting", fields=("created_at",), condition=Q(state__in=("queued", "training"))
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
