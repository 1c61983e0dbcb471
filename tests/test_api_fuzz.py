"""T23: whatever is sent to the API, it answers as its description says, and never with a fault of ours.

`PROOF=1` sends much more.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings as site
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from storage.throttles import PersonThrottle
from tests.conftest import Cast, client_of
from tests.projects.helpers import Made, make_project, set_rules

TIMES = 100 if os.environ.get("PROOF") else 12
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
TOKEN = "t" * 32


def attacks() -> Iterator[Any]:
    """What the description has, without how to sign in: every request comes from the same student. In the right form,
    and where there is something to get wrong, in the wrong one."""
    described = json.loads((site.BASE_DIR / "frontend" / "openapi.json").read_text())
    for methods in described["paths"].values():
        for operation in methods.values():
            del operation["security"]
    api: Any = schemathesis.openapi.from_dict(described)
    for found in api.get_all_operations():
        operation = found.ok()
        yield pytest.param(operation, GenerationMode.POSITIVE, id=f"{operation.label}, right")
        if operation.path_parameters or operation.query or operation.body:
            yield pytest.param(operation, GenerationMode.NEGATIVE, id=f"{operation.label}, wrong")


@pytest.fixture
def browser(cast: Cast) -> Callable[..., Any]:
    """The site, as a student's browser asks it."""
    session = client_of(cast.ada).cookies["sessionid"].value
    application = WSGIHandler()

    def asked(environ: dict[str, Any], start_response: Any) -> Any:
        environ["HTTP_COOKIE"] = f"sessionid={session}; csrftoken={TOKEN}"
        environ["HTTP_X_CSRFTOKEN"] = TOKEN
        return application(environ, start_response)

    return asked


@pytest.fixture
def made(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """A project to aim at, on a site that lets one person ask without end and keeps the test's transaction."""
    for throttle in (PersonThrottle, *PersonThrottle.__subclasses__()):
        monkeypatch.setattr(throttle, "requests", 10**9)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    set_rules(cast.otters, projects=40, texts=1000)
    made = make_project(cast.ada)
    made.add("it purrs", "it sleeps", "it barks")
    yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("operation", "mode"), list(attacks()))
def test_answers_as_described(
    operation: Any, mode: GenerationMode, made: Made, browser: Callable[..., Any]
) -> None:
    @seed(23)
    @settings(
        max_examples=TIMES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), aimed=st.integers(0, 3))
    def fuzz(case: Any, aimed: int) -> None:
        if aimed:
            _aim(case, made)
        answer = case.call_and_validate(app=browser, base_url=site.SITE_ADDRESS, checks=list(CHECKS))
        assert answer.status_code not in (401, 429), "the student is known, and may ask without end"

    fuzz()


def _aim(case: Any, made: Made) -> None:
    """Send what was made up to a project that is there, and examples to its labels, and say what a file is."""
    if "project" in (case.path_parameters or {}):
        case.path_parameters["project"] = str(made.id)
    if "Work" in (case.headers or {}):
        case.headers["Work"] = '{"kind": "python", "name": "guess.py", "revision": 0}'
    match case.body:
        case {"examples": list(examples)}:
            for example in examples:
                if isinstance(example, dict) and isinstance(example.get("labelId"), str):
                    example["labelId"] = str(made.cat)
