"""A class's own Watson Assistant: who may give its key, where the key may go, and that nobody reads it again."""

from __future__ import annotations

from typing import Any

import pytest

from classroom.access import policy_of
from classroom.models import WatsonCredentials
from classroom.services.watson import (
    Watson,
    is_allowed,
    remove_credentials,
    set_credentials,
    set_text_learner,
    watson_of,
)
from storage.problems import Code, Problem
from tests.conftest import Cast, SiteClient, client_of

ADDRESS = "https://api.eu-de.assistant.watson.cloud.ibm.com/instances/one"
KEY = "a-key-that-nobody-guesses"
FORM = {"texts_learned_by": "watson", "address": ADDRESS, "key": KEY, "model_hours": "48"}


@pytest.fixture
def tess(cast: Cast) -> SiteClient:
    return client_of(cast.tess)


def page_of(cast: Cast) -> str:
    return f"/classes/{cast.otters.pk}/watson/"


def credentials(cast: Cast) -> Watson | None:
    return watson_of(school_class_id=cast.otters.pk)


def test_texts_are_learned_here_until_a_teacher_says_otherwise(cast: Cast, tess: SiteClient) -> None:
    assert (policy_of(cast.ada).texts_learned_by, policy_of(cast.ada).model_hours) == ("here", 24)
    assert tess.post(page_of(cast), FORM).status_code == 302
    assert (policy_of(cast.ada).texts_learned_by, policy_of(cast.ada).model_hours) == ("watson", 48)
    assert policy_of(cast.cleo).texts_learned_by == "here"
    said = client_of(cast.ada).get("/api/v1/me").json()["policy"]
    assert (said["textsLearnedBy"], said["modelHours"]) == ("watson", 48)


def test_the_key_is_encrypted_and_no_page_shows_it(cast: Cast, tess: SiteClient) -> None:
    tess.post(page_of(cast), FORM)
    assert credentials(cast) == Watson(ADDRESS, KEY)
    assert KEY.encode() not in bytes(WatsonCredentials.objects.get().sealed_key)
    assert KEY not in repr(credentials(cast))
    rules = tess.get(f"/classes/{cast.otters.pk}/rules/").content.decode()
    assert ADDRESS in rules
    refused = tess.post(page_of(cast), {**FORM, "model_hours": "0"})
    olga = client_of(cast.olga)
    admin = f"/admin/classroom/watsoncredentials/{cast.otters.pk}/change/"
    seen = (rules, refused.content.decode(), olga.get(admin).content.decode())
    assert ADDRESS in seen[2]
    assert not any(KEY in page for page in seen)


def test_the_key_stays_when_none_is_given_but_never_goes_to_another_address(
    cast: Cast, tess: SiteClient
) -> None:
    tess.post(page_of(cast), FORM)
    assert tess.post(page_of(cast), {**FORM, "key": "", "model_hours": "1"}).status_code == 302
    assert credentials(cast) == Watson(ADDRESS, KEY)
    refused = tess.post(page_of(cast), {**FORM, "key": "", "address": ADDRESS.replace("one", "two")})
    assert "Give the API key too." in refused.content.decode()
    assert credentials(cast) == Watson(ADDRESS, KEY)
    set_credentials(school_class=cast.otters, address=ADDRESS + "/", key="another")
    assert credentials(cast) == Watson(ADDRESS, "another")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://api.eu-de.assistant.watson.cloud.ibm.com",
        "https://watson.cloud.ibm.com.evil.example",
        "https://evil.example/.watson.cloud.ibm.com",
        "https://evil.example#.watson.cloud.ibm.com",
        "https://evil.example?.watson.cloud.ibm.com",
        "https://evil.example\\.watson.cloud.ibm.com",
        "https://who@api.watson.cloud.ibm.com",
        "https://api.watson.cloud.ibm.com:8443",
        "https://127.0.0.1",
        "https://[::1",
        "ftp://api.watson.cloud.ibm.com",
    ],
)
def test_a_key_goes_to_no_other_server(cast: Cast, address: str) -> None:
    assert not is_allowed(address)
    with pytest.raises(Problem) as refused:
        set_credentials(school_class=cast.otters, address=address, key=KEY)
    assert (refused.value.code, refused.value.field) == (Code.INVALID, "address")


def test_without_credentials_watson_cannot_be_chosen(cast: Cast, tess: SiteClient) -> None:
    refused = tess.post(page_of(cast), {**FORM, "address": "", "key": ""}).content.decode()
    assert "Give the URL and the API key first." in refused
    for hours in (0, 256):
        with pytest.raises(Problem) as wrong:
            set_text_learner(school_class=cast.otters, texts_learned_by="here", model_hours=hours)
        assert wrong.value.field == "model_hours"


def test_removed_credentials_are_gone_and_texts_are_learned_here(cast: Cast, tess: SiteClient) -> None:
    tess.post(page_of(cast), FORM)
    assert tess.post(page_of(cast), {"remove": "1"}).status_code == 302
    assert not WatsonCredentials.objects.exists()
    assert policy_of(cast.ada).texts_learned_by == "here"
    remove_credentials(school_class=cast.otters)


def test_an_operator_may_allow_no_such_service(cast: Cast, tess: SiteClient, settings: Any) -> None:
    tess.post(page_of(cast), FORM)
    settings.WATSON_ADDRESSES = []
    assert policy_of(cast.ada).texts_learned_by == "here"
    assert "Watson" not in tess.get(f"/classes/{cast.otters.pk}/rules/").content.decode()


def test_the_operator_gives_changes_and_removes_a_key(cast: Cast) -> None:
    olga = client_of(cast.olga)
    form = {"school_class": str(cast.otters.pk), "address": ADDRESS, "key": KEY}
    assert olga.post("/admin/classroom/watsoncredentials/add/", form).status_code == 302
    assert credentials(cast) == Watson(ADDRESS, KEY)
    here = f"/admin/classroom/watsoncredentials/{cast.otters.pk}"
    assert "Otters" in olga.get("/admin/classroom/watsoncredentials/").content.decode()
    assert olga.post(f"{here}/change/", {"address": ADDRESS, "key": ""}).status_code == 302
    assert credentials(cast) == Watson(ADDRESS, KEY)
    evil = olga.post(f"{here}/change/", {"address": "https://evil.example", "key": "x"})
    assert "Copy the URL" in evil.content.decode()
    assert olga.post(f"{here}/delete/", {"post": "yes"}).status_code == 302
    assert credentials(cast) is None
    assert client_of(cast.tess).get("/admin/classroom/watsoncredentials/").status_code in (302, 403)
