"""What the OpenAPI description says about answers: the values of success, and the problems that can occur."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.types import OpenApiTypes
from rest_framework import serializers

from storage.http import PROBLEM_STATUS, PROBLEM_TYPE
from storage.problems import Code

CODES: Final = tuple(code.value for code in Code)


class SiteSession(SessionScheme):  # type: ignore[no-untyped-call]
    target_class = "storage.http.SessionAuthentication"
    name = "session"


class ProblemSerializer(serializers.Serializer[Any]):
    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.ChoiceField(choices=CODES)
    detail = serializers.CharField()
    field = serializers.CharField(required=False)


Answer = type[serializers.Serializer[Any]] | OpenApiTypes | None

_ALWAYS = {401, 429, 503}
_WITH_A_BODY = {400, 413, 415}


def answers(
    answer: Answer,
    *codes: Code,
    status: int = 200,
    media_type: str | None = None,
    body: bool = False,
) -> dict[Any, Any]:
    """The `responses` of one operation: its answer, the problems `codes`, and those that can always occur.
    `body` says that the request has one, which may be wrong in ways of its own."""
    statuses = _ALWAYS | {PROBLEM_STATUS[code] for code in codes} | (_WITH_A_BODY if body else set())
    problems = {(problem, PROBLEM_TYPE): ProblemSerializer for problem in sorted(statuses)}
    return {(status, media_type) if media_type else status: answer, **problems}
