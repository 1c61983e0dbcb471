"""Training runs, guesses and explanations over HTTP. What each verb means is said in `storage/contracts.py`."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from storage.api import StoreView
from storage.camel import to_json
from storage.http import JsonParser
from storage.problems import Code
from storage.schema import answers
from training.serializers.runs import (
    ExplanationSerializer,
    GuessesSerializer,
    RunSerializer,
    ToExplainSerializer,
    ToGuessSerializer,
    ToStartSerializer,
    to_explain,
    to_guess,
)
from training.throttles import ExplainThrottle, GuessThrottle, TrainingThrottle

FILES = {
    "type": "object",
    "description": "Each file is a part that is named by its place: 0, 1 …",
    "additionalProperties": {"type": "string", "format": "binary"},
}


class RunsView(StoreView):
    throttle_classes = (TrainingThrottle,)

    @extend_schema(
        operation_id="startRun",
        summary="Train a model; answers the run that is under way, if there is one",
        request=ToStartSerializer,
        responses=answers(RunSerializer, Code.NOT_ALLOWED, Code.NOT_FOUND, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        serializer = ToStartSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(to_json(self.stores.trainer.start(project, serializer.validated_data["method"])))


class RunView(StoreView):
    @extend_schema(
        operation_id="run",
        summary="How a training run is getting on",
        responses=answers(RunSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID, run: UUID) -> Response:
        return Response(to_json(self.stores.trainer.run(project, run)))


class CancelRunView(StoreView):
    @extend_schema(
        operation_id="cancelRun",
        summary="Stop a training run; one that has ended stays as it is",
        request=None,
        responses=answers(RunSerializer, Code.NOT_ALLOWED, Code.NOT_FOUND),
    )
    def post(self, _request: Request, project: UUID, run: UUID) -> Response:
        return Response(to_json(self.stores.trainer.cancel(project, run)))


class GuessView(StoreView):
    parser_classes = (JsonParser, MultiPartParser)
    throttle_classes = (GuessThrottle,)

    @extend_schema(
        operation_id="guess",
        summary="What the newest model makes of up to 100 texts or rows, or of 20 files",
        request={"application/json": ToGuessSerializer, "multipart/form-data": FILES},
        responses=answers(GuessesSerializer, Code.NOT_FOUND, Code.NOT_TRAINED, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        guesses = self.stores.trainer.guess(project, to_guess(request.data, request.FILES))
        return Response({"guesses": to_json(guesses)})


class ExplainView(StoreView):
    parser_classes = (JsonParser, MultiPartParser)
    throttle_classes = (ExplainThrottle,)

    @extend_schema(
        operation_id="explain",
        summary="Why the newest model guesses what it does",
        request={"application/json": ToExplainSerializer, "multipart/form-data": FILES},
        responses=answers(ExplanationSerializer, Code.NOT_FOUND, Code.NOT_TRAINED, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        return Response(
            to_json(self.stores.trainer.explain(project, to_explain(request.data, request.FILES)))
        )
