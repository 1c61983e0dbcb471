"""The journey of a project on this computer in the other engines: Firefox, and WebKit as far as its driver goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.e2e.engines import WebKitTab, running_webkit
from tests.e2e.people import ClassAtWork, class_at_work, student_signs_in
from tests.e2e.site import Site
from tests.e2e.test_journey import PLACES, SENTENCES, walk, watch_for_errors

SECONDS = 30


@pytest.fixture(scope="module")
def at_work(site: Site, browser: Browser) -> ClassAtWork:
    return class_at_work(browser, site, "engines@school.example", ["Wanda"])


def test_the_whole_loop_in_firefox(site: Site, firefox: Browser, at_work: ClassAtWork) -> None:
    context = firefox.new_context(base_url=site.address, viewport={"width": 1366, "height": 768})
    context.set_default_timeout(20_000)
    page = context.new_page()
    errors = watch_for_errors(page)
    student_signs_in(page, at_work, "Wanda")
    walk(page, PLACES[1], lambda _: None)
    context.close()
    assert errors == []


def test_the_whole_loop_in_webkit(site: Site) -> None:
    with running_webkit() as tab:
        tab.open(site.address)
        name, _, value = site.manage("session", "Ada").partition("=")
        tab.driver.add_cookie({"name": name, "value": value})
        tab.open(f"{site.address}/workshop/new")
        wait_for(tab, "//input[@id='name']").send_keys("Music or weather")
        wait_for(tab, f"//label[contains(., '{PLACES[1]}')]").click()
        wait_for(tab, "//button[normalize-space()='Make the project']").click()
        for label in ("music", "weather"):
            fill_label(tab, label)
        wait_for(tab, "//a[contains(., 'Go on to learn')]").click()
        wait_for(tab, "//button[normalize-space()='Let it learn']").click()
        wait_for(tab, "//h2[normalize-space()='How good is it?']")
        tab.driver.refresh()
        wait_for(tab, "//ml-try-it//input").send_keys("Will it rain on our picnic?", Keys.ENTER)
        sentence = wait_for(tab, "//*[contains(@class, 'guess__sentence')]")
        assert "weather" in sentence.text


def fill_label(tab: WebKitTab, label: str) -> None:
    wait_for(tab, "//input[@id='new-label']").send_keys(label, Keys.ENTER)
    bucket = f"//section[@aria-label='{label}']"
    field = wait_for(tab, f"{bucket}//ml-add-example//input")
    for sentence in SENTENCES[label]:
        field.send_keys(sentence, Keys.ENTER)
    wait_for(tab, f"{bucket}//*[contains(., '10 examples')]")


def wait_for(tab: WebKitTab, path: str) -> WebElement:
    return WebDriverWait(tab.driver, SECONDS).until(lambda driver: driver.find_element(By.XPATH, path))
