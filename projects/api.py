"""Projects that the website keeps, over HTTP. What each verb means is said in `storage/contracts.py`."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from classroom.models import User
from projects.serializers import (
    DigestSerializer,
    GrantSerializer,
    GrantsSerializer,
    MarkSerializer,
    NewGrantSerializer,
    NewProjectSerializer,
    ProjectCardSerializer,
    ProjectChangeSerializer,
    ProjectsSerializer,
    RemovalSerializer,
    ToldSerializer,
    mark,
    new_grant,
    new_project,
    project_change,
    removal,
    told_again,
)
from projects.services.grants import grants_of, make_grant, tell_again, withdraw
from projects.throttles import GrantThrottle
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


class RemovedProjectsView(StoreView):
    @extend_schema(
        operation_id="removedProjects",
        summary="Your projects that were removed less than ten minutes ago and can be restored",
        responses=answers(ProjectsSerializer),
    )
    def get(self, _request: Request) -> Response:
        return Response({"projects": to_json(self.stores.projects.removed())})


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
        summary="Remove a project; ten minutes to restore it, unless it was being moved",
        parameters=[RemovalSerializer],
        responses=answers(None, Code.INVALID, Code.NOT_ALLOWED, Code.NOT_FOUND, Code.CONFLICT, status=204),
    )
    def delete(self, request: Request, project: UUID) -> Response:
        self.stores.projects.remove(project, removal(request.query_params.dict()))
        return Response(status=204)


class ProjectMarkView(StoreView):
    @extend_schema(
        operation_id="markProject",
        summary="Let nothing in a project change while it is read to be moved; or let it stay, or show it as whole",
        request=MarkSerializer,
        responses=answers(ProjectCardSerializer, Code.NOT_ALLOWED, Code.NOT_FOUND, Code.CONFLICT, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        return Response(to_json(self.stores.projects.mark(project, mark(request.data))))


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


class GrantView(StoreView):
    """What this person has told the website about projects that it does not keep. Telling is throttled, reading is
    as everywhere."""

    def get_throttles(self) -> list[BaseThrottle]:
        return super().get_throttles() if self.request.method == "GET" else [GrantThrottle()]

    @property
    def user(self) -> User:
        return cast(User, self.person)


class GrantsView(GrantView):
    @extend_schema(
        operation_id="grants",
        summary="What you have told the website about projects in your browser",
        responses=answers(GrantsSerializer),
    )
    def get(self, _request: Request) -> Response:
        return Response({"grants": to_json(grants_of(person=self.user))})

    @extend_schema(
        operation_id="makeGrant",
        summary="Tell the website something; it takes the place of what it was told of this kind for this project",
        request=NewGrantSerializer,
        responses=answers(GrantSerializer, Code.NOT_ALLOWED, Code.LIMIT_REACHED, status=201, body=True),
    )
    def post(self, request: Request) -> Response:
        return Response(to_json(make_grant(person=self.user, grant=new_grant(request.data))), 201)


class OneGrantView(GrantView):
    @extend_schema(
        operation_id="tellAgain",
        summary="Tell what has become of it, as long as it is not withdrawn or over",
        request=ToldSerializer,
        responses=answers(GrantSerializer, Code.NOT_FOUND, body=True),
    )
    def patch(self, request: Request, grant: UUID) -> Response:
        return Response(to_json(tell_again(person=self.user, id=grant, told=told_again(request.data))))

    @extend_schema(
        operation_id="withdrawGrant",
        summary="Have the website forget it",
        responses=answers(None, Code.NOT_FOUND, status=204),
    )
    def delete(self, _request: Request, grant: UUID) -> Response:
        withdraw(person=self.user, id=grant)
        return Response(status=204)
