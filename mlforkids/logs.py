"""One JSON object a line, with ids and route names only: never a name, a text, a picture, a path or an address."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from django.http import HttpRequest
from structlog.types import EventDict, Processor


def route_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match and match.view_name else "none"


def _drop_the_request(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Django puts paths and requests into its own messages; keep the status and the route."""
    record: logging.LogRecord | None = event.get("_record")
    if record is None or not record.name.startswith(("django.request", "django.security", "django.server")):
        return event
    request = getattr(record, "request", None)
    event["event"] = record.name
    event["status"] = getattr(record, "status_code", None)
    if isinstance(request, HttpRequest):
        event["route"] = route_of(request)
    return event


def _say_where_not_what(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """An exception's text may quote a child's words: keep its type and the places it passed."""
    information = event.pop("exc_info", None)
    if information is True:
        information = sys.exc_info()
    if not information or information[0] is None:
        return event
    event["exception"] = information[0].__name__
    trace, places = information[2], []
    while trace is not None:
        places.append(f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}")
        trace = trace.tb_next
    event["at"] = places[-8:]
    return event


_shared: list[Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class JsonFormatter(structlog.stdlib.ProcessorFormatter):
    def __init__(self) -> None:
        super().__init__(
            foreign_pre_chain=_shared,
            processors=[
                _drop_the_request,
                _say_where_not_what,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )


structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *_shared,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
