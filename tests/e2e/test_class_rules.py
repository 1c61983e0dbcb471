from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import make_class
from tests.e2e.site import Site


def test_a_teacher_says_what_may_be_kept_and_sets_the_rules(page: Page, site: Site) -> None:
    make_class(page, site, "ruth@school.example", ["Roy"])
    page.goto("/classes/")
    page.get_by_role("link", name="New class").click()
    look_at(page, "class-new")
    page.get_by_label("Name").fill("Year 6")
    make = page.get_by_role("button", name="Make the class")
    make.click()
    expect(make).to_be_visible()
    page.get_by_role("radio", name="No.").check()
    make.click()
    expect(page.get_by_role("heading", name="Year 6")).to_be_visible()
    expect(page.get_by_text("May the website keep")).to_have_count(0)
    page.get_by_role("link", name="Rules").click()
    expect(page.get_by_role("radio", name="No.")).to_be_checked()
    look_at(page, "class-rules")
    page.get_by_role("radio", name="Yes.").check()
    page.get_by_role("spinbutton", name="Images in a project").fill("50")
    page.get_by_role("button", name="Save the rules").click()
    expect(page.get_by_text("The rules are saved.")).to_be_visible()
    page.get_by_role("link", name="Rules").click()
    expect(page.get_by_role("radio", name="Yes.")).to_be_checked()
    expect(page.get_by_role("spinbutton", name="Images in a project")).to_have_value("50")


def test_a_class_from_before_the_question_is_asked_on_its_page(page: Page, site: Site) -> None:
    make_class(page, site, "rosalie@school.example", ["Rex"])
    forget = "from classroom.models import ClassPolicy; ClassPolicy.objects.all().delete()"
    site.manage("shell", "-c", forget)
    page.reload()
    look_at(page, "class-asks")
    page.get_by_role("radio", name="Yes.").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You can change this in the rules of the class.")).to_be_visible()
    expect(page.get_by_text("May the website keep")).to_have_count(0)
