"""However large a project is, a file of it takes little memory, both ways."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

from projects.files.opening import batches, open_file
from projects.files.writing import write_file
from storage.ids import new_id
from storage.routing import website
from storage.values import NewExample, NewWork, Text
from tests.conftest import Cast
from tests.files.helpers import MOMENT
from tests.projects.helpers import make_project, set_rules

MEMORY = 64_000_000


@contextmanager
def little_memory(most: int = MEMORY) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


def test_a_large_project_goes_through_in_pieces(cast: Cast) -> None:
    """5,000 long texts and five works of 10 MB."""
    set_rules(cast.otters, texts=5000)
    chance = random.Random(7)
    made = make_project(cast.ada)
    many = (
        NewExample(new_id(), made.cat, Text("".join(map(chr, chance.choices(range(33, 9000), k=1024)))))
        for _ in range(5000)
    )
    for batch in batches(many):
        made.stores.examples.add(made.id, batch)
    for number in range(5):
        work = NewWork(new_id(), "scratch", f"game {number}", chance.randbytes(9_999_999))
        made.stores.works.save(made.id, work, 0)
    project = made.card.project
    with TemporaryFile() as file:
        with little_memory():
            largest = max(file.write(piece) for piece in write_file(made.stores, project, MOMENT))
        assert largest < 11_000_000
        assert file.tell() > 50_000_000
        id = new_id()
        with little_memory():
            open_file(cast.ada, website(cast.ada), file, id)
    assert made.stores.projects.digest(id) == made.stores.projects.digest(made.id)
