"""Text projects in browsers that are lent to the Watson Assistant of the class, over HTTP."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from classroom.models import User
from storage.api import StoreView
from storage.camel import to_json
from storage.problems import Code
from storage.schema import answers
from training.serializers.lent import (
    LentAnswerSerializer,
    LentQuestionSerializer,
    LentRunSerializer,
    LentSerializer,
    to_ask,
    to_lend,
)
from training.throttles import GuessThrottle, TrainingThrottle
from training.watson.lent import cancel_lent, guess_lent, lend, lent_run


class LentView(StoreView):
    @property
    def user(self) -> User:
        return cast(User, self.person)


class LentRunView(LentView):
    """Lending is throttled as training is, looking as everywhere."""

    def get_throttles(self) -> list[BaseThrottle]:
        return [TrainingThrottle()] if self.request.method == "PUT" else super().get_throttles()

    @extend_schema(
        operation_id="lend",
        summary="Lend the texts of a project in your browser to the Watson Assistant of your class, for one training",
        request=LentSerializer,
        responses=answers(LentRunSerializer, Code.NOT_ALLOWED, Code.NOT_FOUND, Code.LIMIT_REACHED, body=True),
    )
    def put(self, request: Request, project: UUID, run: UUID) -> Response:
        lent = lend(person=self.user, project=project, id=run, lent=to_lend(request.data))
        return Response(to_json(lent))

    @extend_schema(
        operation_id="lentRun",
        summary="How that training is getting on, and in the end where the model is",
        responses=answers(LentRunSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID, run: UUID) -> Response:
        return Response(to_json(lent_run(person=self.user, project=project, id=run)))


class CancelLentRunView(LentView):
    @extend_schema(
        operation_id="cancelLentRun",
        summary="Stop that training; one that has ended stays as it is",
        request=None,
        responses=answers(LentRunSerializer, Code.NOT_FOUND),
    )
    def post(self, _request: Request, project: UUID, run: UUID) -> Response:
        return Response(to_json(cancel_lent(person=self.user, project=project, id=run)))


class LentGuessView(LentView):
    throttle_classes = (GuessThrottle,)

    @extend_schema(
        operation_id="guessLent",
        summary="What the model of a lent project makes of up to 100 texts",
        request=LentQuestionSerializer,
        responses=answers(LentAnswerSerializer, Code.NOT_FOUND, Code.NOT_TRAINED, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        model, texts = to_ask(request.data)
        return Response({"heard": guess_lent(person=self.user, project=project, model=model, texts=texts)})
