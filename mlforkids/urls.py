from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

import classroom.urls
import projects.urls
import training.urls
from storage.api import nothing_here

api = [
    *classroom.urls.api_urlpatterns,
    *projects.urls.api_urlpatterns,
    *training.urls.api_urlpatterns,
    path("<path:address>", nothing_here),
]

urlpatterns = [
    path("api/v1/", include(api)),
    path("accounts/", include("classroom.account_urls")),
    path("admin/", admin.site.urls),
    path("", include(classroom.urls)),
    path("", include(projects.urls)),
]
