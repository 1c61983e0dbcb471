"""Both places behave in real browsers as `tests/contract` says: each engine's own, and the website over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.bundle import address_of, open_bundle, serve_bundle
from tests.e2e.engines import Tab
from tests.e2e.site import Site

CASES = Path(__file__).resolve().parent.parent / "contract" / "cases"
WHO = ("owner", "stranger")

Case = dict[str, Any]


def read_cases() -> dict[str, Case]:
    found = {}
    for file in sorted(CASES.glob("*.json")):
        content = json.loads(file.read_text())
        begin = content.get("begin", {})
        for case in content["cases"]:
            whole = {part: [*begin.get(part, []), *case.get(part, [])] for part in ("ids", "steps")}
            found[f"{file.stem}: {case['name']}"] = {**case, **whole}
    return found


def can_be_now(case: Case) -> bool:
    """The clock of a running website cannot be moved."""
    return not any("after" in step or step["call"] == "sweep" for step in case["steps"])


ALL = read_cases()
ON_COMPUTER = [name for name, case in ALL.items() if not case.get("limits", False)]
ON_WEBSITE = [name for name, case in ALL.items() if case.get("limits", True) and can_be_now(case)]


@pytest.fixture(scope="module")
def computer(tab: Tab, bundle_port: int) -> Tab:
    tab.open(address_of(bundle_port, "contract"))
    return tab


@pytest.mark.parametrize("name", ON_COMPUTER)
def test_on_this_computer(name: str, computer: Tab) -> None:
    assert computer.run("one => contract.walk(one)", ALL[name]) is None


MAKE_PEOPLE = """
import json
from classroom.management.commands.session import new_session
from classroom.models import ClassPolicy, SchoolClass, User
from storage import routing

def people_under(number, rules):
    school_class = SchoolClass.objects.create(name="Contract", code=f"K{number:07}")
    ClassPolicy.objects.create(
        school_class=school_class, storages=routing.KINDS, first_storage=routing.WEBSITE, **rules
    )
    make = lambda name: User.objects.create(name=name, role="student", school_class=school_class)
    return [new_session(make(name)) for name in ("owner", "stranger")]

print(json.dumps([people_under(*pair) for pair in enumerate(RULES)]))
"""


@pytest.fixture(scope="module")
def sessions(site: Site) -> dict[str, list[str]]:
    """Two new people of a class of their own for each case."""
    rules = [
        {"projects": 6, "texts": 1000, "media_on_website": True, **case.get("policy", {})}
        for case in (ALL[name] for name in ON_WEBSITE)
    ]
    printed = site.manage("shell", "-v", "0", "-c", f"RULES = {rules!r}\n{MAKE_PEOPLE}")
    return dict(zip(ON_WEBSITE, json.loads(printed), strict=True))


@pytest.fixture(scope="module")
def contexts(browser: Browser, site: Site) -> Iterator[list[BrowserContext]]:
    contexts = [browser.new_context(base_url=site.address) for _ in WHO]
    for context in contexts:
        serve_bundle(context)
        context.new_page()
    yield contexts
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", ON_WEBSITE)
def test_on_the_website(
    name: str, contexts: list[BrowserContext], sessions: dict[str, list[str]], site: Site
) -> None:
    pages = {}
    for who, context, key in zip(WHO, contexts, sessions[name], strict=True):
        context.clear_cookies()
        context.add_cookies([{"name": "sessionid", "value": key, "url": site.address}])
        pages[who] = context.pages[0]
        open_bundle(pages[who], "contract")
    follow(ALL[name], pages)


def follow(case: Case, pages: dict[str, Page]) -> None:
    state = pages["owner"].evaluate("one => contract.begin(one)", case)
    for number, step in enumerate(case["steps"]):
        turn = {"look": "website", "person": "", "case": case, "step": number, "state": state}
        outcome = pages[step.get("as", "owner")].evaluate("turn => contract.take(turn)", turn)
        assert outcome["wrong"] is None, f"step {number + 1}, {step['call']}: {outcome['wrong']}"
        state = outcome["state"]
