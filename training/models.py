from __future__ import annotations

from collections.abc import Iterable
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from storage.ids import new_id


class ExampleQuerySet(models.QuerySet["Example"]):
    def live(self) -> Self:
        return self.filter(removed_at=None, label__removed_at=None)

    def media_keys(self) -> Iterable[str]:
        """Of the objects that hold their pictures or sounds."""
        keys = self.exclude(media_key=None).values_list("media_key", flat=True)
        return (key for key in keys.iterator() if key is not None)

    def beside(self, after: UUID | None, before: UUID | None) -> Self:
        """Oldest first, from after an example or else from the beginning; or newest first, from before one."""
        if before is not None:
            return self.filter(public_id__lt=before).order_by("-public_id")
        return (self if after is None else self.filter(public_id__gt=after)).order_by("public_id")


class Example(models.Model):
    """`public_id` is unique in its project only. `unit` says which examples are held back together: a digest of the
    group, or of the example itself. An example whose label is removed is removed too, with nothing said here.

    According to the kind of its project it has a `text`, or `values` by the ids of fields, as they were given, or the
    columns of a picture or sound: an object (`media_key`), and of a picture the hash that near-identical ones share,
    see `training/media`. `bytes` counts whichever there is.
    """

    # Each index costs every new example; that of the ids finds a project's, too.
    project = models.ForeignKey(
        "projects.Project", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    public_id = models.UUIDField()
    label = models.ForeignKey("projects.Label", on_delete=models.CASCADE, null=True, related_name="+")
    text = models.TextField(null=True)
    values = models.JSONField(null=True)
    media_key = models.CharField(max_length=200, null=True)
    media_type = models.CharField(max_length=10, null=True)
    media_sha256 = models.CharField(max_length=64, null=True)
    media_hash = models.BigIntegerField(null=True)
    bytes = models.PositiveIntegerField()
    group = models.CharField(max_length=64, null=True)
    unit = models.UUIDField()
    held_back = models.BooleanField()
    source = models.CharField(max_length=16)
    contributor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = ExampleQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="example_id_in_project", fields=("project", "public_id")),
            models.UniqueConstraint(
                name="example_of_object", fields=("media_key",), condition=Q(media_key__isnull=False)
            ),
        )
        indexes = (
            models.Index(
                name="example_by_label",
                fields=("project", "label", "public_id"),
                condition=Q(removed_at__isnull=True),
            ),
            models.Index(name="example_by_unit", fields=("project", "unit")),
            models.Index(
                name="example_removed", fields=("removed_at",), condition=Q(removed_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return str(self.public_id)


class Feature(models.Model):
    """What an extractor (`name@version`) has made of a picture, sound or text of a project, by its SHA-256 in hex:
    `numbers` are float32, little-endian, one row or several."""

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="+")
    extractor = models.CharField(max_length=50)
    sha256 = models.CharField(max_length=64)
    numbers = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="feature_of_extractor", fields=("project", "extractor", "sha256")),
        )

    def __str__(self) -> str:
        return f"{self.extractor} {self.sha256}"


class TrainedModelQuerySet(models.QuerySet["TrainedModel"]):
    def of(self, project: UUID) -> Self:
        """Newest first; ids are in time order."""
        return self.filter(project_id=project).order_by("-public_id")


class TrainedModel(models.Model):
    """The model file is an object (`file_key`); what lists and cards need is in columns. `report` is never
    published. `examples_revision` is that of the project when the model read the examples. From `expires_at` on a model
    that another service holds cannot be asked any more."""

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
    examples_revision = models.PositiveBigIntegerField()
    expires_at = models.DateTimeField(null=True)

    objects = TrainedModelQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(name="model_id_in_project", fields=("project", "public_id")),)

    def __str__(self) -> str:
        return str(self.public_id)


class TrainingRunQuerySet(models.QuerySet["TrainingRun"]):
    def active(self) -> Self:
        return self.filter(state__in=(TrainingRun.State.QUEUED, TrainingRun.State.TRAINING))

    def queued(self) -> Self:
        """Oldest first."""
        return self.filter(state=TrainingRun.State.QUEUED).order_by("created_at", "pk")

    def held_by(self, token: int) -> Self:
        """Those that nobody else has ended or claimed since they were claimed with this token."""
        return self.filter(state=TrainingRun.State.TRAINING, token=token)


class TrainingRun(models.Model):
    """The truth about a training run. Who claimed it last knows its `token`, and only that worker may save its
    model; once the lease has run out, the next worker may claim it. `expected_seconds` is for the training
    alone, without the time in the queue. A run that waits for another service has a lease and no worker until it is to
    be looked at again, and has done so `waits` times. Without a project it has a `Lending`."""

    class State(models.TextChoices):
        QUEUED = "queued"
        TRAINING = "training"
        READY = "ready"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    school_class = models.ForeignKey(
        "classroom.SchoolClass", on_delete=models.CASCADE, null=True, related_name="+"
    )
    method = models.CharField(max_length=6, default="usual")
    state = models.CharField(max_length=9, choices=State.choices, default=State.QUEUED)
    progress = models.FloatField(default=0)
    expected_seconds = models.FloatField()
    token = models.PositiveIntegerField(default=0)
    waits = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    model = models.ForeignKey(TrainedModel, on_delete=models.SET_NULL, null=True, related_name="+")
    problem = models.CharField(max_length=32, null=True)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = TrainingRunQuerySet.as_manager()

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
            models.Index(name="run_started", fields=("started_at",)),
            models.Index(name="run_ended", fields=("ended_at",)),
        )

    def __str__(self) -> str:
        return str(self.id)


class Lending(models.Model):
    """What a person lends of a project in a browser to the Watson Assistant of the class: one training run of it.

    `texts` is encrypted, and gone in the transaction that ends the run. `heard` is how sure it was of each label, for
    each text that was held back, in the order in which they came."""

    run = models.OneToOneField(
        TrainingRun, on_delete=models.CASCADE, primary_key=True, related_name="lending"
    )
    grant = models.ForeignKey("projects.Grant", on_delete=models.CASCADE, related_name="+")
    texts = models.BinaryField(null=True)
    heard = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"lending of {self.run_id}"


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    def live(self) -> Self:
        return self.filter(due_at__gt=timezone.now())


class Workspace(models.Model):
    """A place at the Watson Assistant of a class that holds the texts of one project until `due_at`; then the sweeper
    deletes it there, and this row after it.

    The row is there before the place is, whose name is our id, so that none is forgotten. It refers to nothing: its
    project, grant (of a lent project), class and key may go at any time, and then it is due. `workspace` is its id
    there, `taught` the run that has sent its texts, with what it notes of them, and `model` the one that it has
    learned."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    school_class = models.UUIDField()
    project = models.UUIDField()
    grant = models.UUIDField(null=True)
    address = models.CharField(max_length=200)
    sealed_key = models.BinaryField(max_length=1000)
    workspace = models.CharField(max_length=100, null=True)
    taught = models.UUIDField(null=True)
    note = models.JSONField(default=dict)
    model = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)
    try_at = models.DateTimeField(default=timezone.now)

    objects = WorkspaceQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(name="workspace_of_project", fields=("project",)),)

    def __str__(self) -> str:
        return str(self.id)
