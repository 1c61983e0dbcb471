"""Who gets which answer: a row for each address of the site. Statuses stand in the order of `PEOPLE`."""

from __future__ import annotations

from collections.abc import Mapping

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
PEOPLE = (
    "nobody",  # signed out
    "ada",  # the owner, a student of the Otters
    "ben",  # a classmate
    "tess",  # the teacher of the Otters
    "cleo",  # a student of the Herons
    "tom",  # the teacher of the Herons
    "fay",  # taught the Otters once
    "gus",  # a guest
    "olga",  # the operator
)

Row = Mapping[str, str]


def api(**answers: str) -> Row:
    """Who is signed out is told so whatever the method is; then a method that is not there is 405."""
    return {method: answers.get(method, "401" + " 405" * 8) for method in METHODS}


def page(**answers: str) -> Row:
    return {method: answers.get(method, everybody(405)) for method in METHODS}


def everybody(status: int | str) -> str:
    return " ".join([str(status)] * len(PEOPLE))


def persons(status: int) -> str:
    """Everybody who is signed in, about themselves."""
    return "401" + f" {status}" * 8


def reads(status: int) -> str:
    """The owner, and a teacher of the owner's class; for others the project is not there."""
    return f"401 {status} 404 {status} 404 404 404 404 404"


def edits(status: int) -> str:
    """The owner; a teacher of the owner's class knows of the project and may not."""
    return f"401 {status} 404 403 404 404 404 404 404"


def owner(status: int) -> str:
    """For everybody else it is not there, teachers among them."""
    return f"401 {status} 404 404 404 404 404 404 404"


def students(status: int) -> str:
    """Others have no teacher."""
    return f"401 {status} {status} 403 {status} 403 403 403 403"


def class_teachers(status: int) -> str:
    """Students and guests are on a teachers' page; for teachers of other classes the class is not there."""
    return f"302 403 403 {status} 403 404 404 403 404"


def teachers(status: int) -> str:
    return f"302 403 403 {status} 403 {status} {status} 403 {status}"


def signed_out(status: int) -> str:
    """A page for who is signed out; others are led on."""
    return f"{status}" + " 302" * 8


SHELL = page(GET=everybody(200))

ROWS: Mapping[str, Row] = {
    # The API
    "me": api(GET=persons(200)),
    "projects": api(GET=persons(200), POST=persons(201)),
    "project": api(GET=reads(200), PATCH=edits(200), DELETE=edits(204)),
    "project_mark": api(POST=edits(200)),
    "removed_projects": api(GET=persons(200)),
    "project_restore": api(POST=edits(200)),
    "project_digest": api(GET=reads(200)),
    "grants": api(GET=persons(200), POST=students(201)),
    "grant": api(PATCH=owner(200), DELETE=owner(204)),
    "project_file": api(GET=reads(200)),
    "project_files": api(POST=persons(201)),
    "examples": api(GET=reads(200), POST=edits(200)),
    "examples_all": api(GET=reads(200)),
    "examples_change": api(POST=edits(204)),
    "examples_remove": api(POST=edits(204)),
    "examples_restore": api(POST=edits(204)),
    "counts": api(GET=reads(200)),
    "picture_from_address": api(POST=persons(403)),  # off by default
    "media": api(GET=reads(404)),
    "models": api(GET=reads(200), POST=edits(204)),
    "model_latest": api(GET=reads(200)),
    "model": api(GET=reads(200), DELETE=edits(204)),
    "works": api(GET=reads(200)),
    "work": api(GET=reads(200), PUT=edits(200), DELETE=edits(204)),
    "runs": api(POST=edits(200)),
    "run": api(GET=reads(200)),
    "run_cancel": api(POST=edits(200)),
    "lent_run": api(GET=persons(404), PUT=persons(403)),  # only where a class has a Watson Assistant
    "lent_run_cancel": api(POST=persons(404)),
    "lent_guess": api(POST=persons(409)),
    "guess": api(POST=reads(200)),
    "explain": api(POST=reads(200)),
    "api/v1/<rest:address>": dict.fromkeys(METHODS, everybody(404)),
    # The workshop's shell is the same bytes for everybody
    "workshop": SHELL,
    "service_worker": SHELL,
    "workshop_new": SHELL,
    "workshop_leave": SHELL,
    "workshop_train": SHELL,
    "workshop_test": SHELL,
    "workshop_card": SHELL,
    "workshop_told": SHELL,
    # Frames have addresses of their own here, so that they are not at the main one
    "frame_here": page(**dict.fromkeys(METHODS, everybody(404))),
    # The way in
    "welcome": page(GET=signed_out(200)),
    "join": page(GET=everybody(200)),
    "join_student": page(GET=everybody(200), POST=everybody(403)),
    "card": page(GET=everybody(200), POST=everybody(403)),
    "guest": page(POST=everybody(302)),
    "sign_out": page(POST=everybody(302)),
    "teachers_join": page(GET=everybody(200), POST=everybody(302)),
    # Teachers
    "classes": page(GET=teachers(200)),
    "class_new": page(GET=teachers(200), POST=teachers(302)),
    "class": page(GET=class_teachers(200)),
    "class_door": page(POST=class_teachers(302)),
    "class_reminder": page(POST=class_teachers(302)),
    "class_rules": page(GET=class_teachers(200), POST=class_teachers(302)),
    "class_media": page(POST=class_teachers(302)),
    "class_watson": page(POST=class_teachers(302)),
    "class_keep": page(POST=class_teachers(302)),
    "class_delete": page(GET=class_teachers(200), POST=class_teachers(302)),
    "cards": page(GET=class_teachers(200), POST=class_teachers(200)),
    "students_add": page(POST=class_teachers(302)),
    "student": page(GET=class_teachers(200), POST=class_teachers(302)),
    "student_pictures": page(POST=class_teachers(302)),
    "student_projects": page(GET=class_teachers(200)),
    "student_delete": page(GET=class_teachers(200), POST=class_teachers(302)),
    "project_delete": page(GET=class_teachers(200), POST=class_teachers(302)),
    "receipts": page(GET=teachers(200)),
    "receipt": page(GET=class_teachers(200)),
    "receipt_file": page(GET=class_teachers(200)),
    # allauth
    "account_login": {"GET": signed_out(200), "POST": signed_out(200)},
    "account_signup": {"GET": signed_out(200), "POST": signed_out(200)},
    "account_inactive": {"GET": everybody(200)},
    "account_email_verification_sent": {"GET": everybody(200)},
    "account_confirm_email": {"GET": everybody(200), "POST": everybody(404)},
    "account_change_password": {"GET": teachers(200), "POST": teachers(200)},
    "account_reset_password": {"GET": everybody(200), "POST": everybody(302)},
    "account_reset_password_done": {"GET": everybody(200)},
    "account_reset_password_from_key": {"GET": everybody(200), "POST": everybody(200)},
    "account_reset_password_from_key_done": {"GET": everybody(200)},
}

FRAME_ROWS: Mapping[str, Row] = {
    "frames": page(GET=everybody(302)),
    "frame": page(GET=everybody(200)),
}
"""The same at the origins of frames: whoever brings a session along is nobody there."""
