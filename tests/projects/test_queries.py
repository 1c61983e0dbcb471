"""No list costs more queries for having more in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storage.routing import website
from storage.values import PageRequest, text_of
from tests.conftest import Cast, client_of
from tests.projects.helpers import example, make_project, set_rules


def queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_one_project_costs_as_many_queries_as_twenty(cast: Cast) -> None:
    set_rules(cast.otters, projects=20)
    stores = website(cast.ada)
    make_project(cast.ada).add(*"abc")
    one = queries(stores.projects.all)
    for number in range(19):
        make_project(cast.ada, f"Project {number}").add(*"abc")
    assert queries(stores.projects.all) == one
    assert one == 4
    assert len(stores.projects.all()) == 20


def test_one_example_costs_as_many_queries_as_a_thousand(cast: Cast) -> None:
    made = make_project(cast.ada)
    assert queries(lambda: made.add("one")) == queries(lambda: made.add(*map(str, range(900))))


def test_a_page_of_one_costs_as_many_queries_as_one_of_two_hundred(cast: Cast) -> None:
    made = make_project(cast.ada)
    made.add("one")

    def page() -> None:
        made.stores.examples.page(made.id, PageRequest(label=made.cat, limit=200))

    one = queries(page)
    made.add(*map(str, range(300)))
    assert queries(page) == one == 3


@pytest.mark.parametrize(("times", "most"), [(1, 13), (1000, 13)])
def test_the_request_that_adds(cast: Cast, times: int, most: int) -> None:
    made = make_project(cast.ada)
    client = client_of(cast.ada)
    examples = [
        {"id": str(new.id), "labelId": str(new.label_id), "data": {"text": text_of(new.data)}}
        for new in (example(str(number), made.cat) for number in range(times))
    ]

    def post() -> None:
        body = {"examples": examples}
        answer = client.post(f"/api/v1/projects/{made.id}/examples", body, content_type="application/json")
        assert answer.status_code == 200

    assert queries(post) <= most
