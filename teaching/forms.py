from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classroom.models import SchoolClass
from storage.text import fold


class ClassNameForm(forms.Form):
    """Somebody who types the name of a class knows which one is deleted."""

    name = forms.CharField(
        label=gettext_lazy("Type the name of the class"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, school_class: SchoolClass, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.school_class = school_class

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if fold(name) != fold(self.school_class.name):
            raise forms.ValidationError(_("That is not the name of this class."))
        return name
