from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from classroom.models import User


class TeacherNameForm(forms.Form):
    """What allauth's sign-up page asks on top of the e-mail address and the password."""

    name = forms.CharField(label=_("Your name"), max_length=60, help_text=_("Your students see it."))
    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, user: User) -> None:
        """allauth calls this when the person is saved; the adapter has taken the name by then."""
