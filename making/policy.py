"""The rules that every place keeps for works. Pure."""

from __future__ import annotations

from storage.limits import WORK_BYTES, WORK_NAME_LENGTH
from storage.problems import Code, Problem
from storage.text import check_filled
from storage.values import WORK_KINDS, NewWork
from training.policy import LAST_MOMENT


def check_work(work: NewWork) -> None:
    """Problems: `invalid`, `too_large`."""
    if work.kind not in WORK_KINDS:
        raise Problem(Code.INVALID, "There is no such kind of work.", field="kind")
    check_filled(work.name, WORK_NAME_LENGTH, "name")
    if len(work.file) > WORK_BYTES:
        raise Problem(Code.TOO_LARGE, "This file is too large to keep.", field="file")
    if work.changed_at is not None and not 0 <= work.changed_at <= LAST_MOMENT:
        raise Problem(Code.INVALID, "A time is a number of milliseconds.", field="changedAt")
