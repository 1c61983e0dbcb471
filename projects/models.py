from __future__ import annotations

from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classroom.models import User
from storage.ids import new_id
from storage.limits import UNDO_SECONDS


class ProjectQuerySet(models.QuerySet["Project"]):
    def live(self) -> Self:
        return self.filter(removed_at=None)

    def restorable(self) -> Self:
        """Removed, but not for good yet, last first: one that was being moved has gone elsewhere."""
        since = timezone.now() - timedelta(seconds=UNDO_SECONDS)
        return self.filter(removed_at__gt=since, moving=None).order_by("-removed_at")

    def owned_by(self, person: User) -> Self:
        return self.filter(owners=person)

    def visible_to(self, person: User) -> Self:
        """The person's own, and those of the students of the classes that the person teaches."""
        owners = Q(person=person)
        if person.is_teacher:
            owners |= Q(person__school_class__memberships__teacher=person)
        return self.filter(Exists(ProjectOwner.objects.filter(owners, project=OuterRef("pk"))))

    def for_cards(self) -> Self:
        """With everything that a card shows: three queries, however many projects."""
        return self.prefetch_related(*CARD_PARTS)

    def locked(self) -> Self:
        """Rows that point to the project, such as a new training run, need not wait for the lock."""
        return self.select_for_update(no_key=True, of=("self",))


class Project(models.Model):
    """Counts, bytes and last score are columns, changed in the transaction that changes what they count.

    `examples_revision` goes up with every change to what a model would learn from; `model_examples_revision`
    is its value when the newest model read the examples, so a model is out of date when the two differ.
    `run_id` is the training run that is under way; who starts or ends one sets it in the same transaction.
    `bytes` are those of its examples and `works_bytes` those of what was made with it; `ever_added` counts the
    examples without a label that were ever added. `fields` is for `projects/fields.py`.
    """

    class Moving(models.TextChoices):
        ARRIVING = "arriving"
        LEAVING = "leaving"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(_("kind"), max_length=10)
    name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=12, default="en")
    owners = models.ManyToManyField(settings.AUTH_USER_MODEL, through="ProjectOwner", related_name="projects")
    revision = models.PositiveIntegerField(default=1)
    examples = models.PositiveIntegerField(default=0)
    held_back = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    works_bytes = models.PositiveBigIntegerField(default=0)
    ever_added = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=list, blank=True)
    examples_revision = models.PositiveBigIntegerField(default=0)
    model_examples_revision = models.PositiveBigIntegerField(null=True, blank=True)
    run_id = models.UUIDField(null=True, blank=True)
    score_right = models.PositiveIntegerField(null=True, blank=True)
    score_of = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    moving = models.CharField(max_length=8, choices=Moving.choices, null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = ProjectQuerySet.as_manager()
    live_labels: list[Label]
    """Set by `for_cards`."""

    def __str__(self) -> str:
        return str(self.id)


class ProjectOwner(models.Model):
    project = models.ForeignKey(Project, on_delete=models.CASCADE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta:
        constraints = (models.UniqueConstraint(name="an_owner_owns_once", fields=("project", "person")),)

    def __str__(self) -> str:
        return f"{self.person_id} of {self.project_id}"


class LabelQuerySet(models.QuerySet["Label"]):
    def live(self) -> Self:
        return self.filter(removed_at=None).order_by("position")


class Label(models.Model):
    """`public_id` is the id that everybody else sees; it is unique in its project only. `folded_name` is the
    name as it is compared. `ever_added` counts the examples that were ever added, for the rule of what is
    held back.

    The examples of a removed label are removed with it without being touched: they, and the counts here, are
    as they were when it comes back.
    """

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="labels")
    public_id = models.UUIDField()
    name = models.CharField(max_length=30)
    folded_name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()
    examples = models.PositiveIntegerField(default=0)
    held_back = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    ever_added = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = LabelQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="label_id_in_project", fields=("project", "public_id")),
            models.UniqueConstraint(
                name="label_name_in_project",
                fields=("project", "folded_name"),
                condition=models.Q(removed_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.public_id)


class GrantQuerySet(models.QuerySet["Grant"]):
    def open(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def of(self, person: User) -> Self:
        return self.open().filter(owner=person)


class Grant(models.Model):
    """One thing that a person has told the website about a project that it does not keep (`project`, no row of
    ours) or, without a project, about their computer. All that was told is in `told`, see `services.grants`;
    it holds until `expires_at` or until it is withdrawn, which deletes the row."""

    class Kind(models.TextChoices):
        SHOW = "show"
        LEND = "lend"
        PUBLISH = "publish"
        COMPUTER = "computer"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    project = models.UUIDField(null=True, blank=True)
    told = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="a_project_is_granted_once_for_each_kind",
                fields=("owner", "project", "kind"),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


CARD_PARTS: Final = (
    Prefetch("labels", Label.objects.live(), to_attr="live_labels"),
    Prefetch("owners", User.objects.order_by("id")),
)
