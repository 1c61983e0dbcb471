from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from classroom import api

api_urlpatterns: list[URLPattern | URLResolver] = [path("me", api.MeView.as_view(), name="me")]

urlpatterns: list[URLPattern | URLResolver] = []
