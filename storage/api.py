"""What every view of the API has."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, JsonResponse
from django.urls.converters import StringConverter
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from storage import routing
from storage.http import PROBLEM_TYPE, problem_body
from storage.problems import Code, Problem


class StoreView(APIView):
    """A view over the stores of the website, for the person who is signed in."""

    def finalize_response(self, request: Request, response: Response, *args: Any, **more: Any) -> Response:
        """One person's own: no cache between may keep it, and the browser asks each time whether it has changed."""
        patch_cache_control(response, private=True, no_cache=True)
        return super().finalize_response(request, response, *args, **more)

    @property
    def person(self) -> AbstractBaseUser:
        return cast(AbstractBaseUser, self.request.user)

    @property
    def stores(self) -> routing.Stores:
        return routing.website(self.person)


class AnyRest(StringConverter):
    """Whatever an address ends in, line breaks and nothing at all among it."""

    regex = "(?s:.*)"


@csrf_exempt
def nothing_here(_request: HttpRequest, **_address: str) -> JsonResponse:
    """Every address of the API that is no other view's; a misspelled id among them."""
    problem = Problem(Code.NOT_FOUND, "There is nothing at this address.")
    return JsonResponse(problem_body(problem), status=404, content_type=PROBLEM_TYPE)
