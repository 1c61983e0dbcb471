from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from classroom.known import is_known, remember
from classroom.models import SchoolClass, User
from classroom.names import short_names
from classroom.pictures import CHOSEN, PICTURES
from classroom.services.classes import class_of_code
from classroom.services.sign_in import Answer, start_session, try_pictures, try_words
from classroom.views.pages import page
from classroom.views.welcome import no_such_class


@require_safe
@page
def names(request: HttpRequest, code: str) -> HttpResponse:
    """The students of a class, by first name and initial."""
    school_class = class_of_code(code=code)
    if school_class is None:
        return no_such_class(request, code)
    students = sorted(_short_names(school_class).items(), key=lambda item: item[1].casefold())
    return render(request, "classroom/names.html", {"school_class": school_class, "students": students})


@require_http_methods(["GET", "HEAD", "POST"])
@page
def student(request: HttpRequest, code: str, person: UUID) -> HttpResponse:
    """The twelve pictures. Without JavaScript each press is a request, and `chosen` carries what was pressed so far."""
    school_class = class_of_code(code=code)
    if school_class is None:
        return no_such_class(request, code)
    found = school_class.students.filter(pk=person, is_active=True).select_related("school_class").first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return _ask(request, found)
    if "words" in request.POST:
        answer = try_words(student=found, text=request.POST["words"][:200], known=is_known(request, found))
        return _answered(request, found, answer, _("Those are not the words on your newest card. Try again."))
    chosen = _chosen(request)
    if "go" not in request.POST:
        return _ask(request, found, chosen=chosen)
    answer = try_pictures(student=found, pictures=chosen, known=is_known(request, found))
    return _answered(request, found, answer, _("Those are not your three pictures. Try again."))


def enter(request: HttpRequest, found: User) -> HttpResponse:
    """Signs a student in and lets this browser know them from now on."""
    response = redirect("workshop")
    remember(request, response, found)
    start_session(request=request, person=found)
    return response


def _chosen(request: HttpRequest) -> tuple[str, ...]:
    chosen = [name for name in request.POST.get("chosen", "").split() if name in PICTURES][:CHOSEN]
    if "undo" in request.POST:
        return tuple(chosen[:-1])
    press = request.POST.get("press")
    if press in PICTURES and press not in chosen and len(chosen) < CHOSEN:
        chosen.append(press)
    return tuple(chosen)


def _answered(request: HttpRequest, found: User, answer: Answer, wrong: str) -> HttpResponse:
    match answer:
        case Answer.RIGHT:
            return enter(request, found)
        case Answer.WRONG:
            return _ask(request, found, problem=wrong, status=403)
        case Answer.DOOR_SHUT:
            return _ask(request, found, status=403)
        case Answer.TOO_MANY:
            sentence = _("There were too many wrong tries in this class. Use your card, or ask your teacher.")
            return _ask(request, found, problem=sentence, status=429)


def _ask(
    request: HttpRequest,
    found: User,
    *,
    chosen: tuple[str, ...] = (),
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    school_class = found.own_class()
    context: dict[str, Any] = {
        "school_class": school_class,
        "name": _short_names(school_class)[found.pk],
        "pictures_count": school_class.door_is_open or is_known(request, found),
        "pictures": PICTURES.items(),
        "chosen": [(name, PICTURES[name]) for name in chosen],
        "pressed": chosen,
        "chosen_names": " ".join(chosen),
        "places": range(CHOSEN),
        "complete": len(chosen) == CHOSEN,
        "problem": problem,
        "here": reverse("join_student", args=[school_class.code, found.pk]),
    }
    return render(request, "classroom/student_sign_in.html", context, status=status)


def _short_names(school_class: SchoolClass) -> dict[UUID, str]:
    return short_names(dict(school_class.students.filter(is_active=True).values_list("pk", "name")))
