from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from classroom.services.classes import class_of_code
from classroom.services.guests import start_guest
from classroom.views.pages import home_of, page
from storage.http import PROBLEM_STATUS
from storage.problems import Problem


@require_safe
@page
def welcome(request: HttpRequest) -> HttpResponse:
    """The box for the class code; who is signed in goes straight on."""
    if request.user.is_authenticated:
        return redirect(home_of(request.user))
    code = request.GET.get("code")
    if code is None:
        return _welcome(request)
    school_class = class_of_code(code=code)
    if school_class is None:
        return no_such_class(request, code)
    return redirect("join", code=school_class.code)


def no_such_class(request: HttpRequest, code: str) -> HttpResponse:
    return _welcome(request, status=404, code=code[:20], unknown=True)


def _welcome(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    context = {"guest_hours": settings.GUEST_HOURS, **more}
    return render(request, "classroom/welcome.html", context, status=status)


@require_POST
@page
def guest(request: HttpRequest) -> HttpResponse:
    """Try it now: who is signed in goes straight on."""
    if request.user.is_authenticated:
        return redirect(home_of(request.user))
    try:
        start_guest(request=request)
    except Problem as problem:
        return _welcome(request, status=PROBLEM_STATUS[problem.code], no_guest=problem.detail)
    return redirect("workshop")


@require_POST
@page
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("welcome")
