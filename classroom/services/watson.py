"""A class's own Watson Assistant: where it is, the key that it is asked with, and whether it learns texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from classroom.models import ClassPolicy, SchoolClass, WatsonCredentials
from classroom.policy import HOURS_LEAST, HOURS_MOST, TEXT_LEARNERS, WATSON
from classroom.sealing import seal, unseal
from storage.problems import Code, Problem

KEY_LENGTH: Final = 200
ADDRESS_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class Watson:
    address: str
    key: str = field(repr=False)


def watson_of(*, school_class_id: UUID) -> Watson | None:
    row = WatsonCredentials.objects.filter(pk=school_class_id).first()
    return None if row is None else Watson(row.address, unseal(row.sealed_key))


def is_allowed(address: str) -> bool:
    """Whether keys may be sent there: see settings.WATSON_ADDRESSES."""
    try:
        parts = urlsplit(address)
        said = f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        return False
    plain = address.isascii() and address.isprintable() and not set(address) & set("@\\?#% ")
    return plain and any(fnmatchcase(said, allowed) for allowed in settings.WATSON_ADDRESSES)


def check_credentials(*, school_class: SchoolClass, address: str, key: str) -> None:
    """Without a `key` the one that is there stays, but never goes to another address. Problem: `invalid`."""
    if len(address) > ADDRESS_LENGTH or not is_allowed(_trimmed(address)):
        raise Problem(
            Code.INVALID,
            _("Copy the URL from the credentials of your service. It begins with https://."),
            field="address",
        )
    if len(key) > KEY_LENGTH or not key.isascii() or not key.isprintable():
        raise Problem(Code.INVALID, _("This is not an API key."), field="key")
    there = WatsonCredentials.objects.filter(pk=school_class.pk, address=_trimmed(address))
    if not key.strip() and not there.exists():
        raise Problem(Code.INVALID, _("Give the API key too."), field="key")


@transaction.atomic
def set_credentials(*, school_class: SchoolClass, address: str, key: str) -> None:
    """Problem: `invalid`, as `check_credentials`."""
    SchoolClass.objects.select_for_update(no_key=True).get(pk=school_class.pk)
    check_credentials(school_class=school_class, address=address, key=key)
    changes: dict[str, object] = {"address": _trimmed(address), "changed_at": timezone.now()}
    if key.strip():
        changes["sealed_key"] = seal(key.strip())
    WatsonCredentials.objects.update_or_create(school_class=school_class, defaults=changes)


def _trimmed(address: str) -> str:
    return address.strip().rstrip("/")


@transaction.atomic
def set_text_learner(*, school_class: SchoolClass, texts_learned_by: str, model_hours: int) -> None:
    """Who learns the texts of a class, and after how many hours a model there goes away. Problem: `invalid`."""
    if texts_learned_by not in TEXT_LEARNERS:
        raise Problem(Code.INVALID, _("Choose one of the two."), field="texts_learned_by")
    if not HOURS_LEAST <= model_hours <= HOURS_MOST:
        sentence = _("Choose a number from %(least)d to %(most)d.") % {
            "least": HOURS_LEAST,
            "most": HOURS_MOST,
        }
        raise Problem(Code.INVALID, sentence, field="model_hours")
    if texts_learned_by == WATSON and not WatsonCredentials.objects.filter(pk=school_class.pk).exists():
        raise Problem(Code.INVALID, _("Give the URL and the API key first."), field="key")
    rules = {"texts_learned_by": texts_learned_by, "model_hours": model_hours}
    ClassPolicy.objects.update_or_create(school_class=school_class, defaults=rules)


@transaction.atomic
def remove_credentials(*, school_class: SchoolClass) -> None:
    """The class learns texts here again, and its models there are deleted by the sweeper."""
    WatsonCredentials.objects.filter(pk=school_class.pk).delete()
    ClassPolicy.objects.filter(pk=school_class.pk).update(texts_learned_by=TEXT_LEARNERS[0])
