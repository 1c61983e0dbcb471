"""The twelve sign-in pictures. The keys are stored, so they never change; each has a drawing of the same name."""

from __future__ import annotations

from itertools import permutations
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PICTURES: Final[dict[str, Promise | str]] = {
    "apple": _("apple"),
    "boat": _("boat"),
    "cat": _("cat"),
    "fish": _("fish"),
    "flower": _("flower"),
    "house": _("house"),
    "key": _("key"),
    "moon": _("moon"),
    "rocket": _("rocket"),
    "sun": _("sun"),
    "tree": _("tree"),
    "umbrella": _("umbrella"),
}
CHOSEN: Final = 3

ORDERS: Final[tuple[str, ...]] = tuple(" ".join(order) for order in permutations(PICTURES, CHOSEN))
"""All 1,320 of them, as they are stored: `"cat sun boat"`."""
