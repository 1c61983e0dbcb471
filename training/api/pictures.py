"""Pictures that are not stored yet, over HTTP."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from classroom.models import User
from storage.api import StoreView
from storage.problems import Code
from storage.schema import answers
from training.serializers.pictures import FromAddressSerializer, web_address
from training.services import picture_from_address
from training.throttles import FetchThrottle


class FromAddressView(StoreView):
    throttle_classes = (FetchThrottle,)

    @extend_schema(
        operation_id="pictureFromAddress",
        summary="The picture at a web address, in the form in which pictures are kept; nothing is stored",
        request=FromAddressSerializer,
        responses=answers(
            OpenApiTypes.BINARY, Code.NOT_ALLOWED, body=True, media_type="application/octet-stream"
        ),
    )
    def post(self, request: Request) -> HttpResponse:
        picture = picture_from_address(cast(User, self.person), web_address(request.data))
        headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
        return HttpResponse(picture.file, content_type=picture.type, headers=headers)
