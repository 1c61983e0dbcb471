from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from classroom.services.classes import class_of_code
from classroom.views.pages import home_of, page


@require_safe
@page
def welcome(request: HttpRequest) -> HttpResponse:
    """The box for the class code; who is signed in goes straight on."""
    if request.user.is_authenticated:
        return redirect(home_of(request.user))
    code = request.GET.get("code")
    if code is None:
        return render(request, "classroom/welcome.html")
    school_class = class_of_code(code=code)
    if school_class is None:
        return no_such_class(request, code)
    return redirect("join", code=school_class.code)


def no_such_class(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "classroom/welcome.html", {"code": code[:20], "unknown": True}, status=404)


@require_POST
@page
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("welcome")
