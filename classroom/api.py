from __future__ import annotations

from typing import cast

from django.middleware.csrf import get_token
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from classroom.access import policy_of
from classroom.models import User
from classroom.serializers import MeSerializer


class MeView(APIView):
    @extend_schema(
        operation_id="me", summary="Who is signed in, and which rules hold", responses=MeSerializer
    )
    def get(self, request: Request) -> Response:
        person = cast(User, request.user)
        me = {
            "person": person,
            "school_class": person.school_class,
            "csrf_token": get_token(request._request),
            "policy": policy_of(person),
        }
        response = Response(MeSerializer(me).data)
        response.headers["Cache-Control"] = "no-store"
        return response
