"""The rules that a teacher sets for a class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext as _

from classroom.access import ceilings, class_policy
from classroom.models import ClassPolicy, SchoolClass
from storage.problems import Code, Problem
from storage.routing import KINDS
from storage.values import PROJECT_KINDS


class Rules(TypedDict, total=False):
    """What a teacher may set, as in `classroom.policy.Policy`; what is left out stays as it is."""

    storages: Sequence[str]
    first_storage: str
    kinds: Sequence[str]
    projects: int
    texts: int
    rows: int
    pictures: int
    sounds: int
    web_addresses: bool
    media_on_website: bool


def set_rules(*, school_class: SchoolClass, **rules: Unpack[Rules]) -> ClassPolicy:
    """Problem: `invalid` with the field that is outside what the operator allows."""
    stored: dict[str, Any] = {**rules}
    _check_storages(school_class, rules)
    for name, ceiling in ceilings().items():
        if name in stored:
            _check_limit(stored[name], ceiling, name)
    if "storages" in rules:
        stored["storages"] = [place for place in KINDS if place in rules["storages"]]
    if "kinds" in rules:
        stored["kinds_left_out"] = _left_out(stored.pop("kinds"))
    policy, _made = ClassPolicy.objects.update_or_create(school_class=school_class, defaults=stored)
    return policy


def _check_storages(school_class: SchoolClass, rules: Rules) -> None:
    now = class_policy(school_class.pk)
    storages = rules.get("storages", now.storages)
    if not storages or not set(storages) <= set(KINDS):
        raise Problem(Code.INVALID, _("Choose at least one place."), field="storages")
    if rules.get("first_storage", now.first_storage) not in storages:
        raise Problem(Code.INVALID, _("Choose a place that is allowed."), field="first_storage")


def _check_limit(value: int, ceiling: int, field: str) -> None:
    if not 0 <= value <= ceiling:
        raise Problem(
            Code.INVALID, _("Choose a number from 0 to %(ceiling)d.") % {"ceiling": ceiling}, field=field
        )


def _left_out(kinds: Sequence[str]) -> list[str]:
    if not kinds or not set(kinds) <= set(PROJECT_KINDS):
        raise Problem(Code.INVALID, _("Choose at least one kind of project."), field="kinds")
    return [kind for kind in PROJECT_KINDS if kind not in kinds]
