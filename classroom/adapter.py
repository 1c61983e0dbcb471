from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted in the cache; allauth would take a cache that is down for too many of them."""
        if cache.add(f"alive:{new_id()}", 1, timeout=1):
            super().pre_authenticate(request, **credentials)
