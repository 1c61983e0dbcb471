"""The extractors see, hear and read the same on the website and in a browser."""

from __future__ import annotations

import random
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.training.core.browser import FRONTEND, answer, bundle
from tests.training.core.material import mixed_texts, sentences
from tests.training.core.shown import NOISES, RATE, THINGS, file_of, picture, sound
from training.core.extractors.e5 import LONGEST, E5Extractor
from training.core.extractors.images import ImageExtractor
from training.core.extractors.known import WEIGHTS
from training.core.extractors.sentences import SentenceExtractor
from training.core.extractors.sounds import SoundExtractor
from training.media.wav import written_wav

ODD_TEXTS = ["", "   ", "a", "\u3000 x ", "ｶﾞ" * 9, "\u2581a\u2581", "<s> </s> <mask>", "x" * 700]

E5_TOKENS = {
    "Hur är vädret i dag?": [0, 41, 1294, 12, 11872, 369, 214129, 17, 1442, 32, 2],
    "Яка сьогодні погода?": [0, 41, 1294, 12, 4910, 59, 33158, 129, 71566, 32, 2],
    "Τι καιρό θα κάνει σήμερα;": [0, 41, 1294, 12, 23839, 103397, 1222, 19109, 16964, 74, 2],
    "می‌خواهم به خانه بروم": [0, 41, 1294, 12, 383, 140113, 178, 14545, 1359, 10424, 2],
    "מה שלומך היום?": [0, 41, 1294, 12, 2007, 20835, 67283, 20760, 32, 2],
    "Pustite glasbo: 7 krat! 👩‍👦": [
        0,
        41,
        1294,
        12,
        37123,
        118,
        67,
        9701,
        837,
        12,
        361,
        50670,
        38,
        6,
        244785,
        6,
        246167,
        2,
    ],
    "აჩვენე მეტი": [0, 41, 1294, 12, 4294, 50191, 4282, 32680, 2],
}

BINARY = FRONTEND / "node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle(tmp_path_factory.mktemp("extractors"), "extract")


def test_pictures_look_the_same(script: Path) -> None:
    chance = random.Random(1)
    drawn = [picture(THINGS[i % len(THINGS)], chance) for i in range(24)]
    files = [file_of(each) for each in drawn[:18]] + [file_of(each, "PNG") for each in drawn[18:]]
    files += [file_of(each, "PNG") for each in _odd_pictures()]
    ours = np.stack(list(ImageExtractor().vectors(files)))
    theirs = _numbers(_asked(script, {"pictures": [_pixels(file) for file in files]})["pictures"])
    assert ours.shape == theirs.shape == (len(files), 1280)
    assert np.abs(ours - theirs).max() < 2e-5


def test_sounds_sound_the_same(script: Path) -> None:
    chance = random.Random(2)
    made = [sound(NOISES[i % len(NOISES)], chance) for i in range(20)]
    made += [np.zeros(16_000, np.int16), np.full(16_000, -32768, np.int16), np.full(16_000, 1, np.int16)]
    files = [written_wav(RATE, samples) for samples in made]
    extractor = SoundExtractor()
    asked = _asked(script, {"sounds": [b64encode(file).decode() for file in files]})["sounds"]
    for file, vectors in zip(files, asked, strict=True):
        ours, theirs = extractor.vectors_to_train(file), _numbers(vectors)
        assert ours.shape == theirs.shape == (5, 768)
        assert np.abs(ours - theirs).max() < 1e-3 * max(1, np.abs(ours).max())
        assert np.array_equal(ours[0], extractor.vector(file))


def test_texts_read_the_same(script: Path) -> None:
    texts = mixed_texts(150, seed=3) + [lines[0] for lines in sentences().values()] + ODD_TEXTS
    extractor = SentenceExtractor()
    ours = np.stack(list(extractor.vectors(texts)))
    theirs = _numbers(_asked(script, {"texts": texts})["texts"])
    assert ours.shape == theirs.shape == (len(texts), 512)
    assert np.abs(ours - theirs).max() < 5e-6


def test_texts_of_other_languages_read_the_same(script: Path) -> None:
    texts = mixed_texts(24, seed=4) + [lines[1] for lines in sentences().values()] + ODD_TEXTS
    extractor = E5Extractor()
    ours = np.stack(list(extractor.vectors(texts)))
    theirs = _numbers(_asked(script, {"more": texts})["more"])
    assert ours.shape == theirs.shape == (len(texts), 384)
    assert np.abs(ours - theirs).max() < 5e-6
    assert np.abs(np.linalg.norm(ours, axis=1) - 1).max() < 1e-5


def test_a_text_reads_the_same_alone_and_among_others() -> None:
    texts = mixed_texts(12, seed=5)
    for extractor in (SentenceExtractor(), E5Extractor()):
        together = list(extractor.vectors(texts))
        alone = [next(extractor.vectors([text])) for text in texts]
        assert np.abs(np.stack(together) - np.stack(alone)).max() < 5e-6


def test_e5_cuts_as_its_makers_do() -> None:
    """The pieces that the package's own program takes; of a text that is too long, the first ones."""
    extractor = E5Extractor()
    for text, tokens in E5_TOKENS.items():
        assert extractor.tokens(text) == tokens, text
    assert extractor.tokens("Yağmur ﬁsh e\u0301") == extractor.tokens("Yağmur fish é")
    long = extractor.tokens("snö " * 900)
    assert len(long) == LONGEST
    assert (long[0], long[-1]) == (0, 2)


def _odd_pictures() -> list[Image.Image]:
    """One pixel, narrow, grey, with few colours, and with parts that can be seen through."""
    chance = random.Random(3)
    drawn = picture("round", chance)
    clear = drawn.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    few = drawn.quantize(8)
    some = drawn.quantize(8)
    some.info["transparency"] = 3
    return [Image.new("RGB", (1, 1), "red"), drawn.resize((512, 7)), drawn.convert("L"), few, some, clear]


def _pixels(file: bytes) -> dict[str, Any]:
    with Image.open(BytesIO(file)) as opened:
        shown = opened.convert("RGBA")
    return {"width": shown.width, "height": shown.height, "data": b64encode(shown.tobytes()).decode()}


def _asked(script: Path, what: dict[str, Any]) -> dict[str, Any]:
    return answer(script, {"binary": str(BINARY), "weights": str(WEIGHTS), **what})


def _numbers(vectors: list[str]) -> Any:
    return np.stack([np.frombuffer(b64decode(vector), dtype="<f4") for vector in vectors])
