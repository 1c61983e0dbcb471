"""Asks a Watson Assistant over its v1 API, with IBM's own SDK. Labels are known there by their places in a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from http import HTTPStatus
from importlib import import_module
from typing import Any, Final

import structlog
from django.utils.translation import gettext as _

from classroom.services.watson import Watson, is_allowed
from storage.problems import Code, Problem

log = structlog.stdlib.get_logger(__name__)

VERSION: Final = "2021-11-27"
LANGUAGES: Final = ("ar", "cs", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pt-br", "zh-cn", "zh-tw")
ANY_LANGUAGE: Final = "xx"
AVAILABLE: Final = "Available"
FAILED: Final = "Failed"
GONE: Final = "Non Existent"
CONNECT_SECONDS: Final = 3
ANSWER_SECONDS: Final = 10
NAME_LENGTH: Final = 128
PAGE: Final = 100

_TRY_LATER: Final = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS)
_KEY_REFUSED: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_INTENT: Final = "label-"


class Busy(Exception):
    """It may work later: it is being taught, is asked too often, or does not answer. `seconds` is when it says so."""

    def __init__(self, status: int | None, seconds: float | None = None) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.seconds = seconds


class Assistant:
    """Raises `Busy`, and Problems: `not_allowed` when the key is refused, `limit_reached` when the plan of the class
    has no room, `not_found` for a workspace that is gone, `invalid` for anything else that is refused."""

    def __init__(self, watson: Watson, seconds: float = ANSWER_SECONDS) -> None:
        if not is_allowed(watson.address):
            raise Problem(Code.NOT_ALLOWED, _("This website does not ask that service any more."))
        sdk = _sdk()
        self._service = sdk.AssistantV1(VERSION, sdk.BasicAuthenticator("apikey", watson.key))
        self._service.set_service_url(watson.address)
        # Never led elsewhere: the key would go along.
        self._service.set_http_config({"timeout": (CONNECT_SECONDS, seconds), "allow_redirects": False})

    def make(self, name: str, language: str) -> str:
        """A new workspace without texts, which IBM must not use for anything else. Answers its id there."""
        made = self._ask(
            self._service.create_workspace,
            name=name,
            language=watson_language(language),
            learning_opt_out=True,
        )
        return str(made["workspace_id"])

    def find(self, name: str) -> str | None:
        """The id there of a workspace with this name."""
        cursor = None
        while True:
            page = self._ask(self._service.list_workspaces, page_limit=PAGE, cursor=cursor)
            for workspace in page["workspaces"]:
                if workspace.get("name") == name:
                    return str(workspace["workspace_id"])
            cursor = page.get("pagination", {}).get("next_cursor")
            if not cursor:
                return None

    def teach(
        self, workspace: str, language: str, labels: Sequence[str], texts: Iterable[tuple[int, str]]
    ) -> None:
        """Instead of what it knew. `labels` are their names; each text comes with the place of its label. It learns
        when this has answered: see `status`."""
        self._ask(
            self._service.update_workspace_async,
            workspace,
            language=watson_language(language),
            intents=intents_of(labels, texts),
            append=False,
        )

    def status(self, workspace: str) -> str:
        return str(self._ask(self._service.get_workspace, workspace).get("status"))

    def sure_of(self, workspace: str, text: str, labels: int) -> list[float]:
        """How sure it is of each of so many labels, as it says it: 0 to 1, each by itself."""
        said = self._ask(
            self._service.message, workspace, input={"text": plain(text)}, alternate_intents=True
        )
        sure = [0.0] * labels
        for intent in said.get("intents", []):
            place = str(intent["intent"]).removeprefix(_INTENT)
            if place.isdecimal() and int(place) < labels:
                sure[int(place)] = min(1.0, max(0.0, float(intent["confidence"])))
        return sure

    def delete(self, workspace: str) -> None:
        self._ask(self._service.delete_workspace, workspace)

    def _ask(self, verb: Callable[..., Any], *args: Any, **said: Any) -> dict[str, Any]:
        sdk = _sdk()
        try:
            return dict(verb(*args, **said).get_result() or {})
        except sdk.ApiException as error:
            raise _translated(error) from None
        except (sdk.RequestException, ValueError, KeyError, TypeError) as error:
            log.warning("watson_silent", error=type(error).__name__)
            raise Busy(None) from None


def intents_of(labels: Sequence[str], texts: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    """One for each label, with its texts as that service takes them: in one line, and none twice."""
    examples: list[dict[str, None]] = [{} for _label in labels]
    for place, text in texts:
        if line := plain(text):
            examples[place][line] = None
    return [
        {
            "intent": f"{_INTENT}{place}",
            "description": plain(name)[:NAME_LENGTH],
            "examples": [{"text": line} for line in examples[place]],
        }
        for place, name in enumerate(labels)
    ]


def plain(text: str) -> str:
    return " ".join(text.split())


def watson_language(language: str) -> str:
    """The one of that service, or its way to read any language."""
    wanted = language.lower()
    known = {"pt": "pt-br", "zh": "zh-cn"}.get(wanted, wanted)
    if known in LANGUAGES:
        return known
    return known.split("-")[0] if known.split("-")[0] in LANGUAGES else ANY_LANGUAGE


def _translated(error: Any) -> Busy | Problem:
    """What it says may quote a child's words, so only its status is told."""
    status, said = error.status_code, str(error.message or "").lower()
    log.info("watson_refused", status=status)
    if status in _TRY_LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Busy(status, _seconds(error.http_response))
    if status in _KEY_REFUSED:
        return Problem(Code.NOT_ALLOWED, _("Watson Assistant does not take the key of your class."))
    if status == HTTPStatus.NOT_FOUND:
        return Problem(Code.NOT_FOUND, _("Watson Assistant has nothing of this kind."))
    if status == HTTPStatus.PAYMENT_REQUIRED or "limit exceeded" in said:
        return Problem(Code.LIMIT_REACHED, _("Watson Assistant has no room for one more model."))
    return Problem(Code.INVALID, _("Watson Assistant does not take these texts."))


def _seconds(response: Any) -> float | None:
    said = "" if response is None else response.headers.get("Retry-After", "")
    return float(said) if said.isdecimal() else None


class _Sdk:
    """Read when the first class asks: it takes a second and 70 MB that most sites never need."""

    def __init__(self) -> None:
        self.AssistantV1: Any = import_module("ibm_watson.assistant_v1").AssistantV1
        core: Any = import_module("ibm_cloud_sdk_core")
        self.ApiException: Any = core.ApiException
        self.BasicAuthenticator: Any = import_module("ibm_cloud_sdk_core.authenticators").BasicAuthenticator
        self.RequestException: Any = import_module("requests").RequestException


@cache
def _sdk() -> _Sdk:
    return _Sdk()
