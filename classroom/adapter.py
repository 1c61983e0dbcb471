from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from classroom.models import User
from storage.ids import new_id


class TeacherAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth serves teachers and the operator only; an invitation is answered by our own page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return bool(settings.TEACHER_SIGN_UP == "open")

    def new_user(self, request: HttpRequest) -> User:  # noqa: ARG002
        return User(role=User.Role.TEACHER)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data["name"]
        super().save_user(request, user, form, commit=False)
        user.email = (user.email or "").lower()
        if commit:
            user.save()
        return user

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Students get here only by a wrong turn, signed in already."""
        return reverse("classes" if cast(User, request.user).is_teacher else "workshop")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never the host of the request, which whoever asks for the letter could choose."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.SITE_ADDRESS}{path}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted in the cache; allauth would take a cache that is down for too many of them."""
        if cache.add(f"alive:{new_id()}", 1, timeout=1):
            super().pre_authenticate(request, **credentials)
