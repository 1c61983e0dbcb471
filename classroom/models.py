from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from storage.ids import new_id


class SchoolClassQuerySet(models.QuerySet["SchoolClass"]):
    def taught_by(self, teacher: User) -> Self:
        return self.filter(memberships__teacher=teacher)


def in_a_year() -> date:
    return timezone.localdate() + timedelta(days=365)


class SchoolClass(models.Model):
    """`keep_until`, the three columns of notices and `mail_tried_at` are for `services.keeping`. A class that is
    `gone_since` a moment is being deleted: nobody sees it any more, and its rows go one after the other."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=60)
    code = models.CharField(_("class code"), max_length=8, unique=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    door_open_until = models.DateTimeField(_("door open until"), null=True, blank=True)
    remind_until = models.DateTimeField(_("reminded to save until"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    keep_until = models.DateField(_("kept until"), default=in_a_year)
    noticed_at = models.DateTimeField(null=True, blank=True)
    notice_seen_at = models.DateTimeField(null=True, blank=True)
    notices_mailed = models.PositiveSmallIntegerField(default=0)
    mail_tried_at = models.DateTimeField(null=True, blank=True)
    gone_since = models.DateTimeField(null=True, blank=True)

    objects = SchoolClassQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")

    def __str__(self) -> str:
        return str(self.id)

    @property
    def door_is_open(self) -> bool:
        return self.door_open_until is not None and self.door_open_until > timezone.now()

    @property
    def is_reminded(self) -> bool:
        """Whether its students are asked to save what only their browsers have."""
        return self.remind_until is not None and self.remind_until > timezone.now()

    @property
    def shown_code(self) -> str:
        """The code as people read it: two groups of four."""
        return f"{self.code[:4]} {self.code[4:]}"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        """A teacher; students are made by `classroom.services`."""
        extra.setdefault("name", email.partition("@")[0][:60])
        user = self.model(email=self.normalize_email(email).lower(), role=User.Role.TEACHER, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. A student has one class and no e-mail address; a teacher joins classes through `Membership`.

    `pictures` is encrypted, since a teacher must be able to see it; the marks are digests and tell nothing.
    `sign_in_version` goes up when browsers that knew this student must forget it.
    """

    class Role(models.TextChoices):
        STUDENT = "student", _("student")
        TEACHER = "teacher", _("teacher")
        GUEST = "guest", _("guest")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    role = models.CharField(_("role"), max_length=7, choices=Role.choices)
    name = models.CharField(_("name"), max_length=60)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    school_class = models.ForeignKey(
        SchoolClass,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="students",
        verbose_name=_("class"),
    )
    pictures = models.BinaryField(null=True, blank=True)
    pictures_mark = models.BinaryField(max_length=32, null=True, blank=True)
    card_mark = models.BinaryField(max_length=32, null=True, blank=True, unique=True)
    card_words_mark = models.BinaryField(max_length=32, null=True, blank=True)
    sign_in_version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.CheckConstraint(
                name="only_a_student_has_a_class",
                condition=Q(role="student", school_class__isnull=False)
                | (~Q(role="student") & Q(school_class__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_teacher_has_an_email",
                condition=Q(role="teacher", email__isnull=False)
                | (~Q(role="teacher") & Q(email__isnull=True)),
            ),
            models.CheckConstraint(
                name="only_a_teacher_is_operator", condition=Q(is_superuser=False) | Q(role="teacher")
            ),
            models.UniqueConstraint(name="own_pictures_in_a_class", fields=("school_class", "pictures_mark")),
            models.UniqueConstraint(name="own_name_in_a_class", fields=("school_class", "name")),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_staff(self) -> bool:
        """Django's admin asks this; only the operator may enter it."""
        return self.is_superuser

    def own_class(self) -> SchoolClass:
        """A student's class; asking anybody else for one is a fault of ours."""
        if self.school_class is None:
            raise TypeError("only a student has a class")
        return self.school_class

    @property
    def is_teacher(self) -> bool:
        return self.role == self.Role.TEACHER


class Membership(models.Model):
    """A teacher of a class."""

    teacher = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="memberships")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_teacher_joins_once", fields=("teacher", "school_class")),
        )

    def __str__(self) -> str:
        return f"{self.teacher_id} in {self.school_class_id}"


class ClassPolicy(models.Model):
    """The rules of a class as its teacher set them; everybody else asks `access.class_policy`, which knows the
    operator's ceilings. Null is what nobody has set: the site's own rule holds. What is left out is stored, so
    that a kind of project that the site learns later is allowed in every class. `texts_learned_by` is one of
    `policy.TEXT_LEARNERS`."""

    school_class = models.OneToOneField(
        SchoolClass, on_delete=models.CASCADE, primary_key=True, related_name="stored_policy"
    )
    storages = ArrayField(
        models.CharField(max_length=8), verbose_name=_("projects may be kept"), null=True, blank=True
    )
    first_storage = models.CharField(_("chosen already for a new project"), max_length=8, blank=True)
    kinds_left_out = ArrayField(
        models.CharField(max_length=10), verbose_name=_("kinds left out"), default=list, blank=True
    )
    projects = models.PositiveIntegerField(_("projects of a student"), null=True, blank=True)
    texts = models.PositiveIntegerField(_("texts in a project"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rows of numbers in a project"), null=True, blank=True)
    pictures = models.PositiveIntegerField(_("images in a project"), null=True, blank=True)
    sounds = models.PositiveIntegerField(_("sounds in a project"), null=True, blank=True)
    web_addresses = models.BooleanField(_("pictures by their web address"), default=False)
    media_on_website = models.BooleanField(
        _("the website may keep photos and voice recordings"), null=True, blank=True
    )
    texts_learned_by = models.CharField(_("texts are learned by"), max_length=8, default="here")
    model_hours = models.PositiveSmallIntegerField(_("hours until a model goes away"), default=24)

    class Meta:
        verbose_name = _("rules of a class")
        verbose_name_plural = _("rules of a class")

    def __str__(self) -> str:
        return f"rules of {self.school_class_id}"


class WatsonCredentials(models.Model):
    """What a class's own Watson Assistant is asked with. The key is encrypted, and nobody is shown it again."""

    school_class = models.OneToOneField(
        SchoolClass,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="watson",
        verbose_name=_("class"),
    )
    address = models.CharField(_("URL"), max_length=200)
    sealed_key = models.BinaryField(max_length=1000)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("Watson Assistant of a class")
        verbose_name_plural = _("Watson Assistants of classes")

    def __str__(self) -> str:
        return f"Watson Assistant of {self.school_class_id}"


class Session(AbstractBaseSession):
    """`person` is who is signed in, by id; null for who is not."""

    person = models.UUIDField(null=True, db_index=True, editable=False)

    def __str__(self) -> str:
        return f"session of {self.person}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Asked by Django; the store asks for this model, so that the two cannot name each other at the top."""
        store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store


class Invitation(models.Model):
    """Lets one person sign up as a teacher; only the token's sha-256 is kept."""

    email = models.EmailField(_("e-mail address"))
    token_mark = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.expires_at > now


class WrongGuess(models.Model):
    """Somebody in an unknown browser tried to sign in to a class with wrong pictures or words. Kept for an hour."""

    class Kind(models.TextChoices):
        PICTURES = "pictures"
        WORDS = "words"

    school_class = models.ForeignKey(SchoolClass, on_delete=models.CASCADE, related_name="wrong_guesses")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name_plural = "wrong guesses"

    def __str__(self) -> str:
        return f"{self.kind} of {self.school_class_id}"
