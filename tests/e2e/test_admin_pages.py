from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.people import make_class
from tests.e2e.site import Site

OPERATOR = "operator@school.example"
LISTS = ("schoolclass", "user", "invitation")


def test_the_operators_pages_pass_axe_and_fit_every_screen(
    page: Page, context: BrowserContext, site: Site, sign_in: Callable[[BrowserContext, str], None]
) -> None:
    make_class(page, site, OPERATOR, ["Pia", "Quin"])
    site.manage(
        "shell",
        "-c",
        f"from classroom.models import User; User.objects.filter(email='{OPERATOR}').update(is_superuser=True)",
    )
    site.manage("invite_teacher", "another@school.example")
    context.clear_cookies()
    sign_in(context, OPERATOR)
    page.goto("/admin/")
    look_at(page, "admin")
    page.goto("/admin/classroom/invitation/add/")
    look_at(page, "admin-add")
    for name in LISTS:
        page.goto(f"/admin/classroom/{name}/")
        look_at(page, f"admin-{name}")
        page.locator("#result_list tbody th a").first.click()
        expect(page).to_have_url(re.compile("/change/$"))
        look_at(page, f"admin-{name}-one")
        address = page.url.rstrip("/").removesuffix("change")
        for what in ("delete", "history"):
            page.goto(f"{address}{what}/")
            look_at(page, f"admin-{name}-{what}")
