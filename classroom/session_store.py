"""Django's sessions in the database, each with the person who is signed in, so that a person's sessions can go with
the person. `settings.SESSION_ENGINE` names this file."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from classroom.models import Session


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session = cast(Session, super().create_model_instance(data))
        session.person = data.get(SESSION_KEY)
        return session
