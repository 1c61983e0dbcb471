"""Secrets at rest: what must be shown again is encrypted, what must only be recognised is a digest.

Both use FIELD_KEY and not SECRET_KEY, so that a new SECRET_KEY ends sessions and loses no sign-in.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def seal(text: str) -> bytes:
    return Fernet(settings.FIELD_KEY).encrypt(text.encode())


def unseal(sealed: bytes | memoryview) -> str:
    return Fernet(settings.FIELD_KEY).decrypt(bytes(sealed)).decode()


def mark_in_class(purpose: str, school_class_id: UUID, text: str) -> bytes:
    """A keyed digest: equal texts in one class have equal marks, and nobody without the key can try texts."""
    value = f"{school_class_id}:{text}"
    return salted_hmac(f"classroom.{purpose}", value, secret=settings.FIELD_KEY, algorithm="sha256").digest()


def mark_of_token(token: str) -> bytes:
    """For tokens of 128 random bits, which nobody can try."""
    return hashlib.sha256(token.encode()).digest()
