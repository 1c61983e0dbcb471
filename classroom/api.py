from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils.module_loading import import_string
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from classroom.access import policy_of
from classroom.models import User
from classroom.serializers import MeSerializer
from classroom.services.guests import guest_until
from storage.times import to_milliseconds


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
            "remind_until": _remind_until(person),
            "guest_until": _guest_until(person),
            "last_computer": import_string(settings.LAST_COMPUTER)(person=person),
        }
        data = MeSerializer(me).data
        response = Response(data)
        response.headers["Cache-Control"] = "no-store"
        response.headers["ETag"] = _tag(data, request.META["CSRF_COOKIE"])
        return response


def _remind_until(person: User) -> int | None:
    school_class = person.school_class
    if school_class is None or school_class.remind_until is None or not school_class.is_reminded:
        return None
    return to_milliseconds(school_class.remind_until)


def _guest_until(person: User) -> int | None:
    return to_milliseconds(guest_until(person)) if person.role == User.Role.GUEST else None


def _tag(me: dict[str, Any], csrf_secret: str) -> str:
    """The token is written in another way each time, so that its secret stands for it."""
    content = json.dumps({**me, "csrfToken": csrf_secret}, sort_keys=True, default=str)
    return f'W/"{sha256(content.encode()).hexdigest()}"'
