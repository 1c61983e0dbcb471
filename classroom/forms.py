from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from classroom.models import User
from classroom.names import NAME_LENGTH
from classroom.policy import Policy
from storage.routing import KINDS


class TeacherNameForm(forms.Form):
    """What allauth's sign-up page asks on top of the e-mail address and the password."""

    name = forms.CharField(
        label=_("Your name"), max_length=NAME_LENGTH, help_text=_("As your students know you.")
    )
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this when the person is saved; the adapter has taken the name by then."""


class InvitationForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=NAME_LENGTH,
        help_text=_("As your students know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 10 characters. Three or four words that only you would put together are good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ClassForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the class"),
        max_length=60,
        help_text=_("Your students see it, for example “Year 5 Otters”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class StudentsForm(forms.Form):
    names = forms.CharField(
        label=_("Names, one on each line"),
        max_length=10_000,
        help_text=_("First name and last name. You can paste a column from a list."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )


class StudentNameForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class RulesForm(forms.Form):
    storages = forms.MultipleChoiceField(
        label=_("Projects may be kept"), widget=forms.CheckboxSelectMultiple, required=False
    )
    first_storage = forms.ChoiceField(label=_("Chosen already for a new project"), widget=forms.RadioSelect)
    projects = forms.IntegerField(label=_("Projects a student may keep on the website"))
    texts = forms.IntegerField(label=_("Examples in one of these projects"))

    def __init__(self, policy: Policy, data: object = None) -> None:
        initial = {
            "storages": policy.storages,
            "first_storage": policy.first_storage,
            "projects": policy.projects,
            "texts": policy.texts,
        }
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        choices = [(kind, settings.STORAGE_NAMES[kind]) for kind in KINDS]
        for name in ("storages", "first_storage"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name, ceiling in (("projects", settings.PROJECTS_CEILING), ("texts", settings.TEXTS_CEILING)):
            self.fields[name].widget.attrs.update({"min": 0, "max": ceiling})
            self.fields[name].help_text = _("At most %(ceiling)d.") % {"ceiling": ceiling}
