"""Pages that say exactly what goes before anything does."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from classroom.access import class_edit, student_edit
from classroom.views.pages import person_of, teacher_page
from projects.models import Project
from teaching.access import students_project
from teaching.forms import ClassNameForm
from teaching.services.erasing import erase_class, erase_person, erase_project
from teaching.services.gone import held_by, held_in

TEMPLATE: Final = "teaching/delete.html"
ERASING_SECONDS: Final = 8.0
"""How long a person waits for the receipt of a large class; the sweeper goes on after that."""


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def class_delete(request: HttpRequest, id: UUID) -> HttpResponse:
    school_class = class_edit(person_of(request), id)
    form = ClassNameForm(school_class, request.POST or None)
    if form.is_valid():
        receipt = erase_class(school_class=school_class, seconds=ERASING_SECONDS)
        return redirect("receipt", id=receipt.pk)
    students = school_class.students.values_list("pk", flat=True)
    context = {
        "school_class": school_class,
        "question": _("Delete the class %(name)s?") % {"name": school_class.name},
        "what_goes": _("The class goes, with its code and rules, and with it:"),
        "gone": held_by(list(students)),
        "form": form,
        "delete": _("Delete the class and all of this"),
        "back": reverse("class", args=[school_class.pk]),
        "back_to": school_class.name,
    }
    return render(request, TEMPLATE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def student_delete(request: HttpRequest, id: UUID, student: UUID) -> HttpResponse:
    found = student_edit(person_of(request), id, student)
    if request.method == "POST":
        return redirect("receipt", id=erase_person(person=found).pk)
    context = {
        "school_class": found.school_class,
        "question": _("Delete %(name)s?") % {"name": found.name},
        "what_goes": _("The student goes, with the name, pictures and card, and with them:"),
        "gone": held_by([found.pk]),
        "delete": _("Delete the student and all of this"),
        "back": reverse("student", args=[id, found.pk]),
        "back_to": found.name,
    }
    return render(request, TEMPLATE, context)


@require_safe
@teacher_page
def student_projects(request: HttpRequest, id: UUID, student: UUID) -> HttpResponse:
    found = student_edit(person_of(request), id, student)
    all_bytes = F("bytes") + F("works_bytes")
    projects = Project.objects.owned_by(found).live().annotate(all_bytes=all_bytes).order_by("-id")
    context = {"school_class": found.school_class, "student": found, "projects": projects}
    return render(request, "teaching/student_projects.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def project_delete(request: HttpRequest, id: UUID, student: UUID, project: UUID) -> HttpResponse:
    found = students_project(person_of(request), id, student, project)
    if request.method == "POST":
        return redirect("receipt", id=erase_project(project=found).pk)
    owner = student_edit(person_of(request), id, student)
    context = {
        "school_class": owner.school_class,
        "question": _("Delete the project %(name)s?") % {"name": found.name},
        "what_goes": _("The project goes, and with it:"),
        "gone": held_in([found.pk]),
        "delete": _("Delete the project and all of this"),
        "back": reverse("student_projects", args=[id, owner.pk]),
        "back_to": _("Projects of %(name)s") % {"name": owner.name},
    }
    return render(request, TEMPLATE, context)
