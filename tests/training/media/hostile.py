"""T11: files that were made to do harm, and files that are broken, as many as one likes."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import chain, islice

from tests.training.media.hostile_parts import Hostile
from tests.training.media.hostile_pictures import broken_pictures, hostile_pictures
from tests.training.media.hostile_sounds import broken_sounds, hostile_sounds

UPLOADS = 1000 if os.environ.get("PROOF") else 250


def hostile_uploads(chance: random.Random) -> Iterator[Hostile]:
    made = chain(hostile_pictures(), hostile_sounds())
    broken = (
        one for pair in zip(broken_pictures(chance), broken_sounds(chance), strict=True) for one in pair
    )
    return islice(chain(made, broken), UPLOADS)
