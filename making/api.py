"""What was made with the models of a project, over HTTP. `storage/contracts.py` says what each verb means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from making.serializers import WorksSerializer, WorkSummarySerializer, new_work
from storage.api import StoreView
from storage.camel import to_json
from storage.limits import WORK_BYTES
from storage.problems import Code, Problem
from storage.schema import answers
from storage.values import Work

BYTES = "application/octet-stream"
ENDINGS = {"scratch": "sb3", "python": "py", "card": "txt"}


class FileParser(BaseParser):
    """A file as it is. Problem: `too_large`."""

    media_type = BYTES

    def parse(
        self, stream: IO[Any], _media_type: str | None = None, _context: Mapping[str, Any] | None = None
    ) -> Any:
        content: bytes = stream.read(WORK_BYTES + 1)
        if len(content) > WORK_BYTES:
            raise Problem(Code.TOO_LARGE, f"A file has at most {WORK_BYTES:,} bytes.")
        return content


class WorksView(StoreView):
    @extend_schema(
        operation_id="works",
        summary="What was made with the models of a project, without the files",
        responses=answers(WorksSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID) -> Response:
        return Response({"works": to_json(self.stores.works.all(project))})


class WorkView(StoreView):
    parser_classes = (FileParser,)

    @extend_schema(
        operation_id="work",
        summary="The file of a work; its `Work` header says the rest, as the JSON of a summary",
        parameters=[OpenApiParameter("Work", str, OpenApiParameter.HEADER, response=[200])],
        responses=answers(OpenApiTypes.BINARY, Code.NOT_FOUND, media_type=BYTES),
    )
    def get(self, _request: Request, project: UUID, work: UUID) -> HttpResponse:
        return _as_file(self.stores.works.get(project, work))

    @extend_schema(
        operation_id="saveWork",
        summary="Keep a file, unless it was changed somewhere else meanwhile",
        description='The `Work` header is JSON in ASCII: {"kind", "name", "revision", "changedAt"?}; `revision` is the '
        "one that was seen, 0 for a new work, and `changedAt` is said by a move or a file alone.",
        parameters=[OpenApiParameter("Work", str, OpenApiParameter.HEADER, required=True)],
        request={BYTES: OpenApiTypes.BINARY},
        responses=answers(
            WorkSummarySerializer,
            Code.NOT_ALLOWED,
            Code.NOT_FOUND,
            Code.CONFLICT,
            body=True,
        ),
    )
    def put(self, request: Request, project: UUID, work: UUID) -> Response:
        # Django REST framework gives an empty body to no parser.
        file: Any = request.data
        content = file if isinstance(file, bytes) else b""
        saved = self.stores.works.save(project, *new_work(work, request.headers.get("Work", ""), content))
        return Response(to_json(saved))

    @extend_schema(
        operation_id="removeWork",
        summary="Remove a work for good",
        responses=answers(None, Code.NOT_ALLOWED, Code.NOT_FOUND, status=204),
    )
    def delete(self, _request: Request, project: UUID, work: UUID) -> Response:
        self.stores.works.remove(project, work)
        return Response(status=204)


def _as_file(work: Work) -> HttpResponse:
    """Made by a child or by somebody else, so it is only ever kept, and nothing shows or runs it at our address."""
    told = {**to_json(work), "bytes": len(work.file)}
    told.pop("file")
    headers = {
        "Work": json.dumps(told),
        "Content-Disposition": f'attachment; filename="{work.id}.{ENDINGS[work.kind]}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return HttpResponse(work.file, content_type=BYTES, headers=headers)
