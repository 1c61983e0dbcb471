"""What is said about a file that cannot be opened. The `field` is the same in the browser: its page says a sentence
of its own for each."""

from __future__ import annotations

from django.utils.translation import gettext as _

from storage.problems import Code, Problem


def no_project_file() -> Problem:
    return Problem(Code.INVALID, _("This is not a project file."), field="file")


def newer() -> Problem:
    return Problem(Code.INVALID, _("This file is of a newer kind than this website knows."), field="version")


def unknown_kind(kind: str) -> Problem:
    sentence = _("This is a project with %(kind)s. This website cannot open those yet.") % {"kind": kind}
    return Problem(Code.INVALID, sentence, field=kind)


def damaged(what: str) -> Problem:
    """`what` names the part, for who looks for the cause."""
    sentence = _("This project file is damaged, so it was not opened (%(what)s).") % {"what": what}
    return Problem(Code.INVALID, sentence, field="damaged")


def too_large(what: str) -> Problem:
    sentence = _("This project file is too large to open (%(what)s).") % {"what": what}
    return Problem(Code.TOO_LARGE, sentence, field="file")


def not_arrived() -> Problem:
    return Problem(Code.INVALID, _("The file did not arrive whole. Please try again."), field="file")
