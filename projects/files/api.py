"""Project files over HTTP: save one, open one. `docs/project-file.md` says what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any, cast
from uuid import UUID

from django.http import FileResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from classroom.models import User
from projects.files.names import MEDIA_TYPE, file_name
from projects.files.opening import open_file
from projects.files.serializers import OpenedSerializer, OpenFileSerializer, project_id
from projects.files.temporary import ready_to_leave, received
from projects.files.throttles import OpenThrottle, SaveThrottle
from projects.files.writing import write_file
from storage.api import StoreView
from storage.camel import to_json
from storage.problems import Code
from storage.schema import answers
from storage.times import to_milliseconds


class NotReadYet(BaseParser):
    """Leaves the body where it is: Django REST framework parses before it asks whose request it is."""

    media_type = "application/octet-stream"

    def parse(
        self, _stream: IO[Any], _media_type: str | None = None, _context: Mapping[str, Any] | None = None
    ) -> Any:
        return {}


class ProjectFileNotReadYet(NotReadYet):
    media_type = MEDIA_TYPE


class FileInPieces(FileResponse):
    block_size = 65_536


class ProjectFileView(StoreView):
    throttle_classes = (SaveThrottle,)

    @extend_schema(
        operation_id="saveFile",
        summary="The project with all that is in it as a file",
        responses=answers(OpenApiTypes.BINARY, Code.NOT_FOUND, media_type=MEDIA_TYPE),
    )
    def get(self, _request: Request, project: UUID) -> FileResponse:
        saved = self.stores.projects.get(project).project
        file = ready_to_leave(write_file(self.stores, saved, to_milliseconds(timezone.now())))
        headers = {
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        }
        return FileInPieces(
            file, as_attachment=True, filename=file_name(saved.name), content_type=MEDIA_TYPE, headers=headers
        )


class ProjectFilesView(StoreView):
    throttle_classes = (OpenThrottle,)
    parser_classes = (NotReadYet, ProjectFileNotReadYet)

    @extend_schema(
        operation_id="openFile",
        summary="Open a file as a new project; the same id again answers the project that is there",
        parameters=[OpenFileSerializer],
        request={MEDIA_TYPE: OpenApiTypes.BINARY, "application/octet-stream": OpenApiTypes.BINARY},
        responses=answers(
            OpenedSerializer,
            Code.NOT_ALLOWED,
            Code.NOT_FOUND,
            Code.CONFLICT,
            Code.LIMIT_REACHED,
            status=201,
            body=True,
        ),
    )
    def post(self, request: Request) -> Response:
        project = project_id(request.query_params.dict())
        _still_to_come = request.data  # refuses other content types
        with received(request._request) as file:
            opened = open_file(cast(User, self.person), self.stores, file, project)
        return Response(to_json(opened), 201)
