"""T4: several tabs with one project lose no update, and none of them waits for ever for another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.e2e.bundle import address_of

EDITS = 500
LONGEST_MILLISECONDS = 3000


@pytest.fixture(params=["browser", "firefox"])
def context(request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """Of Chromium and of Firefox, with a storage of its own."""
    context = request.getfixturevalue(request.param).new_context()
    yield context
    context.close()


@pytest.fixture
def tabs(context: BrowserContext, bundle_port: int) -> list[Page]:
    pages = [context.new_page() for _ in range(3)]
    for page in pages:
        page.goto(address_of(bundle_port, "tabs"))
    return pages


def edit_all(pages: list[Page], project: str) -> None:
    for page in pages:
        page.evaluate("([project, edits]) => tabs.edit(project, edits)", [project, EDITS])


def results(pages: list[Page]) -> list[dict[str, Any]]:
    for page in pages:
        page.wait_for_function("tabs.told.isOver", timeout=120_000)
    return [page.evaluate("tabs.told") for page in pages]


def test_a_thousand_edits_of_two_tabs_are_all_there(tabs: list[Page]) -> None:
    first, second, third = tabs
    project = first.evaluate("tabs.begin()")
    edit_all([first, second], project)
    told = results([first, second])
    assert [one["problems"] for one in told] == [[], []]
    there = third.evaluate("project => tabs.look(project)", project)
    assert sorted(there["ids"]) == sorted([*told[0]["added"], *told[1]["added"]])
    assert there["counted"] == len(there["ids"])
    assert there["revision"] == 1 + told[0]["renamed"] + told[1]["renamed"]
    assert max(one["slowest"] for one in told) < LONGEST_MILLISECONDS


def test_a_tab_with_a_newer_schema_stops_the_others_and_loses_nothing(tabs: list[Page]) -> None:
    first, second, third = tabs
    project = first.evaluate("tabs.begin()")
    edit_all([first, second], project)
    third.evaluate("tabs.openVersion(1, true)")
    told = results([first, second])
    for one in told:
        assert all("page is older" in problem for problem in one["problems"])
        assert one["slowest"] < LONGEST_MILLISECONDS
    assert first.evaluate("tabs.call()")["outcome"] == "old_page"
    assert any(one["problems"] for one in told)


def test_a_tab_with_an_older_schema_is_waited_for_and_named(tabs: list[Page]) -> None:
    old, new, _ = tabs
    old.evaluate("tabs.openVersion(-1, false)")
    waited = new.evaluate("tabs.call()")
    assert waited["outcome"] == "other_page"
    assert waited["milliseconds"] < LONGEST_MILLISECONDS
    old.evaluate("tabs.letGo()")
    assert new.evaluate("tabs.call()")["outcome"] == "0 projects"


def test_a_tab_that_deletes_everything_makes_no_other_hang(tabs: list[Page]) -> None:
    first, second, third = tabs
    project = first.evaluate("tabs.begin()")
    edit_all([first, second], project)
    third.evaluate("tabs.deleteAll()")
    told = results([first, second])
    for one in told:
        assert all(problem.startswith("not_found") for problem in one["problems"])
        assert one["slowest"] < LONGEST_MILLISECONDS
    project = second.evaluate("tabs.begin()")
    assert first.evaluate("project => tabs.look(project)", project) == {
        "ids": [],
        "counted": 0,
        "revision": 1,
    }
