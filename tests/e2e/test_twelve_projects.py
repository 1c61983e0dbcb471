"""A child keeps a dozen projects of thousands of examples in one browser, and no limit is ever reached."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.e2e.bundle import address_of

PROJECTS, EXAMPLES = 12, 3000


@pytest.mark.timeout(600)
def test_each_of_twelve_large_projects_opens_trains_and_guesses(browser: Browser, bundle_port: int) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address_of(bundle_port, "many"))
    # A problem, such as a limit that is reached, fails the call.
    ids = [page.evaluate(f"many.make({EXAMPLES})") for _ in range(PROJECTS)]
    used = [page.evaluate("id => many.use(id)", project) for project in ids]
    context.close()
    assert used == PROJECTS * [{"examples": EXAMPLES, "shown": 50, "state": "ready", "guessed": "fox"}]
