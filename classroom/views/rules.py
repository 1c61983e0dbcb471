from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from classroom.access import class_edit, class_policy, is_media_unasked
from classroom.forms import KeepForm, MediaForm, RulesForm
from classroom.models import SchoolClass, in_a_year
from classroom.services.keeping import keep_until
from classroom.services.rules import set_rules
from classroom.views.pages import person_of, show_problem, teacher_page
from storage.problems import Problem


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def class_rules(request: HttpRequest, id: UUID) -> HttpResponse:
    school_class = class_edit(person_of(request), id)
    form = _rules_form(school_class, request.POST or None)
    if form.is_valid():
        try:
            set_rules(school_class=school_class, **form.cleaned_data)
            messages.success(request, _("The rules are saved."))
            return redirect("class", id=school_class.pk)
        except Problem as problem:
            show_problem(form, problem)
    return _show(request, school_class, form, KeepForm(initial={"day": school_class.keep_until}))


def _rules_form(school_class: SchoolClass, data: object = None) -> RulesForm:
    return RulesForm(class_policy(school_class.pk), data, unasked=is_media_unasked(school_class.pk))


def _show(
    request: HttpRequest, school_class: SchoolClass, form: RulesForm, keep_form: KeepForm
) -> HttpResponse:
    context = {"school_class": school_class, "form": form, "keep_form": keep_form}
    return render(request, "classroom/class_rules.html", context)


@require_POST
@teacher_page
def class_keep(request: HttpRequest, id: UUID) -> HttpResponse:
    """For another year with one press, or until a `day`."""
    school_class = class_edit(person_of(request), id)
    form = KeepForm(request.POST if "day" in request.POST else {"day": in_a_year()})
    if form.is_valid():
        try:
            keep_until(school_class=school_class, day=form.cleaned_data["day"])
            day = date_format(school_class.keep_until, "DATE_FORMAT")
            messages.success(request, _("The class is kept until %(day)s.") % {"day": day})
            return redirect("class", id=school_class.pk)
        except Problem as problem:
            show_problem(form, problem)
    return _show(request, school_class, _rules_form(school_class), form)


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
