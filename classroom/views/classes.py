from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from classroom.access import class_edit, class_read, is_media_unasked
from classroom.forms import ClassForm, MediaForm, StudentsForm
from classroom.models import SchoolClass, in_a_year
from classroom.pictures import PICTURES
from classroom.qr import qr_svg
from classroom.services.classes import (
    make_class,
    open_door,
    remind_to_save,
    shut_door,
    stop_reminding,
)
from classroom.services.keeping import deleted_on, see_notice
from classroom.services.sign_in import alarm
from classroom.services.students import pictures_of
from classroom.views.pages import person_of, show_problem, teacher_page
from storage.problems import Problem


@require_safe
@teacher_page
def classes(request: HttpRequest) -> HttpResponse:
    taught = SchoolClass.objects.taught_by(person_of(request))
    listed = taught.annotate(student_count=Count("students", distinct=True)).order_by("created_at")
    return render(request, "classroom/classes.html", {"classes": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def class_new(request: HttpRequest) -> HttpResponse:
    form = ClassForm(request.POST or None)
    if form.is_valid():
        try:
            school_class = make_class(teacher=person_of(request), **form.cleaned_data)
            return redirect("class", id=school_class.pk)
        except Problem as problem:
            show_problem(form, problem)
    return render(request, "classroom/class_new.html", {"form": form})


@require_safe
@teacher_page
def class_page(request: HttpRequest, id: UUID) -> HttpResponse:
    school_class = class_read(person_of(request), id)
    see_notice(school_class=school_class)
    return show_class(request, school_class, StudentsForm())


def show_class(
    request: HttpRequest, school_class: SchoolClass, form: StudentsForm, status: int = 200
) -> HttpResponse:
    join = settings.SITE_ADDRESS + reverse("join", args=[school_class.code])
    listed = list(school_class.students.order_by("name"))
    shown = import_string(settings.SHOWN_BY_STUDENTS)(listed)
    kept = import_string(settings.KEPT_OF_STUDENTS)(listed)
    students = [
        (
            student,
            [(name, PICTURES[name]) for name in pictures_of(student=student)],
            shown.get(student.pk, []),
            kept[student.pk],
        )
        for student in listed
    ]
    context: dict[str, Any] = {
        "school_class": school_class,
        "students": students,
        "form": form,
        "site": settings.SITE_HOST,
        "qr": qr_svg(join, _("QR code that leads to this class")),
        "alarm": alarm(school_class=school_class),
        "shows": bool(shown),
        "kept": sum(kept.values()),
        "room_each": settings.BYTES_A_STUDENT,
        "media_form": MediaForm() if is_media_unasked(school_class.pk) else None,
        "deleted_on": deleted_on(school_class),
        "a_year_on": in_a_year(),
        "without_card": sum(student.card_mark is None for student in listed),
    }
    return render(request, "classroom/class.html", context, status=status)


@require_POST
@teacher_page
def class_door(request: HttpRequest, id: UUID) -> HttpResponse:
    school_class = class_edit(person_of(request), id)
    if request.POST.get("door") == "open":
        open_door(school_class=school_class)
    else:
        shut_door(school_class=school_class)
    return redirect("class", id=school_class.pk)


@require_POST
@teacher_page
def class_reminder(request: HttpRequest, id: UUID) -> HttpResponse:
    school_class = class_edit(person_of(request), id)
    if request.POST.get("remind") == "everyone":
        remind_to_save(school_class=school_class)
    else:
        stop_reminding(school_class=school_class)
    return redirect("class", id=school_class.pk)
