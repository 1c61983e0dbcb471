"""Which rules hold for whom: the site's, as far as a teacher has set no others, below the operator's ceilings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from classroom.access import ceilings, policy_of, site_policy
from classroom.models import ClassPolicy
from storage.routing import KINDS, WEBSITE
from storage.values import PROJECT_KINDS
from tests.conftest import Cast

LIMITS = ("projects", "texts", "rows", "pictures", "sounds")


def test_without_rules_a_class_has_those_of_the_site_and_keeps_no_pictures_and_voices(
    cast: Cast, settings: Any
) -> None:
    teachers = policy_of(cast.tess)
    assert (teachers.storages, teachers.first_storage) == (KINDS, settings.FIRST_STORAGE)
    assert (teachers.projects, teachers.texts, teachers.rows) == (6, 1000, 1000)
    assert (teachers.pictures, teachers.sounds, teachers.bytes) == (250, 100, 150_000_000)
    assert (teachers.web_addresses, teachers.media_on_website) == (False, True)
    assert policy_of(cast.ada) == replace(teachers, media_on_website=False)


def test_guests_have_little_room_and_keep_pictures_and_voices_to_themselves(
    cast: Cast, settings: Any
) -> None:
    guests = policy_of(cast.gus)
    assert (guests.first_storage, guests.projects) == (settings.GUEST_FIRST_STORAGE, 1)
    assert not guests.media_on_website


def test_what_a_teacher_has_not_set_follows_the_site(cast: Cast, settings: Any) -> None:
    ClassPolicy.objects.create(school_class=cast.otters, media_on_website=True, rows=7)
    settings.TEXTS_A_PROJECT, settings.ROWS_A_PROJECT = 12, 13
    assert policy_of(cast.ada) == replace(site_policy(), rows=7)


@pytest.mark.parametrize("name", LIMITS)
def test_the_operator_has_the_last_word_on_each_limit(cast: Cast, settings: Any, name: str) -> None:
    ClassPolicy.objects.create(school_class=cast.otters, **{name: 30})
    assert set(ceilings()) == set(LIMITS)
    assert getattr(policy_of(cast.ada), name) == 30
    setattr(settings, f"{name.upper()}_CEILING", 4)
    assert getattr(policy_of(cast.ada), name) == 4


def test_the_operator_has_the_last_word_on_the_web_and_on_pictures_and_voices(
    cast: Cast, settings: Any
) -> None:
    ClassPolicy.objects.create(school_class=cast.otters, web_addresses=True, media_on_website=True)
    assert (policy_of(cast.ada).web_addresses, policy_of(cast.ada).media_on_website) == (True, True)
    settings.PICTURES_FROM_WEB_ADDRESSES = settings.MEDIA_ON_WEBSITE = False
    assert (policy_of(cast.ada).web_addresses, policy_of(cast.ada).media_on_website) == (False, False)
    assert not policy_of(cast.tess).media_on_website


def test_kinds_that_a_teacher_has_left_out_are_not_allowed(cast: Cast) -> None:
    ClassPolicy.objects.create(school_class=cast.otters, kinds_left_out=["text"])
    assert policy_of(cast.ada).kinds == tuple(kind for kind in PROJECT_KINDS if kind != "text")
    assert policy_of(cast.ada).storages_for("text") == ()
    assert "text" in policy_of(cast.cleo).kinds


def test_pictures_and_voices_are_kept_on_the_website_only_where_that_was_allowed() -> None:
    policy = replace(site_policy(), kinds=PROJECT_KINDS, media_on_website=False)
    at_home = tuple(place for place in KINDS if place != WEBSITE)
    assert {kind: policy.storages_for(kind) for kind in PROJECT_KINDS} == {
        "text": KINDS,
        "images": at_home,
        "sounds": at_home,
        "numbers": KINDS,
        "prediction": KINDS,
    }
    allowed = replace(policy, media_on_website=True)
    assert {allowed.storages_for(kind) for kind in PROJECT_KINDS} == {KINDS}
    assert replace(policy, storages=(WEBSITE,)).storages_for("sounds") == ()
