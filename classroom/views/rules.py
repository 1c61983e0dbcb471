from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from classroom.access import class_edit, class_policy, is_media_unasked
from classroom.forms import MediaForm, RulesForm
from classroom.services.rules import set_rules
from classroom.views.pages import person_of, show_problem, teacher_page
from storage.problems import Problem


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def class_rules(request: HttpRequest, id: UUID) -> HttpResponse:
    school_class = class_edit(person_of(request), id)
    form = RulesForm(
        class_policy(school_class.pk), request.POST or None, unasked=is_media_unasked(school_class.pk)
    )
    if form.is_valid():
        try:
            set_rules(school_class=school_class, **form.cleaned_data)
            messages.success(request, _("The rules are saved."))
            return redirect("class", id=school_class.pk)
        except Problem as problem:
            show_problem(form, problem)
    return render(request, "classroom/class_rules.html", {"school_class": school_class, "form": form})


@require_POST
@teacher_page
def class_media(request: HttpRequest, id: UUID) -> HttpResponse:
    """The answer to the one question that the page of a class asks by itself."""
    school_class = class_edit(person_of(request), id)
    form = MediaForm(request.POST)
    if form.is_valid():
        set_rules(school_class=school_class, **form.cleaned_data)
        messages.success(request, _("Saved. You can change this in the rules of the class."))
    return redirect("class", id=school_class.pk)
