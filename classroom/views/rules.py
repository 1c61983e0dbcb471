from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from classroom.access import class_edit, class_policy, is_media_unasked
from classroom.forms import KeepForm, MediaForm, RulesForm, WatsonForm
from classroom.models import SchoolClass, in_a_year
from classroom.services.keeping import keep_until
from classroom.services.rules import set_rules
from classroom.services.watson import remove_credentials, set_credentials, set_text_learner, watson_of
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
    return _show(request, school_class, rules=form)


def _rules_form(school_class: SchoolClass, data: object = None) -> RulesForm:
    return RulesForm(class_policy(school_class.pk), data, unasked=is_media_unasked(school_class.pk))


def _watson_form(school_class: SchoolClass, data: object = None) -> WatsonForm:
    policy = class_policy(school_class.pk)
    watson = watson_of(school_class_id=school_class.pk)
    initial = {
        "texts_learned_by": policy.texts_learned_by,
        "address": "" if watson is None else watson.address,
        "model_hours": policy.model_hours,
    }
    return WatsonForm(data, initial=initial)  # type: ignore[arg-type]


def _show(
    request: HttpRequest,
    school_class: SchoolClass,
    *,
    rules: RulesForm | None = None,
    keep: KeepForm | None = None,
    watson: WatsonForm | None = None,
) -> HttpResponse:
    """The page with its three forms; one that was sent and not accepted comes along."""
    context = {
        "school_class": school_class,
        "form": rules or _rules_form(school_class),
        "keep_form": keep or KeepForm(initial={"day": school_class.keep_until}),
        "watson_form": (watson or _watson_form(school_class)) if settings.WATSON_ADDRESSES else None,
        "has_watson": watson_of(school_class_id=school_class.pk) is not None,
    }
    return render(request, "classroom/class_rules.html", context)


@require_POST
@teacher_page
def class_watson(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who learns texts, with the credentials for it; or, with `remove`, without them."""
    school_class = class_edit(person_of(request), id)
    if "remove" in request.POST:
        remove_credentials(school_class=school_class)
        messages.success(request, _("The key is removed. Texts are learned by this website."))
        return redirect("class_rules", id=school_class.pk)
    form = _watson_form(school_class, request.POST)
    if form.is_valid():
        try:
            _save_watson(school_class, **form.cleaned_data)
            messages.success(request, _("The rules are saved."))
            return redirect("class", id=school_class.pk)
        except Problem as problem:
            show_problem(form, problem)
    return _show(request, school_class, watson=form)


@transaction.atomic
def _save_watson(
    school_class: SchoolClass, *, texts_learned_by: str, address: str, key: str, model_hours: int
) -> None:
    if address or key:
        set_credentials(school_class=school_class, address=address, key=key)
    set_text_learner(school_class=school_class, texts_learned_by=texts_learned_by, model_hours=model_hours)


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
    return _show(request, school_class, keep=form)


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
