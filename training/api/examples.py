"""The examples of a project that the website keeps, over HTTP. `storage/contracts.py` says what each verb means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from projects.serializers import CountsSerializer
from storage.api import StoreView
from storage.camel import to_json
from storage.http import JsonParser
from storage.problems import Code
from storage.schema import answers
from storage.values import Example
from training.serializers.examples import (
    ChangeChosenSerializer,
    ChosenSerializer,
    ExampleSerializer,
    NewExamplesSerializer,
    PageRequestSerializer,
    PageSerializer,
    ReceiptsSerializer,
    chosen_ids,
    example_change,
    new_examples,
    page_request,
)

WITH_FILES = {
    "type": "object",
    "description": "Each file is a part that is named by the id of its example, whose `data` is missing.",
    "properties": {"examples": {"type": "string", "description": "The list of examples as JSON."}},
    "required": ["examples"],
    "additionalProperties": {"type": "string", "format": "binary"},
}
NDJSON = "application/x-ndjson"
LINES_AT_ONCE = 200
BROKEN_OFF = "{"
A_YEAR = 31_536_000


class ExamplesView(StoreView):
    parser_classes = (JsonParser, MultiPartParser)

    @extend_schema(
        operation_id="examples",
        summary="A page of examples",
        parameters=[PageRequestSerializer],
        responses=answers(PageSerializer, Code.INVALID, Code.NOT_FOUND),
    )
    def get(self, request: Request, project: UUID) -> Response:
        page = self.stores.examples.page(project, page_request(request.query_params.dict()))
        return Response(to_json(page))

    @extend_schema(
        operation_id="addExamples",
        summary="Store up to 1,000 examples, or 20 with files, all or none; one that is there is not stored again",
        request={"application/json": NewExamplesSerializer, "multipart/form-data": WITH_FILES},
        responses=answers(
            ReceiptsSerializer, Code.NOT_ALLOWED, Code.NOT_FOUND, Code.LIMIT_REACHED, body=True
        ),
    )
    def post(self, request: Request, project: UUID) -> Response:
        receipts = self.stores.examples.add(project, new_examples(request.data, request.FILES))
        return Response({"receipts": to_json(receipts)})


class AllExamplesView(StoreView):
    @extend_schema(
        operation_id="readExamples",
        summary="Every example, one a line, in the order of their ids",
        responses=answers(ExampleSerializer, Code.NOT_FOUND, media_type=NDJSON),
    )
    def get(self, _request: Request, project: UUID) -> StreamingHttpResponse:
        return StreamingHttpResponse(_lines(self.stores.examples.read(project)), content_type=NDJSON)


class CountsView(StoreView):
    @extend_schema(
        operation_id="countExamples",
        summary="How many examples there are, and how many of each label",
        responses=answers(CountsSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID) -> Response:
        return Response(to_json(self.stores.examples.counts(project)))


class ChangeExamplesView(StoreView):
    @extend_schema(
        operation_id="changeExamples",
        summary="Move examples to another label, or hold them back",
        request=ChangeChosenSerializer,
        responses=answers(None, Code.NOT_ALLOWED, Code.NOT_FOUND, status=204, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        self.stores.examples.change(project, chosen_ids(request.data), example_change(request.data))
        return Response(status=204)


class RemoveExamplesView(StoreView):
    @extend_schema(
        operation_id="removeExamples",
        summary="Remove examples; ten minutes to restore them",
        request=ChosenSerializer,
        responses=answers(None, Code.NOT_ALLOWED, Code.NOT_FOUND, status=204, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        self.stores.examples.remove(project, chosen_ids(request.data))
        return Response(status=204)


class RestoreExamplesView(StoreView):
    @extend_schema(
        operation_id="restoreExamples",
        summary="Bring back examples that were removed",
        request=ChosenSerializer,
        responses=answers(None, Code.NOT_ALLOWED, Code.NOT_FOUND, Code.LIMIT_REACHED, status=204, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        self.stores.examples.restore(project, chosen_ids(request.data))
        return Response(status=204)


class MediaView(StoreView):
    """What an address answers never changes: it is named by an id that nobody can guess, and rights are looked at each
    time that it is asked for. A picture that is opened as a page can do nothing there."""

    @extend_schema(
        operation_id="media",
        summary="A picture or a sound",
        responses=answers(OpenApiTypes.BINARY, Code.NOT_FOUND, media_type="application/octet-stream"),
    )
    def get(self, _request: Request, project: UUID, media: UUID) -> HttpResponse:
        stored = self.stores.examples.media(project, media)
        headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
        return HttpResponse(stored.file, content_type=stored.type, headers=headers)

    def finalize_response(self, request: Request, response: Response, *args: Any, **more: Any) -> Response:
        final = super().finalize_response(request, response, *args, **more)
        if final.status_code == HTTPStatus.OK:
            final.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
        return final


def _lines(examples: Iterable[Example]) -> Iterator[str]:
    """Several lines at once: each part of an answer costs a call of the server."""
    examples = iter(examples)
    try:
        while some := list(islice(examples, LINES_AT_ONCE)):
            yield "".join(json.dumps(to_json(example), ensure_ascii=False) + "\n" for example in some)
    except Exception:
        # The server ends a broken answer as it ends a whole one. A last line without an end tells the reader.
        yield BROKEN_OFF
        raise
