"""Projects that the website keeps, over HTTP. What each verb means is said in `storage/contracts.py`."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from projects.serializers import (
    DigestSerializer,
    NewProjectSerializer,
    ProjectCardSerializer,
    ProjectChangeSerializer,
    ProjectsSerializer,
    new_project,
    project_change,
)
from storage import routing
from storage.api import StoreView
from storage.camel import to_json
from storage.problems import Code
from storage.schema import answers


class ProjectsView(StoreView):
    @extend_schema(operation_id="projects", summary="Your projects", responses=answers(ProjectsSerializer))
    def get(self, _request: Request) -> Response:
        return Response({"projects": to_json(self.stores.projects.all())})

    @extend_schema(
        operation_id="createProject",
        summary="Make a project; the same id again answers the one that is there",
        request=NewProjectSerializer,
        responses=answers(
            ProjectCardSerializer,
            Code.NOT_ALLOWED,
            Code.NOT_FOUND,
            Code.CONFLICT,
            status=201,
            body=True,
        ),
    )
    def post(self, request: Request) -> Response:
        project, storage = new_project(request.data)
        stores = self.stores if storage is None else routing.stores(storage, self.person)
        return Response(to_json(stores.projects.create(project)), 201)


class ProjectView(StoreView):
    @extend_schema(
        operation_id="project",
        summary="One project",
        responses=answers(ProjectCardSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID) -> Response:
        return Response(to_json(self.stores.projects.get(project)))

    @extend_schema(
        operation_id="updateProject",
        summary="Change name, language, labels or fields, unless somebody else did meanwhile",
        request=ProjectChangeSerializer,
        responses=answers(ProjectCardSerializer, Code.NOT_ALLOWED, Code.NOT_FOUND, Code.CONFLICT, body=True),
    )
    def patch(self, request: Request, project: UUID) -> Response:
        change, revision = project_change(request.data)
        return Response(to_json(self.stores.projects.update(project, change, revision)))

    @extend_schema(
        operation_id="removeProject",
        summary="Remove a project; ten minutes to restore it",
        responses=answers(None, Code.NOT_ALLOWED, Code.NOT_FOUND, status=204),
    )
    def delete(self, _request: Request, project: UUID) -> Response:
        self.stores.projects.remove(project)
        return Response(status=204)


class ProjectRestoreView(StoreView):
    @extend_schema(
        operation_id="restoreProject",
        summary="Bring back a project that was removed",
        request=None,
        responses=answers(ProjectCardSerializer, Code.NOT_ALLOWED, Code.NOT_FOUND, Code.LIMIT_REACHED),
    )
    def post(self, _request: Request, project: UUID) -> Response:
        return Response(to_json(self.stores.projects.restore(project)))


class ProjectDigestView(StoreView):
    @extend_schema(
        operation_id="digestProject",
        summary="What the content of a project comes down to",
        responses=answers(DigestSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID) -> Response:
        return Response({"digest": self.stores.projects.digest(project)})
