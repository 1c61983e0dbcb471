"""Every engine sees, hears and reads what the website's workers do, from the files themselves."""

from __future__ import annotations

import random
import sys
from base64 import b64decode, b64encode
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from storage.values import ProjectKind
from tests.e2e.bundle import address_of
from tests.e2e.engines import Tab
from tests.training.core.material import mixed_texts
from tests.training.core.shown import NOISES, RATE, THINGS, file_of, picture, sound
from tests.training.core.test_media import KINDS
from training.core.extractors.images import ImageExtractor
from training.core.extractors.sentences import SentenceExtractor
from training.core.extractors.sounds import SoundExtractor
from training.media.wav import written_wav

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def senses(tab: Tab, bundle_port: int) -> Tab:
    tab.open(address_of(bundle_port, "senses"))
    return tab


def test_pictures(senses: Tab) -> None:
    """A JPEG may be decoded a little differently, a PNG may not."""
    chance = random.Random(11)
    drawn = [picture(THINGS[i % len(THINGS)], chance) for i in range(12)]
    files = [file_of(each, "PNG" if i % 2 else "JPEG") for i, each in enumerate(drawn)]
    ours = np.stack(list(ImageExtractor().vectors(files)))
    theirs = _asked(senses, "pictures", [b64encode(file).decode() for file in files])
    assert np.abs(ours[1::2] - theirs[1::2]).max() < 2e-5
    assert (ours[::2] * theirs[::2]).sum(axis=1).min() > 0.999


def test_sounds(senses: Tab) -> None:
    chance = random.Random(12)
    files = [written_wav(RATE, sound(NOISES[i % len(NOISES)], chance)) for i in range(10)]
    extractor = SoundExtractor()
    ours = np.stack([extractor.vector(file) for file in files])
    theirs = _asked(senses, "sounds", [b64encode(file).decode() for file in files])
    assert np.abs(ours - theirs).max() < 1e-3 * np.abs(ours).max()


def test_texts(senses: Tab) -> None:
    texts = mixed_texts(40, seed=13)
    ours = np.stack(list(SentenceExtractor().vectors(texts)))
    assert np.abs(ours - _asked(senses, "texts", texts)).max() < 5e-6


def _asked(senses: Tab, sense: str, files: list[str]) -> NDArray[np.float32]:
    told: Any = senses.run(f"files => senses.{sense}(files)", files)
    sys.stdout.write(f"{sense}: {told['milliseconds']:.0f} ms each\n")
    return np.stack([np.frombuffer(b64decode(vector), dtype="<f4") for vector in told["vectors"]])


@pytest.mark.parametrize("kind", KINDS)
def test_a_local_project_learns(kind: ProjectKind, tab: Tab, bundle_port: int) -> None:
    names, make = KINDS[kind].names, KINDS[kind].make
    tab.open(address_of(bundle_port, "learning"))
    told = tab.run(
        "given => learning.learn(given)",
        {
            "kind": kind,
            "names": list(names),
            "examples": [b64encode(file).decode() for file in make(9 * len(names), 1)],
            "asked": [b64encode(file).decode() for file in make(2 * len(names), 2)],
        },
    )
    right = sum(name == names[i % len(names)] for i, name in enumerate(told["guessed"]))
    sys.stdout.write(f"{kind}: {right} of {len(told['guessed'])}, page held {told['longestWait']:.0f} ms\n")
    assert right >= 0.8 * len(told["guessed"])
