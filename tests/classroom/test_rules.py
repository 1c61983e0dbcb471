"""The rules of a class: what a teacher may set, and the page where it is done."""

from __future__ import annotations

from typing import Any

import pytest

from classroom.access import policy_of
from classroom.models import ClassPolicy, SchoolClass
from classroom.services.rules import set_rules
from storage.problems import Code, Problem
from storage.routing import KINDS
from storage.values import PROJECT_KINDS
from tests.classroom.helpers import RULES_FORM
from tests.conftest import Cast, SiteClient, client_of
from tests.text import text_of

QUESTION = "May the website keep photos and voice recordings of this class?"


@pytest.fixture
def tess(cast: Cast) -> SiteClient:
    return client_of(cast.tess)


def here(cast: Cast, end: str = "") -> str:
    return f"/classes/{cast.otters.pk}/{end}"


def test_rules_hold_for_the_students_of_that_class_alone(cast: Cast) -> None:
    set_rules(school_class=cast.otters, storages=KINDS[1:], first_storage=KINDS[1], projects=2, texts=50)
    assert policy_of(cast.ada).storages == KINDS[1:]
    assert (policy_of(cast.ben).projects, policy_of(cast.ben).texts) == (2, 50)
    assert policy_of(cast.cleo).storages == KINDS


def test_the_operator_has_the_last_word_on_limits(cast: Cast, settings: Any) -> None:
    set_rules(school_class=cast.otters, storages=KINDS, first_storage=KINDS[0], projects=30, texts=5000)
    settings.PROJECTS_CEILING, settings.TEXTS_CEILING = 4, 99
    assert (policy_of(cast.ada).projects, policy_of(cast.ada).texts) == (4, 99)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"storages": []}, "storages"),
        ({"storages": ["elsewhere"]}, "storages"),
        ({"storages": KINDS[:1], "first_storage": KINDS[1]}, "first_storage"),
        ({"projects": 31}, "projects"),
        ({"texts": -1}, "texts"),
    ],
)
def test_rules_outside_what_is_allowed_are_refused(cast: Cast, change: dict[str, object], field: str) -> None:
    rules = {"storages": KINDS, "first_storage": KINDS[0], "projects": 3, "texts": 100, **change}
    with pytest.raises(Problem) as refused:
        set_rules(school_class=cast.otters, **rules)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (Code.INVALID, field)


def test_rules_that_are_not_said_stay_as_they_are(cast: Cast) -> None:
    set_rules(school_class=cast.otters, rows=7, media_on_website=True)
    set_rules(school_class=cast.otters, sounds=8)
    policy = policy_of(cast.ada)
    assert (policy.rows, policy.sounds, policy.media_on_website) == (7, 8, True)
    assert (policy.storages, policy.kinds) == (KINDS, PROJECT_KINDS)


def test_rules_are_set_on_their_page(cast: Cast, tess: SiteClient) -> None:
    rules = {**RULES_FORM, "storages": [KINDS[1]], "first_storage": KINDS[1], "web_addresses": "on"}
    assert "The rules are saved." in text_of(tess.post(here(cast, "rules/"), rules, follow=True))
    policy = policy_of(cast.ada)
    assert (policy.storages, policy.first_storage, policy.kinds) == ((KINDS[1],), KINDS[1], PROJECT_KINDS)
    assert (policy.projects, policy.texts, policy.rows) == (3, 100, 101)
    assert (policy.pictures, policy.sounds) == (102, 103)
    assert (policy.web_addresses, policy.media_on_website) == (True, False)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"first_storage": KINDS[0], "storages": [KINDS[1]]}, "Choose a place that is allowed."),
        ({"storages": []}, "Choose at least one place."),
        ({"kinds": []}, "Choose at least one kind of project."),
        ({"projects": "31"}, "from 0 to 30"),
        ({"pictures": "1001"}, "from 0 to 1000"),
        ({"sounds": "-1"}, "from 0 to 500"),
        ({"media_on_website": ""}, "This field is required."),
    ],
)
def test_wrong_rules_are_explained_and_not_saved(
    cast: Cast, tess: SiteClient, change: dict[str, object], sentence: str
) -> None:
    assert sentence in text_of(tess.post(here(cast, "rules/"), {**RULES_FORM, **change}))
    assert not ClassPolicy.objects.filter(pk=cast.otters.pk).exists()


def test_a_class_is_not_made_before_the_teacher_has_said_whether_photos_are_kept(
    cast: Cast, tess: SiteClient
) -> None:
    page = tess.get("/classes/new/")
    assert QUESTION in text_of(page)
    assert "checked" not in page.content.decode()
    refused = tess.post("/classes/new/", {"name": "Badgers"})
    assert "This field is required." in text_of(refused)
    for answer in ("yes", "no"):
        tess.post("/classes/new/", {"name": answer, "media_on_website": answer})
        made = SchoolClass.objects.get(name=answer)
        assert made.stored_policy.media_on_website is (answer == "yes")
        assert QUESTION not in text_of(tess.get(f"/classes/{made.pk}/"))


def test_the_page_of_a_class_that_was_never_asked_asks(cast: Cast, tess: SiteClient) -> None:
    assert QUESTION in text_of(tess.get(here(cast)))
    assert not policy_of(cast.ada).media_on_website
    tess.post(here(cast, "media/"), {"media_on_website": "perhaps"})
    assert QUESTION in text_of(tess.get(here(cast)))
    answered = text_of(tess.post(here(cast, "media/"), {"media_on_website": "yes"}, follow=True))
    assert QUESTION not in answered
    assert policy_of(cast.ada).media_on_website
    assert "checked" in tess.get(here(cast, "rules/")).content.decode()


def test_what_the_operator_forbids_is_not_asked(cast: Cast, tess: SiteClient, settings: Any) -> None:
    settings.MEDIA_ON_WEBSITE = settings.PICTURES_FROM_WEB_ADDRESSES = False
    for address in ("/classes/new/", here(cast), here(cast, "rules/")):
        page = text_of(tess.get(address))
        assert QUESTION not in page
        assert "web address" not in page
    tess.post("/classes/new/", {"name": "Badgers"})
    assert SchoolClass.objects.get(name="Badgers").stored_policy.media_on_website is None
    set_rules(school_class=cast.otters, media_on_website=True, web_addresses=True)
    tess.post(here(cast, "rules/"), RULES_FORM)
    settings.MEDIA_ON_WEBSITE = settings.PICTURES_FROM_WEB_ADDRESSES = True
    assert (policy_of(cast.ada).media_on_website, policy_of(cast.ada).web_addresses) == (True, True)


def test_students_hear_only_of_kinds_that_have_a_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classroom.access.PROJECT_KINDS", ("text", "images"))
    monkeypatch.setattr("classroom.services.rules.PROJECT_KINDS", ("text", "images"))

    def told() -> Any:
        return client_of(cast.ada).get("/api/v1/me").json()["policy"]["kinds"]

    assert told() == ["text", "images"]
    set_rules(school_class=cast.otters, storages=KINDS[:1], first_storage=KINDS[0])
    assert told() == ["text"]
    set_rules(school_class=cast.otters, media_on_website=True)
    assert told() == ["text", "images"]
    set_rules(school_class=cast.otters, kinds=["images"])
    assert told() == ["images"]
