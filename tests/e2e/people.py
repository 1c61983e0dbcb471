"""What teachers and students do on the pages, as they do it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from tests.e2e.site import Site

PASSWORD = "plum kite harbour 12"


@dataclass(frozen=True)
class ClassAtWork:
    """A class with its door open. `pictures` are the three words of each student, by name."""

    code: str
    teacher: str
    pictures: dict[str, list[str]]


def make_class(page: Page, site: Site, email: str, names: list[str]) -> ClassAtWork:
    """A teacher follows an invitation, makes a class, pastes the names, opens the door and looks at the pictures."""
    page.goto(re.findall(r"https?://\S+", site.manage("invite_teacher", email))[0])
    page.get_by_label("Your name").fill("Mary")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="Make a class").click()
    page.get_by_label("Name").fill("Year 5")
    page.get_by_role("radio", name="Yes.").check()
    page.get_by_role("button", name="Make the class").click()
    page.get_by_role("textbox", name="Names").fill("\n".join(names))
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Open the door").click()
    expect(page.get_by_text("Door open", exact=True)).to_be_visible()
    code = page.locator(".class-code").inner_text()
    pictures = {name: pictures_of(page, name) for name in names}
    return ClassAtWork(code, email, pictures)


def class_at_work(browser: Browser, site: Site, email: str, names: list[str]) -> ClassAtWork:
    """The same at the teacher's own computer, which is put away."""
    context = browser.new_context(base_url=site.address)
    context.set_default_timeout(20_000)
    made = make_class(context.new_page(), site, email, names)
    context.close()
    return made


def pictures_of(page: Page, name: str) -> list[str]:
    row = page.get_by_role("row", name=name)
    if not row.locator("details").get_attribute("open"):
        row.get_by_text("Show", exact=True).click()
    return row.locator("details li span").all_inner_texts()


def student_signs_in(page: Page, at_work: ClassAtWork, name: str) -> None:
    page.goto("/")
    page.get_by_label("Class code").fill(at_work.code.lower())
    page.get_by_role("button", name="Go").click()
    page.get_by_role("link", name=name.split()[0]).click()
    for picture in at_work.pictures[name]:
        page.get_by_role("button", name=picture, exact=True).click()
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("heading", name="Your projects")).to_be_visible()


def sign_out(page: Page) -> None:
    """Also out of a browser that holds projects of this person, who is asked before."""
    page.get_by_role("button", name="Sign out", exact=True).click()
    code, now = page.get_by_label("Class code"), page.get_by_role("button", name="Sign out now")
    expect(code.or_(now)).to_be_visible()
    if now.is_visible():
        now.click()
    expect(code).to_be_visible()
