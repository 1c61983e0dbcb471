from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from projects import api, views
from projects.files import api as files

urlpatterns: list[URLPattern | URLResolver] = [
    path("workshop/", views.workshop, name="workshop"),
    path("workshop/sw.js", views.service_worker, name="service_worker"),
    path("workshop/new", views.workshop, name="workshop_new"),
    path("workshop/leave", views.workshop, name="workshop_leave"),
    path("workshop/<uuid:project>/train", views.workshop, name="workshop_train"),
    path("workshop/<uuid:project>/test", views.workshop, name="workshop_test"),
    path("workshop/<uuid:project>/card", views.workshop, name="workshop_card"),
    path("workshop/<uuid:project>/told", views.workshop, name="workshop_told"),
]

api_urlpatterns: list[URLPattern | URLResolver] = [
    path("projects", api.ProjectsView.as_view(), name="projects"),
    path("projects/removed", api.RemovedProjectsView.as_view(), name="removed_projects"),
    path("projects/<uuid:project>", api.ProjectView.as_view(), name="project"),
    path("projects/<uuid:project>/mark", api.ProjectMarkView.as_view(), name="project_mark"),
    path("projects/<uuid:project>/restore", api.ProjectRestoreView.as_view(), name="project_restore"),
    path("projects/<uuid:project>/digest", api.ProjectDigestView.as_view(), name="project_digest"),
    path("projects/<uuid:project>/file", files.ProjectFileView.as_view(), name="project_file"),
    path("project-files", files.ProjectFilesView.as_view(), name="project_files"),
    path("grants", api.GrantsView.as_view(), name="grants"),
    path("grants/<uuid:grant>", api.OneGrantView.as_view(), name="grant"),
]
