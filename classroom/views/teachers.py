from __future__ import annotations

from typing import Any

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from classroom.forms import InvitationForm
from classroom.services.teachers import accept_invitation, invitation_of
from classroom.views.pages import page, person_of, show_problem, teacher_page
from storage.problems import Problem


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@page
def teachers_join(request: HttpRequest, token: str) -> HttpResponse:
    """Where an invitation leads: name, password, done."""
    invitation = invitation_of(token=token)
    if invitation is None:
        return render(request, "classroom/invitation_over.html", status=404)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            teacher = accept_invitation(invitation=invitation, **form.cleaned_data)
            request.session.flush()
            login(request, teacher)
            return redirect("classes")
        except Problem as problem:
            show_problem(form, problem)
    return render(request, "classroom/invitation.html", {"invitation": invitation, "form": form})


class PasswordResetView(allauth_views.PasswordResetView):  # type: ignore[misc]
    """Says so where the site has no mail, instead of promising a letter that never comes."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "sends_mail": settings.SITE_SENDS_MAIL}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SITE_SENDS_MAIL:
            return redirect("account_reset_password")
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]


@teacher_page
def password_change(request: HttpRequest) -> HttpResponse:
    if not person_of(request).has_usable_password():
        return redirect("account_reset_password")
    return allauth_views.password_change(request)  # type: ignore[no-any-return]
