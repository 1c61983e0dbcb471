"""What the operator sees. Never pictures, marks or passwords: those are nobody's to read."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classroom.access import ceilings
from classroom.forms import KIND_NAMES
from classroom.models import ClassPolicy, Invitation, Membership, SchoolClass, User, WatsonCredentials
from classroom.services.teachers import invitable, invite, password_address
from classroom.services.watson import check_credentials, remove_credentials, set_credentials
from storage.problems import Problem

FOR_TEACHERS = ("name", "is_superuser")
"""What of a student or a guest the operator cannot change."""

for model in (Group, EmailAddress):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


class MembershipInline(admin.StackedInline):  # type: ignore[type-arg]
    model = Membership
    fields = ("teacher",)
    autocomplete_fields = ("teacher",)
    extra = 0

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Whoever is searched for, only a teacher can be chosen."""
        if db_field.name == "teacher":
            options["queryset"] = User.objects.filter(role=User.Role.TEACHER)
        return super().formfield_for_foreignkey(db_field, request, **options)


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is left empty is as the site has it."""

    storages = forms.MultipleChoiceField(
        label=gettext_lazy("Projects may be kept"),
        choices=list(settings.STORAGE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    first_storage = forms.ChoiceField(
        label=gettext_lazy("Chosen already for a new project"),
        choices=[("", gettext_lazy("as the site has it")), *settings.STORAGE_NAMES.items()],
        required=False,
    )
    kinds_left_out = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds left out"),
        choices=list(KIND_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = ClassPolicy
        fields = (
            "storages",
            "first_storage",
            "kinds_left_out",
            *ceilings(),
            "web_addresses",
            "media_on_website",
        )

    def clean_storages(self) -> list[str] | None:
        return self.cleaned_data["storages"] or None


class PolicyInline(admin.StackedInline):  # type: ignore[type-arg]
    model = ClassPolicy
    form = PolicyForm
    extra = 0


@admin.register(SchoolClass)
class SchoolClassAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "code", "created_at")
    search_fields = ("name", "code")
    fields = ("name", "code", "time_zone", "door_open_until", "created_at")
    readonly_fields = ("code", "door_open_until", "created_at")
    inlines = (MembershipInline, PolicyInline)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Classes are made by their teachers."""
        return False


@admin.register(User)
class UserAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "role", "email", "school_class_name", "is_active", "last_login")
    list_filter = ("role", "is_active", "is_superuser")
    list_select_related = ("school_class",)
    search_fields = ("name", "email")
    fields = (
        "name",
        "role",
        "email",
        "school_class",
        "is_active",
        "is_superuser",
        "last_login",
        "created_at",
    )
    readonly_fields = ("role", "email", "school_class", "last_login", "created_at")
    actions = ("show_password_address",)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Teachers come by invitation, students are added by their teachers."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:  # noqa: ARG002
        """A student's name is unique in the class, which the page of the class sees to; only teachers operate."""
        return (
            self.readonly_fields if obj is None or obj.is_teacher else (*self.readonly_fields, *FOR_TEACHERS)
        )

    @admin.display(description=gettext_lazy("class"), ordering="school_class__name")
    def school_class_name(self, person: User) -> str:
        return person.school_class.name if person.school_class else ""

    @admin.action(description=gettext_lazy("Show an address that sets a new password"))
    def show_password_address(self, request: HttpRequest, people: Any) -> None:
        for teacher in people.filter(role=User.Role.TEACHER):
            messages.info(request, f"{teacher.email}: {password_address(teacher=teacher)}")


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Invitation
        fields = ("email",)

    def clean_email(self) -> str:
        try:
            return invitable(email=self.cleaned_data["email"])
        except Problem as problem:
            raise forms.ValidationError(problem.detail) from problem


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = InvitationForm
    list_display = ("email", "expires_at", "used_at")
    fields = ("email", "expires_at", "used_at")
    readonly_fields = ("expires_at", "used_at")

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:  # noqa: ARG002
        return False

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:  # noqa: ARG002
        """The address is said once: only a digest of it is kept."""
        invited = invite(email=obj.email)
        obj.pk = invited.invitation.pk
        messages.info(
            request, _("Send this address to the teacher: %(address)s") % {"address": invited.address}
        )


class WatsonCredentialsForm(forms.ModelForm):  # type: ignore[type-arg]
    """The key goes in and never comes out."""

    key = forms.CharField(
        label=gettext_lazy("API key"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "It is kept encrypted and never shown again. Empty: the key that is there stays."
        ),
    )

    class Meta:
        model = WatsonCredentials
        fields = ("school_class", "address")

    def clean(self) -> dict[str, Any]:
        """Saved by the service, which says what is wrong."""
        said = super().clean() or self.cleaned_data
        school_class = self.instance.school_class if self.instance.pk else said.get("school_class")
        if school_class is not None and "address" in said:
            try:
                check_credentials(school_class=school_class, address=said["address"], key=said["key"])
            except Problem as problem:
                raise forms.ValidationError({problem.field or "key": problem.detail}) from problem
        return said


@admin.register(WatsonCredentials)
class WatsonCredentialsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = WatsonCredentialsForm
    list_display = ("class_name", "address", "changed_at")
    list_select_related = ("school_class",)
    fields = ("school_class", "address", "key")
    autocomplete_fields = ("school_class",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:  # noqa: ARG002
        return () if obj is None else ("school_class",)

    @admin.display(description=gettext_lazy("class"), ordering="school_class__name")
    def class_name(self, credentials: WatsonCredentials) -> str:
        return credentials.school_class.name

    def save_model(self, request: HttpRequest, obj: WatsonCredentials, form: Any, change: bool) -> None:  # noqa: ARG002
        set_credentials(
            school_class=obj.school_class,
            address=form.cleaned_data["address"],
            key=form.cleaned_data["key"],
        )

    def delete_model(self, request: HttpRequest, obj: WatsonCredentials) -> None:  # noqa: ARG002
        remove_credentials(school_class=obj.school_class)
