"""What a browser tells the website about a project that it keeps itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from classroom.models import User
from storage.ids import new_id
from tests.conftest import client_of

PROGRESS: dict[str, Any] = {
    "kind": "text",
    "labels": [
        {"examples": 12, "heldBack": 2},
        {"examples": 10, "heldBack": 2},
        {"examples": 3, "heldBack": 0},
    ],
    "score": {"right": 8, "of": 10, "at": 1_700_000_000_000},
}


def new_grant(**more: Any) -> dict[str, Any]:
    return {"id": str(new_id()), "kind": "show", "project": str(new_id()), "progress": PROGRESS, **more}


def named_computer(name: str = "Laptop 7") -> dict[str, Any]:
    return {"id": str(new_id()), "kind": "computer", "computer": name}


def shown(person: User) -> UUID:
    """The id of a grant that the person has made over HTTP."""
    answer = client_of(person).post("/api/v1/grants", new_grant(), content_type="application/json")
    return UUID(answer.json()["id"])
