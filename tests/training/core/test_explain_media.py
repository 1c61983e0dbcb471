"""Which area of a picture counts, and which moment of a sound."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storage.values import File
from tests.training.core.shown import RATE, file_of, sound
from tests.training.core.test_media import KINDS, trained
from training.core.answer import explain, guess
from training.core.extractors.images import AREAS
from training.core.extractors.pixels import SIDE
from training.core.extractors.sounds import MOMENTS
from training.core.model_file import parse_model
from training.core.parsed import ParsedModel
from training.media.wav import written_wav

MOMENT = RATE // MOMENTS


@pytest.fixture(scope="module")
def seeing() -> ParsedModel:
    return parse_model(trained("images", KINDS["images"].make(48, 1)).model)


@pytest.fixture(scope="module")
def hearing() -> ParsedModel:
    return parse_model(trained("sounds", KINDS["sounds"].make(60, 1)).model)


@pytest.mark.parametrize("place", [(50, 50), (170, 50), (112, 112), (60, 170)])
def test_the_area_that_counts_is_where_the_thing_is(seeing: ParsedModel, place: tuple[int, int]) -> None:
    """Also when more than the middle square was taken."""
    half = 45
    explanation = explain(seeing, File(_disc(place, half)))
    areas = explanation.areas
    assert areas is not None
    assert (areas.columns, areas.rows, len(areas.effects)) == (AREAS, AREAS, AREAS * AREAS)
    row, column = divmod(int(np.argmax(areas.effects)), AREAS)
    for at, middle in zip((column, row), place, strict=True):
        assert middle - half < (at + 0.5) * SIDE / AREAS < middle + half
    assert explanation.guess == guess(seeing, [File(_disc(place, half))])[0]


def test_a_moment_that_is_silent_anyway_counts_nothing_and_one_that_is_loud_counts(
    hearing: ParsedModel,
) -> None:
    hiss = sound("hiss", random.Random(5))
    hiss[: 4 * MOMENT] = 0
    hiss[7 * MOMENT :] = 0
    explanation = explain(hearing, File(written_wav(RATE, hiss)))
    effects = np.array(explanation.moments)
    assert effects.shape == (MOMENTS,)
    silent = np.r_[0:4, 7:MOMENTS]
    assert effects[silent] == pytest.approx(np.zeros(len(silent)), abs=1e-6)
    assert effects[4:7].max() > 0.05


def test_the_quietest_moment_of_a_noisy_room_counts_nothing(hearing: ParsedModel) -> None:
    """Every other one becomes as quiet, not more: in no room is there no sound at all."""
    claps = sound("claps", random.Random(6))
    loudness = np.square(claps.astype(np.float64)).reshape(MOMENTS, -1).sum(axis=1)
    effects = explain(hearing, File(written_wav(RATE, claps))).moments
    assert effects[int(np.argmin(loudness))] == pytest.approx(0, abs=1e-6)
    quiet = [effect for effect, loud in zip(effects, loudness, strict=True) if loud < 2 * loudness.min()]
    assert len(quiet) >= 4
    assert max(map(abs, quiet)) < 0.1


def _disc(place: tuple[int, int], half: int) -> bytes:
    drawn = Image.new("RGB", (SIDE + 100, SIDE), (230, 225, 200))
    x, y = place
    box = (50 + x - half, y - half, 50 + x + half, y + half)
    ImageDraw.Draw(drawn).ellipse(box, fill=(90, 20, 30))
    return file_of(drawn, "PNG")
