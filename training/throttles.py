"""How often one person may train and guess. No lesson comes near: these stop a program that runs wild."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from rest_framework.request import Request

from classroom.models import User
from storage.throttles import PersonThrottle


class TrainingThrottle(PersonThrottle):
    """Training takes seconds, and a child looks at the result: two a minute, for a whole hour, are many."""

    name = "training"
    requests = 120
    seconds = 3600

    def most(self, request: Request) -> int:
        """Anybody can be a guest, also a program that makes one guest after the other."""
        is_guest = cast(User, request.user).role == User.Role.GUEST
        return min(self.requests, settings.TRAININGS_A_GUEST) if is_guest else self.requests


class GuessThrottle(PersonThrottle):
    """Ten a second; a program that asks for a child, such as a Scratch game, asks once or twice."""

    name = "guess"
    requests = 600
    seconds = 60


class ExplainThrottle(PersonThrottle):
    """Somebody presses for it; of a picture it takes as long as some twenty guesses."""

    name = "explain"
    requests = 60
    seconds = 60


class FetchThrottle(PersonThrottle):
    """A child pastes one address after the other; each may hold a thread of ours for seconds."""

    name = "fetch"
    requests = 30
    seconds = 60
