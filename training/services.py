"""What a person can do here that is no verb of a store."""

from __future__ import annotations

from django.utils.translation import gettext as _

from classroom.access import policy_of
from classroom.models import User
from storage.problems import Code, Problem
from training.fetching import fetched
from training.media.canonical import CanonicalMedia
from training.media.pictures import canonical_picture


def picture_from_address(person: User, address: str) -> CanonicalMedia:
    """The picture at a web address, for the page to add as any other, wherever the project is kept.

    Raises `not_allowed` where the class does not do so, and `invalid`, `too_large` and `rate_limited` with the field
    `address`."""
    if not policy_of(person).web_addresses:
        raise Problem(
            Code.NOT_ALLOWED, _("Pictures from the web are switched off. Your teacher can switch them on.")
        )
    try:
        return canonical_picture(fetched(address))
    except Problem as problem:
        raise Problem(problem.code, problem.detail, field="address") from problem
