from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import make_class
from tests.e2e.site import Site

FILL = """
from classroom.models import User
from storage.values import Label, NewExample, NewProject, Text
from storage.ids import new_id
from storage.routing import website
stores = website(User.objects.get(name="Petra"))
label = Label(new_id(), "cat")
project = NewProject(new_id(), "text", "Pets of Petra", labels=(label,))
stores.projects.create(project)
stores.examples.add(project.id, [NewExample(new_id(), label.id, Text(f"cat {n}")) for n in range(12)])
"""
NEAR_ITS_END = """
from datetime import timedelta
from django.utils import timezone
from classroom.models import SchoolClass
from classroom.services.keeping import give_notices
SchoolClass.objects.filter(students__name="Pavel").update(keep_until=timezone.localdate() + timedelta(days=20))
give_notices()
"""


def test_a_teacher_deletes_a_student_and_then_the_class_and_keeps_the_receipts(
    page: Page, site: Site
) -> None:
    make_class(page, site, "pilar@school.example", ["Petra", "Pim"])
    site.manage("shell", "-c", FILL)
    page.get_by_role("link", name="Petra").click()
    look_at(page, "student-page")
    page.get_by_role("link", name="Projects on the website").click()
    expect(page.get_by_text("12 examples")).to_be_visible()
    look_at(page, "student-projects")
    page.get_by_role("link", name="Delete Pets of Petra").click()
    look_at(page, "project-delete")
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("link", name="Petra", exact=True).click()
    page.get_by_role("link", name="Delete this student").click()
    look_at(page, "student-delete")
    page.get_by_role("button", name="Delete the student").click()
    expect(page.get_by_text("Deleted: a student")).to_be_visible()
    look_at(page, "receipt")
    page.get_by_role("link", name="Your classes").click()
    page.get_by_role("link", name="Year 5").click()
    expect(page.get_by_role("link", name="Petra")).to_have_count(0)
    page.get_by_role("link", name="Delete the class").click()
    look_at(page, "class-delete")
    page.get_by_label("Type the name of the class").fill("Year 6")
    page.keyboard.press("Enter")
    expect(page.get_by_text("That is not the name of this class.")).to_be_visible()
    page.get_by_label("Type the name of the class").fill("Year 5")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Deleted: a class")).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download").click()
    content = json.loads(Path(downloading.value.path()).read_text())
    assert (content["what"], content["students"]) == ("class", 1)
    page.get_by_role("link", name="Receipts").click()
    expect(page.get_by_text("12 examples")).to_be_visible()
    look_at(page, "receipts")


def test_a_class_near_its_end_says_so_and_is_kept_with_one_press(page: Page, site: Site) -> None:
    make_class(page, site, "paloma@school.example", ["Pavel"])
    page.goto("/classes/")
    page.get_by_role("link", name="Year 5").click()
    look_at(page, "class-kept")
    site.manage("shell", "-c", NEAR_ITS_END)
    page.goto("/classes/")
    expect(page.get_by_text("Will be deleted soon")).to_be_visible()
    look_at(page, "classes-one-ends")
    page.get_by_role("link", name="Year 5").click()
    expect(page.get_by_text("This class will be deleted from")).to_be_visible()
    look_at(page, "class-ends")
    page.get_by_role("button", name="Keep it until").click()
    expect(page.get_by_text("The class is kept until")).to_be_visible()
    expect(page.get_by_text("This class will be deleted from")).to_have_count(0)
    page.get_by_role("link", name="Another day").click()
    day = page.get_by_label("Kept until")
    day.fill("2020-01-01")
    page.get_by_role("button", name="Keep it until this day").click()
    expect(page.get_by_text("Choose a day in one month to three years.")).to_be_visible()
    look_at(page, "class-rules-wrong-day")


def test_a_receipt_shows_on_its_own_when_everything_is_gone(
    page: Page, context: BrowserContext, site: Site, sign_in: Callable[[BrowserContext, str], None]
) -> None:
    make_class(page, site, "perla@school.example", ["Pit", "Pat"])
    begun = """
from classroom.models import SchoolClass
from teaching.services.erasing import _begin
from teaching.models import Receipt
print(_begin(SchoolClass.objects.get(students__name="Pit"), Receipt.Why.ASKED).pk)
"""
    receipt = site.manage("shell", "-c", begun).split()[-1]
    page.goto(f"/receipts/{receipt}/")
    expect(page.get_by_text("Deleted: a class")).to_be_visible(timeout=20_000)
