"""How often one person may open and save files. These stop a program that runs wild."""

from __future__ import annotations

from storage.throttles import PersonThrottle


class OpenThrottle(PersonThrottle):
    """Opening takes the site a second or two, and a child opens one file in a lesson."""

    name = "open"
    requests = 60
    seconds = 3600


class SaveThrottle(PersonThrottle):
    name = "save"
    requests = 300
    seconds = 3600
