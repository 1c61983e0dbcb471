from __future__ import annotations

from django.contrib import admin
from django.urls import include, path, register_converter

import classroom.urls
import making.urls
import projects.urls
import teaching.urls
import training.urls
from mlforkids.frames import frame_here
from storage.api import AnyRest, nothing_here

register_converter(AnyRest, "rest")

api = [
    *classroom.urls.api_urlpatterns,
    *projects.urls.api_urlpatterns,
    *training.urls.api_urlpatterns,
    *making.urls.api_urlpatterns,
    path("<rest:address>", nothing_here),
]

urlpatterns = [
    path("api/v1/", include(api)),
    path("accounts/", include("classroom.account_urls")),
    path("admin/", admin.site.urls),
    path("frames/", frame_here, name="frame_here"),
    path("", include(classroom.urls)),
    path("", include(projects.urls)),
    path("", include(teaching.urls)),
]
