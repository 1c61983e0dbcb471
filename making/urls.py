from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from making import api

PROJECT = "projects/<uuid:project>"

api_urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{PROJECT}/works", api.WorksView.as_view(), name="works"),
    path(f"{PROJECT}/works/<uuid:work>", api.WorkView.as_view(), name="work"),
]
