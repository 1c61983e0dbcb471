"""How often one person may train and guess. No lesson comes near: these stop a program that runs wild."""

from __future__ import annotations

from storage.throttles import PersonThrottle


class TrainingThrottle(PersonThrottle):
    """Training takes seconds, and a child looks at the result: two a minute, for a whole hour, are many."""

    name = "training"
    requests = 120
    seconds = 3600


class GuessThrottle(PersonThrottle):
    """Ten a second; a program that asks for a child, such as a Scratch game, asks once or twice."""

    name = "guess"
    requests = 600
    seconds = 60
