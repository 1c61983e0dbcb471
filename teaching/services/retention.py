"""What the sweeper does with classes whose time is over; `classroom.services.keeping` says when that is."""

from __future__ import annotations

from classroom.services.keeping import due_classes
from teaching.models import Receipt
from teaching.services.erasing import erase_class


def erase_due_classes() -> int:
    due = due_classes()
    for school_class in due:
        erase_class(school_class=school_class, why=Receipt.Why.TIME)
    return len(due)
