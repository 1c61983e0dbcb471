"""What all pages of this app have in common: who may come in, and what a problem looks like to a person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from classroom.access import teacher_only
from classroom.models import User
from storage.problems import Code, Problem

View = Callable[..., HttpResponse]


def page(view: View) -> View:
    """No browser keeps the page, so that after signing out nothing is left of it; problems become pages."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            if problem.code == Code.NOT_FOUND:
                raise Http404(problem.detail) from problem
            if problem.code == Code.NOT_ALLOWED:
                raise PermissionDenied(problem.detail) from problem
            raise

    return never_cache(wrapped)


def teacher_page(view: View) -> View:
    """For teachers who are signed in; others are led to their sign-in, students are refused."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        teacher_only(request.user)
        return view(request, *args, **kwargs)

    return page(wrapped)


def person_of(request: HttpRequest) -> User:
    """Who is signed in; only for pages that have made sure of it."""
    return cast(User, request.user)


def home_of(person: User) -> str:
    return reverse("classes") if person.is_teacher else reverse("workshop")


def show_problem(form: Form, problem: Problem) -> None:
    """Puts what a service refused where the person can mend it."""
    form.add_error(problem.field if problem.field in form.fields else None, problem.detail)
