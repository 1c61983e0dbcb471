from __future__ import annotations

from django.conf import settings
from django.db import models as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from storage.ids import new_id


class Receipt(tables.Model):
    """What was deleted, without names. `ended_at` is null while there is more to delete, which happens with a class
    only: the sweeper goes on with it then. `files` are the objects of pictures, sounds, models and works, and `bytes`
    everything together that was here. The sweeper has Watson Assistants delete their workspaces after that."""

    class What(tables.TextChoices):
        PROJECT = "project", _("a project")
        STUDENT = "student", _("a student")
        CLASS = "class", _("a class")
        PERSON = "person", _("a person")

    class Why(tables.TextChoices):
        ASKED = "asked", _("somebody asked for it")
        TIME = "time", _("the time that the class was kept for was over")

    id = tables.UUIDField(primary_key=True, default=new_id, editable=False)
    what = tables.CharField(_("what was deleted"), max_length=7, choices=What.choices)
    why = tables.CharField(_("why"), max_length=5, choices=Why.choices)
    teachers = tables.ManyToManyField(settings.AUTH_USER_MODEL, related_name="receipts")
    school_class = tables.ForeignKey(
        "classroom.SchoolClass", on_delete=tables.SET_NULL, null=True, related_name="+"
    )
    begun_at = tables.DateTimeField(_("begun"), default=timezone.now)
    ended_at = tables.DateTimeField(_("ended"), null=True)
    students = tables.PositiveIntegerField(_("students"), default=0)
    projects = tables.PositiveIntegerField(_("projects"), default=0)
    examples = tables.PositiveIntegerField(_("examples"), default=0)
    pictures = tables.PositiveIntegerField(_("pictures"), default=0)
    sounds = tables.PositiveIntegerField(_("sounds"), default=0)
    models = tables.PositiveIntegerField(_("models"), default=0)
    workspaces = tables.PositiveIntegerField(_("workspaces at Watson Assistant"), default=0)
    works = tables.PositiveIntegerField(_("Scratch and Python files"), default=0)
    files = tables.PositiveIntegerField(_("files"), default=0)
    bytes = tables.PositiveBigIntegerField(_("bytes"), default=0)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")

    def __str__(self) -> str:
        return str(self.id)
