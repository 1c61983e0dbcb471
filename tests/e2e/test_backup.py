"""What is only in a browser is not forgotten there: the card reminds, and so does the teacher."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import class_at_work
from tests.e2e.site import Site

SignIn = Callable[[BrowserContext, str], None]
TEACHER = "tea@school.example"


@pytest.fixture(scope="module", autouse=True)
def _class(site: Site, browser: Browser) -> None:
    class_at_work(browser, site, TEACHER, ["Abe", "Bea", "Cai", "Dot"])


def make_project_here(page: Page, name: str, examples: int) -> None:
    page.goto("/workshop/new")
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    page.get_by_role("textbox", name="Add a label").fill("fox")
    page.get_by_role("button", name="Add label").click()
    add_examples(page, examples)


def add_examples(page: Page, count: int) -> None:
    page.get_by_role("button", name="Paste a list for fox").click()
    texts = page.get_by_role("dialog").get_by_label("Put one example on each line.")
    texts.fill("\n".join(f"fox number {n}" for n in range(count)))
    page.get_by_role("button", name=re.compile(f"Add {count} example")).click()
    expect(page.locator("body")).to_contain_text(re.compile(f"Saved {count} example"))


def show_list(page: Page) -> None:
    page.goto("/workshop/")
    expect(page.get_by_role("heading", name="Your projects")).to_be_visible()
    expect(page.get_by_role("article").first).to_be_visible()


def save_to_file(page: Page, name: str) -> None:
    with page.expect_download() as started:
        page.get_by_role("button", name=f"Save to a file: {name}").click()
    assert started.value.suggested_filename == f"{name}.mlproject"


def test_many_changes_are_a_reason_to_save_and_it_can_wait(
    context: BrowserContext, page: Page, sign_in: SignIn
) -> None:
    sign_in(context, "Abe")
    make_project_here(page, "Foxes", 49)
    show_list(page)
    line = page.get_by_text("It is in no file yet.")
    expect(line).to_have_count(0)
    page.get_by_role("link", name=re.compile("Add examples|Add labels")).click()
    add_examples(page, 2)
    show_list(page)
    expect(line).to_be_visible()
    look_at(page, "backup-line")

    page.get_by_role("button", name="Later for Foxes").click()
    expect(line).to_have_count(0)
    expect(page.get_by_role("article").get_by_role("link")).to_be_focused()
    show_list(page)
    expect(line).to_have_count(0)

    page.get_by_role("link", name=re.compile("Add examples|Add labels")).click()
    add_examples(page, 51)
    show_list(page)
    expect(line).to_be_visible()
    save_to_file(page, "Foxes")
    expect(page.get_by_role("region", name="Notices")).to_contain_text("Foxes is in a file now.")
    expect(line).to_have_count(0)
    look_at(page, "backup-saved")


def test_a_week_with_one_change_is_a_reason_to_save(
    context: BrowserContext, page: Page, sign_in: SignIn
) -> None:
    sign_in(context, "Bea")
    context.clock.install(time=datetime.now(UTC))
    make_project_here(page, "Foxes", 10)
    show_list(page)
    page.get_by_role("button", name="More for Foxes").click()
    with page.expect_download():
        page.get_by_role("button", name="Save to a file").click()
    context.clock.set_system_time(datetime.now(UTC) + timedelta(days=8))
    show_list(page)
    expect(page.get_by_text("Saved to a file")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Add examples|Add labels")).click()
    add_examples(page, 1)
    show_list(page)
    expect(page.get_by_text("Saved to a file 8 days ago. 1 change since.")).to_be_visible()
    look_at(page, "backup-week")


def teacher_reminds(browser: Browser, site: Site, sign_in: SignIn, press: str) -> None:
    context = browser.new_context(base_url=site.address)
    context.set_default_timeout(10_000)
    sign_in(context, TEACHER)
    page = context.new_page()
    page.goto("/classes/")
    page.get_by_role("link", name="Year 5").first.click()
    page.get_by_role("button", name=press).click()
    expect(page.get_by_text("Everyone is reminded")).to_have_count(1 if press.startswith("Remind") else 0)
    look_at(page, f"class-{press.split()[0].lower()}")
    context.close()


def test_the_teacher_reminds_everyone_before_the_lesson_ends(
    context: BrowserContext, page: Page, browser: Browser, site: Site, sign_in: SignIn
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.address)))
    sign_in(context, "Cai")
    context.clock.install(time=datetime.now(UTC))
    make_project_here(page, "Foxes", 5)
    teacher_reminds(browser, site, sign_in, "Remind everyone to save")
    reminder = page.get_by_text("Your teacher asks you to save your work to a file.")
    expect(reminder).to_have_count(0)
    asked.clear()
    context.clock.fast_forward("01:01")
    notices = page.get_by_role("region", name="Notices")
    expect(notices.get_by_text("Your teacher asks you to save your work to a file.")).to_be_visible()
    assert asked == ["/api/v1/me"]
    look_at(page, "teacher-reminds")
    with page.expect_download() as started:
        notices.get_by_role("button", name="Save to a file").click()
    assert started.value.suggested_filename == "Foxes.mlproject"
    expect(notices).to_contain_text("Foxes is in a file now.")
    asked.clear()
    context.clock.fast_forward("03:00")
    show_list(page)
    expect(reminder).to_have_count(0)
    assert asked.count("/api/v1/me") == 1, "the list itself"
    teacher_reminds(browser, site, sign_in, "Stop reminding")


def test_who_has_several_projects_to_save_is_led_to_the_list(
    context: BrowserContext, page: Page, browser: Browser, site: Site, sign_in: SignIn
) -> None:
    sign_in(context, "Dot")
    context.clock.install(time=datetime.now(UTC))
    make_project_here(page, "Owls", 1)
    make_project_here(page, "Bats", 1)
    teacher_reminds(browser, site, sign_in, "Remind everyone to save")
    context.clock.fast_forward("01:01")
    notices = page.get_by_role("region", name="Notices")
    expect(notices).to_contain_text("Your teacher asks you")
    notices.get_by_role("button", name="Show me which").click()
    expect(page.get_by_text("It is in no file yet.")).to_have_count(2)
    look_at(page, "teacher-reminds-list")
    save_to_file(page, "Owls")
    expect(page.get_by_text("It is in no file yet.")).to_have_count(1)
    teacher_reminds(browser, site, sign_in, "Stop reminding")
    context.clock.fast_forward("01:01")
    expect(page.get_by_text("It is in no file yet.")).to_have_count(0)
