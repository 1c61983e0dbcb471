"""The closed list of things that can go wrong in a store. `frontend/src/contract/problems.ts` has the same names."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    SIGN_IN = "sign_in"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    LIMIT_REACHED = "limit_reached"
    HELD_IN_BROWSER = "held_in_browser"
    NOT_TRAINED = "not_trained"
    INVALID = "invalid"
    TOO_LARGE = "too_large"
    RATE_LIMITED = "rate_limited"
    STORAGE_UNAVAILABLE = "storage_unavailable"


class Problem(Exception):
    """Raised by stores, rights and rules. `detail` is one sentence that a developer or a child can act on;
    `field` names the part of the input that is wrong."""

    def __init__(self, code: Code, detail: str = "", *, field: str | None = None) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.field = field
