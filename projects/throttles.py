"""How often one person may tell the website how far a project is. A workshop does so a few times a minute."""

from __future__ import annotations

from storage.throttles import PersonThrottle


class GrantThrottle(PersonThrottle):
    name = "grants"
    requests = 120
    seconds = 60
