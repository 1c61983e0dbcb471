from __future__ import annotations

import pytest

from classroom.models import User
from classroom.services.students import add_students
from tests.conftest import Cast


@pytest.fixture
def dora(cast: Cast) -> User:
    """A student of the Otters who has pictures."""
    return add_students(school_class=cast.otters, text="Dora Maar").students[0]
