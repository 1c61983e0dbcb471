"""Django's sessions in the database, each with the person who is signed in, so that a person's sessions can go with
the person. `settings.SESSION_ENGINE` names this file."""

from __future__ import annotations

from typing import Any, Final, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from classroom.models import Session
from storage.statements import Statement

_open: Final = Statement(Session, "WHERE session_key = %s AND expire_date > %s")


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def load(self) -> dict[str, Any]:
        session = _open.first(self.session_key, timezone.now())
        if session is None:
            self._session_key = None
            return {}
        return self.decode(session.session_data)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        session.person = data.get(SESSION_KEY)
        return session
