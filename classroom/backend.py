"""Who somebody is: a teacher by password, everybody by the session. `settings.AUTHENTICATION_BACKENDS` names this."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.auth_backends import AuthenticationBackend

from classroom.models import User
from storage.statements import Statement

_person: Final = Statement(User, "WHERE id = %s")


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: Any) -> User | None:
        """Asked by every request."""
        person = _person.first(user_id)
        return person if person is not None and person.is_active else None
