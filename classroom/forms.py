from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from classroom.access import ceilings
from classroom.models import User
from classroom.names import NAME_LENGTH
from classroom.policy import HERE, HOURS_LEAST, HOURS_MOST, WATSON, Policy
from storage.routing import KINDS
from storage.values import PROJECT_KINDS


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


KIND_NAMES: Final = {
    "text": _("Text"),
    "images": _("Images"),
    "sounds": _("Sounds"),
    "numbers": _("Numbers"),
    "prediction": _("Prediction"),
}


def _is_yes(answer: str) -> bool:
    return answer == "yes"


class MediaForm(forms.Form):
    """Nothing is chosen beforehand: a teacher says yes or no. Not asked where the operator does not allow it."""

    media_on_website = forms.TypedChoiceField(
        label=_("May the website keep photos and voice recordings of this class?"),
        help_text=_(
            "In image and sound projects students may take photos of themselves and record their voices. Your school "
            "may have a rule about that."
        ),
        choices=[
            (
                "yes",
                _(
                    "Yes. Photos and recordings of projects on the website are kept there until they are deleted, and "
                    "students can go on at any computer."
                ),
            ),
            (
                "no",
                _(
                    "No. Image and sound projects stay on the computer where they are made; nothing of them is sent to "
                    "the website."
                ),
            ),
        ],
        coerce=_is_yes,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not settings.MEDIA_ON_WEBSITE:
            del self.fields["media_on_website"]


class ClassForm(MediaForm):
    name = forms.CharField(
        label=_("Name of the class"),
        max_length=60,
        help_text=_("Your students see it, for example “Year 5 Otters”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("name", "media_on_website")

    def clean(self) -> dict[str, Any]:
        return {"media_on_website": None, **self.cleaned_data}


class KeepForm(forms.Form):
    day = forms.DateField(
        label=_("Kept until"),
        help_text=_("Then its students and their projects on the website are deleted. You are told before."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
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


class RulesForm(MediaForm):
    storages = forms.MultipleChoiceField(
        label=_("Projects may be kept"), widget=forms.CheckboxSelectMultiple, required=False
    )
    first_storage = forms.ChoiceField(label=_("Chosen already for a new project"), widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label=_("Students may make projects of these kinds"),
        choices=[(kind, KIND_NAMES[kind]) for kind in PROJECT_KINDS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    web_addresses = forms.BooleanField(
        label=_("Students may add pictures by their web address"),
        help_text=_("The web has pictures that are not for children. Leave this off unless you need it."),
        required=False,
    )
    projects = forms.IntegerField(label=_("Projects of a student"))
    texts = forms.IntegerField(label=_("Texts in a project"))
    rows = forms.IntegerField(label=_("Rows of numbers in a project"))
    pictures = forms.IntegerField(label=_("Images in a project"))
    sounds = forms.IntegerField(label=_("Sounds in a project"))

    def __init__(self, policy: Policy, data: object = None, *, unasked: bool = False) -> None:
        """`unasked` while no teacher has said whether the website may keep photos and recordings."""
        initial = {field.name: getattr(policy, field.name) for field in fields(policy)}
        initial["media_on_website"] = None if unasked else ("yes" if policy.media_on_website else "no")
        super().__init__(data, initial=initial)
        choices = [(kind, settings.STORAGE_NAMES[kind]) for kind in KINDS]
        for name in ("storages", "first_storage"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name, ceiling in ceilings().items():
            self.fields[name].widget.attrs.update({"min": 0, "max": ceiling})
            self.fields[name].help_text = _("At most %(ceiling)s.") % {
                "ceiling": number_format(ceiling, force_grouping=True)
            }
        if not settings.PICTURES_FROM_WEB_ADDRESSES:
            del self.fields["web_addresses"]

    @property
    def limits(self) -> list[forms.BoundField]:
        return [self[name] for name in ceilings()]


class WatsonForm(forms.Form):
    """Who learns texts. The key is never shown: an empty field leaves the one that is there."""

    texts_learned_by = forms.ChoiceField(
        label=_("Texts are learned by"),
        choices=[
            (HERE, _("this website. Texts of projects on the students' own computers stay there.")),
            (WATSON, _("Watson Assistant, with the credentials of this class.")),
        ],
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=_("URL"),
        required=False,
        max_length=200,
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    key = forms.CharField(
        label=_("API key"),
        required=False,
        max_length=200,
        help_text=_("It is kept encrypted and never shown again. Empty: the key that is there stays."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    model_hours = forms.IntegerField(
        label=_("After so many hours a model goes away"),
        help_text=_(
            "From 1 to 255. Its texts are deleted at Watson Assistant then, and students let it learn again."
        ),
        min_value=HOURS_LEAST,
        max_value=HOURS_MOST,
    )
