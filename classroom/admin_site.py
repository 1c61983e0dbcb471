from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class OperatorSite(AdminSite):
    """Django's admin for the operator alone, entered by the teachers' sign-in, which counts wrong passwords."""

    site_header = _("Machine Learning for Kids")
    site_title = _("Machine Learning for Kids")
    index_title = _("For the operator")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # noqa: ARG002
        if request.user.is_authenticated:
            if self.has_permission(request):
                return redirect_to_login("", reverse("admin:index"))
            raise PermissionDenied
        return redirect_to_login(reverse("admin:index"), reverse("account_login"))
