from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find

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


def test_the_service_worker_goes_with_the_shell_and_is_asked_for_each_time(anonymous: SiteClient) -> None:
    answer = anonymous.get("/workshop/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert answer.headers["Service-Worker-Allowed"] == "/"
    shell = anonymous.get("/workshop/").content
    assert hashlib.sha256(shell).hexdigest() in answer.content.decode()
    again = anonymous.get("/workshop/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_service_worker_imports_nothing_and_has_every_file_of_the_workshop(anonymous: SiteClient) -> None:
    script = anonymous.get("/workshop/sw.js").content.decode()
    assert "import" not in script
    shell = anonymous.get("/workshop/").content.decode()
    for path in re.findall(r"/static/assets/[^\"]+", shell):
        assert path in script


def test_the_shell_names_a_manifest_whose_icons_are_there(anonymous: SiteClient) -> None:
    shell = anonymous.get("/workshop/").content.decode()
    assert 'rel="manifest" href="/static/app.webmanifest"' in shell
    manifest = json.loads(Path(str(find("app.webmanifest"))).read_text())
    assert manifest["start_url"] == "/workshop/"
    for icon in manifest["icons"]:
        assert find(icon["src"].removeprefix("/static/"))
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["manifest-src"] == ["'self'"]
