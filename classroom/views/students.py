from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from classroom.access import class_edit, student_edit
from classroom.forms import StudentNameForm, StudentsForm
from classroom.pictures import PICTURES
from classroom.services.students import Added, add_students, pictures_of, rename_student, reset_pictures
from classroom.views.classes import show_class
from classroom.views.pages import person_of, show_problem, teacher_page
from storage.problems import Problem


@require_POST
@teacher_page
def students_add(request: HttpRequest, id: UUID) -> HttpResponse:
    school_class = class_edit(person_of(request), id)
    form = StudentsForm(request.POST)
    if form.is_valid():
        try:
            _say(request, add_students(school_class=school_class, text=form.cleaned_data["names"]))
            return redirect("class", id=school_class.pk)
        except Problem as problem:
            show_problem(form, problem)
    return show_class(request, school_class, form, status=400)


def _say(request: HttpRequest, added: Added) -> None:
    if count := len(added.students):
        sentence = ngettext("%(count)d student was added.", "%(count)d students were added.", count)
        messages.success(request, sentence % {"count": count})
    if added.already:
        sentence = _(
            "In the class already, so not added again: %(names)s. Give a second one another initial."
        )
        messages.warning(request, sentence % {"names": ", ".join(added.already)})


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_page
def student_page(request: HttpRequest, id: UUID, student: UUID) -> HttpResponse:
    """One student: their pictures behind a press, and their name to mend."""
    found = student_edit(person_of(request), id, student)
    form = StudentNameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            rename_student(student=found, name=form.cleaned_data["name"])
            messages.success(request, _("The name is saved."))
            return redirect("student", id=id, student=student)
        except Problem as problem:
            show_problem(form, problem)
    pictures = [(name, PICTURES[name]) for name in pictures_of(student=found)]
    context = {"student": found, "school_class": found.school_class, "pictures": pictures, "form": form}
    return render(request, "classroom/student.html", context)


@require_POST
@teacher_page
def student_pictures(request: HttpRequest, id: UUID, student: UUID) -> HttpResponse:
    found = student_edit(person_of(request), id, student)
    reset_pictures(student=found)
    messages.success(request, _("%(name)s has three new pictures.") % {"name": found.name})
    return redirect("student", id=id, student=student)
