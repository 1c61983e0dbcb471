"""Ways in that need a real browser: a card whose token is in the fragment, and pictures without JavaScript."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.people import make_class
from tests.e2e.site import Site


def test_a_card_leaves_nothing_in_the_address_bar_and_its_words_work_too(
    page: Page, browser: Browser, site: Site
) -> None:
    make_class(page, site, "cards@school.example", ["Ada Lovelace"])
    page.get_by_role("button", name="Shut the door").click()
    page.get_by_role("link", name="Cards").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Make 1 card").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    words = page.locator(".sign-in-card__words").inner_text()
    code = re.sub(r".*Class code ", "", page.locator(".sign-in-card").inner_text().replace("\n", " "))[:9]

    child = browser.new_context(base_url=site.address).new_page()
    child.goto("/card/#made-up-token")
    expect(child.get_by_role("alert")).to_contain_text("does not work any more")
    assert "#" not in child.url
    child.get_by_role("link", name="Type the class code").click()
    child.get_by_label("Class code").fill(code)
    child.get_by_role("button", name="Go").click()
    child.get_by_role("link", name="Ada L").click()
    expect(child.get_by_role("heading", name="The door is shut")).to_be_visible()
    child.get_by_label("four words").fill(words)
    child.get_by_role("button", name="Go").click()
    expect(child.get_by_role("heading", name="Your projects")).to_be_visible()
    child.context.close()


NEW_CARD = """
from classroom.models import User
from classroom.services.cards import new_cards
print(new_cards(students=User.objects.filter(name="Zoe Quick"))[0].address)
"""


def test_the_address_in_a_card_signs_its_student_in_while_the_door_is_shut(
    page: Page, browser: Browser, site: Site
) -> None:
    make_class(page, site, "quick@school.example", ["Zoe Quick"])
    page.get_by_role("button", name="Shut the door").click()
    address = site.manage("shell", "-v", "0", "-c", NEW_CARD)
    context = browser.new_context(base_url=site.address)
    child = context.new_page()
    child.goto(address)
    expect(child.get_by_role("heading", name="Your projects")).to_be_visible()
    expect(child.get_by_text("Zoe Quick")).to_be_visible()
    assert address.rpartition("#")[2] not in child.url
    context.close()


def test_three_pictures_without_javascript(page: Page, browser: Browser, site: Site) -> None:
    at_work = make_class(page, site, "plain@school.example", ["Ada Lovelace"])
    context = browser.new_context(base_url=site.address, java_script_enabled=False)
    child = context.new_page()
    child.goto("/")
    child.get_by_label("Class code").fill(at_work.code)
    child.get_by_role("button", name="Go").click()
    child.get_by_role("link", name="Ada L").click()
    child.get_by_role("button", name="sun", exact=True).click()
    child.get_by_role("button", name="Undo").click()
    for picture in at_work.pictures["Ada Lovelace"]:
        child.get_by_role("button", name=picture, exact=True).click()
    child.get_by_role("button", name="Go").click()
    expect(child).to_have_url(re.compile("/workshop/$"))
    context.close()
