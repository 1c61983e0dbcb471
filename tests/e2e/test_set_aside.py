"""A damaged project in the browser is set aside, said and saved as far as it reads; the others go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.looking import look_at

DAMAGE = """name => new Promise((resolve, reject) => {
  const opening = indexedDB.open("mlforkids");
  opening.onsuccess = () => {
    const transaction = opening.result.transaction(["projects"], "readwrite");
    const projects = transaction.objectStore("projects");
    projects.getAll().onsuccess = ({ target }) => {
      const row = target.result.find((one) => one.name === name);
      projects.put({ ...row, fields: "none" });
    };
    transaction.oncomplete = () => { opening.result.close(); resolve(); };
    transaction.onabort = reject;
  };
})"""


def make_project(page: Page, name: str, text: str) -> None:
    page.goto("/workshop/new")
    page.get_by_label("What is it called?").fill(name)
    page.get_by_role("radio", name="On this computer").check()
    page.get_by_role("button", name="Make the project").click()
    page.get_by_role("textbox", name="Add a label").fill("pets")
    page.get_by_role("button", name="Add label").click()
    page.get_by_label("New example for pets").fill(text)
    page.get_by_label("New example for pets").press("Enter")
    expect(page.get_by_role("region", name="pets").get_by_text("1 example")).to_be_visible()


def test_a_damaged_project_is_set_aside_and_saved_as_far_as_it_reads(
    context: BrowserContext, page: Page, sign_in: Callable[[BrowserContext, str], None], tmp_path: Path
) -> None:
    sign_in(context, "Ada")
    make_project(page, "Broken pets", "The cat sleeps.")
    make_project(page, "Sound pets", "The dog barks.")
    page.evaluate(DAMAGE, "Broken pets")
    page.goto("/workshop/")
    notice = page.get_by_role("article", name="Broken pets")
    expect(notice.get_by_role("heading", name="Broken pets can not be opened")).to_be_visible()
    expect(page.get_by_role("article", name="Sound pets")).to_contain_text("1 example")
    look_at(page, "set-aside")
    with page.expect_download() as download:
        notice.get_by_role("button", name="Save what can be read to a file").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "Broken pets.mlproject"
    assert file.read_bytes().startswith(b"PK")
    page.reload()
    expect(page.get_by_role("heading", name="Broken pets can not be opened")).to_be_visible()
    page.get_by_role("article", name="Sound pets").get_by_role("link").first.click()
    expect(page.get_by_text("The dog barks.")).to_be_visible()
