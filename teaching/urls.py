from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from teaching.views import deleting, receipts

STUDENT = "classes/<uuid:id>/students/<uuid:student>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("classes/<uuid:id>/delete/", deleting.class_delete, name="class_delete"),
    path(f"{STUDENT}/delete/", deleting.student_delete, name="student_delete"),
    path(f"{STUDENT}/projects/", deleting.student_projects, name="student_projects"),
    path(f"{STUDENT}/projects/<uuid:project>/delete/", deleting.project_delete, name="project_delete"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/<uuid:id>/", receipts.receipt, name="receipt"),
    path("receipts/<uuid:id>/file/", receipts.receipt_file, name="receipt_file"),
]
