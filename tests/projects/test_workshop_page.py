from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Cast, SiteClient, client_of

PROJECT = UUID(int=7)
PATHS = ("/workshop/", "/workshop/new", f"/workshop/{PROJECT}/train", f"/workshop/{PROJECT}/test")


def test_the_shell_is_the_same_bytes_at_every_address_for_everybody(cast: Cast) -> None:
    browsers = [client_of(), client_of(cast.ada), client_of(cast.tess)]
    shells = {browser.get(path).content for path in PATHS for browser in browsers}
    assert len(shells) == 1
    shell = shells.pop().decode()
    assert "<ml-workshop>" in shell
    assert "csrf" not in shell.lower()


def test_the_shell_asks_the_database_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    browser = client_of(cast.ada)
    with django_assert_num_queries(0):
        assert browser.get("/workshop/").status_code == 200


def test_the_shell_is_kept_until_it_changes(anonymous: SiteClient) -> None:
    first = anonymous.get("/workshop/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first.headers["Vary"]
    assert not first.cookies
    again = anonymous.get("/workshop/new", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/workshop/1/train", f"/workshop/{PROJECT}", f"/workshop/{PROJECT}/make"])
def test_other_addresses_are_not_there(anonymous: SiteClient, path: str) -> None:
    assert anonymous.get(path).status_code == 404


def test_the_shell_can_only_be_read(anonymous: SiteClient) -> None:
    assert anonymous.post("/workshop/").status_code == 405
