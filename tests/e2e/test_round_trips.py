"""T7: whatever is in a project, it is the same after any journey between the website, files and a computer."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.bundle import open_bundle, serve_bundle
from tests.e2e.people import class_at_work
from tests.e2e.site import Site

ROOM = """
from classroom.models import ClassPolicy, SchoolClass
for one in SchoolClass.objects.filter(students__name="Mio0"):
    ClassPolicy.objects.update_or_create(school_class=one, defaults={"texts": 20_000})
"""
PROOF = bool(os.environ.get("PROOF"))
TRIPS = 200 if PROOF else 5
LARGE = 10_000 if PROOF else 2_000
TRIPS_EACH = 20
PEOPLE = [f"Mio{number}" for number in range(-(-TRIPS // TRIPS_EACH))]
"""Nobody may open files without end."""


@pytest.fixture(scope="module")
def people(site: Site, browser: Browser) -> list[str]:
    class_at_work(browser, site, "nils@school.example", PEOPLE)
    site.manage("shell", "-c", ROOM)
    return PEOPLE


def sizes(seed: int) -> list[int]:
    """An empty project and a large one among them, whatever the seed."""
    choose = random.Random(seed)
    return [0, LARGE, *(choose.choice((0, 1, 5, 30, 200)) for _ in range(TRIPS - 2))]


@pytest.mark.timeout(3600)
def test_nothing_changes_on_the_way(
    context: BrowserContext, page: Page, sign_in: Callable[[BrowserContext, str], None], people: list[str]
) -> None:
    seed = int(os.environ.get("SEED") or random.randrange(2**31))
    sign_in(context, people[0])
    serve_bundle(context)
    open_bundle(page, "trips")
    guessed = 0
    for number, size in enumerate(sizes(seed)):
        if number % TRIPS_EACH == 0:
            sign_in(context, people[number // TRIPS_EACH])
        trip = page.evaluate("([seed, size]) => trips.travel(seed, size)", [seed + number, size])
        where = f"SEED={seed}, project {number} with {size} examples"
        stations = trip["stations"]
        assert len({station["digest"] for station in stations}) == 1, where
        assert trip["states"][0] == trip["states"][1], where
        guessed += all(same_guesses(stations[0]["guesses"], one["guesses"]) for one in stations)
    assert guessed == TRIPS


def same_guesses(one: list[Any] | None, other: list[Any] | None) -> bool:
    """Of the same model. Two languages add up the same numbers in another order."""
    if one is None or other is None:
        return one is other
    return len(one) == len(other) and all(map(_same_guess, one, other))


def _same_guess(one: Any, other: Any) -> bool:
    first, second = (
        {each["labelId"]: each["confidence"] for each in guess["confidences"]} for guess in (one, other)
    )
    return one["modelId"] == other["modelId"] and first == pytest.approx(second, abs=1e-4)
