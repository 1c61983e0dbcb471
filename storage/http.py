"""How the website's API speaks: who is asking, what may be sent, and how it says what went wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from math import ceil
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from rest_framework import exceptions
from rest_framework.authentication import SessionAuthentication as DjangoSessionAuthentication
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from storage.problems import Code, Problem

PROBLEM_STATUS: Mapping[Code, int] = {
    Code.SIGN_IN: 401,
    Code.NOT_ALLOWED: 403,
    Code.NOT_FOUND: 404,
    Code.CONFLICT: 409,
    Code.LIMIT_REACHED: 409,
    Code.HELD_IN_BROWSER: 409,
    Code.NOT_TRAINED: 409,
    Code.INVALID: 400,
    Code.TOO_LARGE: 413,
    Code.RATE_LIMITED: 429,
    Code.STORAGE_UNAVAILABLE: 503,
}
PROBLEM_TYPE = "application/problem+json"
REQUEST_FILES_BYTES = 25_000_000
"""Of a request with files: twenty pictures as a page sends them are below 5 MB."""

_SENTENCES: Mapping[Code, str] = {
    Code.SIGN_IN: "Sign in first.",
    Code.NOT_ALLOWED: "You may look at this but not change it.",
    Code.NOT_FOUND: "There is nothing here.",
    Code.CONFLICT: "This was changed somewhere else. Look at it again first.",
    Code.LIMIT_REACHED: "There is no room left.",
    Code.HELD_IN_BROWSER: "This project is kept in a browser, and the website does not have it.",
    Code.NOT_TRAINED: "Train a model first.",
    Code.INVALID: "This cannot be understood.",
    Code.TOO_LARGE: "This is too large.",
    Code.RATE_LIMITED: "That was too fast. Wait a moment and try again.",
    Code.STORAGE_UNAVAILABLE: "The website cannot reach its storage. Try again in a moment.",
}


class SessionAuthentication(DjangoSessionAuthentication):
    """The site's own session with its CSRF token. Who is signed out is told so: 401, where Django REST
    framework says 403 for want of a header."""

    def authenticate_header(self, _request: Request) -> str:
        return "Session"


class JsonParser(BaseParser):
    """UTF-8 JSON of at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes, without the NaN and Infinity that Python would
    take. Problems: `invalid`, `too_large`."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], _media_type: str | None = None, _context: Mapping[str, Any] | None = None
    ) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        content: bytes = stream.read(most + 1)
        if len(content) > most:
            raise Problem(Code.TOO_LARGE, f"Send at most {most:,} bytes at once.")
        return parse_json(content)


class BoundedFiles(FileUploadHandler):
    """The first of FILE_UPLOAD_HANDLERS: refuses a request with more than pages send, before any of it is read."""

    def handle_raw_input(self, *said: Any, **_more: Any) -> None:
        content_length: int = said[2]
        if content_length > REQUEST_FILES_BYTES:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        return raw_data

    def file_complete(self, _file_size: int) -> None:
        """The handlers after this one have it."""


def parse_json(content: bytes | str) -> Any:
    """Problem: `invalid`."""
    try:
        text = content if isinstance(content, str) else content.decode()
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(Code.INVALID, "The body is not JSON.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


class AlwaysJson(BaseContentNegotiation):
    """Every answer has one form, whatever the `Accept` header asks for."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        content_type = (request.content_type or "").split(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == content_type), None)

    def select_renderer(self, _request: Request, renderers: Any, _suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


def problem_response(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """What an API view answers to `error`; None for a fault of ours, which the log has to hear of."""
    found = _problem_of(error)
    if found is None:
        return None
    problem, status, headers = found
    return Response(problem_body(problem, status), status, headers=headers, content_type=PROBLEM_TYPE)


def problem_body(problem: Problem, status: int | None = None) -> dict[str, Any]:
    """RFC 9457, with the code of the problem and, where one is to blame, the field."""
    status = status or PROBLEM_STATUS[problem.code]
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": problem.code.value,
        "detail": problem.detail or _SENTENCES[problem.code],
    }
    return body if problem.field is None else {**body, "field": problem.field}


def _problem_of(error: Exception) -> tuple[Problem, int, dict[str, str]] | None:
    if isinstance(error, exceptions.APIException):
        return _api_problem(error)
    problem = error if isinstance(error, Problem) else _django_problem(error)
    return None if problem is None else (problem, PROBLEM_STATUS[problem.code], {})


def _django_problem(error: Exception) -> Problem | None:
    match error:
        case Http404():
            return Problem(Code.NOT_FOUND)
        case PermissionDenied():
            return Problem(Code.NOT_ALLOWED)
        case RequestDataTooBig():
            return Problem(Code.TOO_LARGE)
        case SuspiciousOperation() | UnreadablePostError() | MultiPartParserError():
            return Problem(Code.INVALID)
        case OperationalError() | InterfaceError():
            return Problem(Code.STORAGE_UNAVAILABLE)
        case _:
            return None


def _api_problem(error: exceptions.APIException) -> tuple[Problem, int, dict[str, str]] | None:
    match error:
        case exceptions.ValidationError():
            field, sentence = _first_fault(error.detail)
            return Problem(Code.INVALID, sentence, field=field), 400, {}
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return Problem(Code.SIGN_IN), 401, {"WWW-Authenticate": "Session"}
        case exceptions.PermissionDenied():
            return Problem(Code.NOT_ALLOWED, _sentence(str(error.detail))), 403, {}
        case exceptions.NotFound():
            return Problem(Code.NOT_FOUND), 404, {}
        case exceptions.MethodNotAllowed():
            return Problem(Code.INVALID, "This address does not take that method."), 405, {}
        case exceptions.UnsupportedMediaType():
            return Problem(Code.INVALID, "This address does not take that Content-Type."), 415, {}
        case exceptions.Throttled():
            return Problem(Code.RATE_LIMITED), 429, _retry_after(error)
        case exceptions.ParseError():
            return Problem(Code.INVALID), 400, {}
        case _:
            return None


def _retry_after(error: exceptions.Throttled) -> dict[str, str]:
    wait: float | None = getattr(error, "wait", None)
    return {} if wait is None else {"Retry-After": str(ceil(wait))}


def _first_fault(detail: Any, path: tuple[str, ...] = ()) -> tuple[str | None, str]:
    """The first thing that a serializer found wrong: where (`labels.0.name`) and a sentence."""
    match detail:
        case dict() if detail:
            key, inner = next(iter(detail.items()))
            return _first_fault(inner, path if key == "non_field_errors" else (*path, str(key)))
        case list() if detail and isinstance(detail[0], dict | list):
            index, inner = next((index, inner) for index, inner in enumerate(detail) if inner)
            return _first_fault(inner, (*path, str(index)))
        case list() if detail:
            return _first_fault(detail[0], path)
        case _:
            return ".".join(path) or None, _sentence(str(detail))


def _sentence(words: str) -> str:
    """A message may repeat what was sent, and half a surrogate pair cannot be sent back."""
    printable = words.encode(errors="replace").decode()
    return printable if printable.endswith((".", "!", "?")) else f"{printable}."
