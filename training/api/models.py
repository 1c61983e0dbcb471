"""The trained models of a project over HTTP. What each verb means is said in `storage/contracts.py`."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from storage.api import StoreView
from storage.camel import to_json
from storage.problems import Code
from storage.schema import answers
from training.serializers.models import ModelsSerializer, SavedModelSerializer, saved_model


class ModelsView(StoreView):
    @extend_schema(
        operation_id="models",
        summary="The models of a project; the last ten are kept",
        responses=answers(ModelsSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID) -> Response:
        return Response({"models": to_json(self.stores.models.all(project))})

    @extend_schema(
        operation_id="saveModel",
        summary="Keep a model that was trained elsewhere; one that is there is not stored again",
        request=SavedModelSerializer,
        responses=answers(None, Code.NOT_ALLOWED, Code.NOT_FOUND, status=204, body=True),
    )
    def post(self, request: Request, project: UUID) -> Response:
        self.stores.models.save(project, *saved_model(request.data))
        return Response(status=204)


class LatestModelView(StoreView):
    @extend_schema(
        operation_id="latestModel",
        summary="The newest model with its report",
        responses=answers(SavedModelSerializer, Code.NOT_FOUND, Code.NOT_TRAINED),
    )
    def get(self, _request: Request, project: UUID) -> Response:
        return Response(to_json(self.stores.models.latest(project)))


class ModelView(StoreView):
    @extend_schema(
        operation_id="model",
        summary="One model with its report",
        responses=answers(SavedModelSerializer, Code.NOT_FOUND),
    )
    def get(self, _request: Request, project: UUID, model: UUID) -> Response:
        return Response(to_json(self.stores.models.load(project, model)))

    @extend_schema(
        operation_id="removeModel",
        summary="Remove a model for good",
        responses=answers(None, Code.NOT_ALLOWED, Code.NOT_FOUND, status=204),
    )
    def delete(self, _request: Request, project: UUID, model: UUID) -> Response:
        self.stores.models.remove(project, model)
        return Response(status=204)
