from __future__ import annotations

from zlib import crc32

import numpy as np
import pytest

from training.core.features import BUCKETS, Extractor
from training.core.words import pieces_of, words_of


def _vector(text: str) -> dict[int, float]:
    vector = Extractor().vector(text)
    return dict(zip(vector.buckets.tolist(), vector.values.tolist(), strict=True))


def _bucket(gram: str) -> int:
    return crc32(gram.encode()) % BUCKETS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("turn it on, please!", ["turn", "it", "on", "please"]),
        ("a\u3000b\u2028c\ufeffd", ["a", "b", "c", "d"]),
        ("打开灯，谢谢。", ["打开灯", "谢谢"]),
        ("می\u200cخواهم؟", ["می\u200cخواهم"]),
        ("I ❤️ 👩‍👩‍👧", ["I", "❤️", "👩‍👩‍👧"]),
        (":-) ?!", [":-)", "?!"]),
        (" \n", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a 😀 cat!", ["a", "😀", "cat"]),
        ("打开灯ok", ["打", "开", "灯", "ok"]),
        ("ฝนตกที่นี่", ["ฝ", "น", "ต", "ก", "ที่", "นี่"]),
        ("か\u3099き", ["か\u3099", "き"]),
        ("비가 와요", ["비가", "와요"]),
        ("?!", ["?!"]),
        ("", []),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in pieces_of(text)] == pieces


def test_what_a_vector_is_made_of() -> None:
    grams = ["=i", " i", "i ", " i ", "=i am", "=am", " a", "am", "m ", " am", "am ", " am "]
    vector = _vector("I am")
    assert vector == {_bucket(gram): pytest.approx((1 / len(grams)) ** 0.5) for gram in grams}


def test_what_comes_twice_counts_less_than_double() -> None:
    once, twice = _vector("cat dog"), _vector("cat dog cat")
    assert once[_bucket("=cat")] < twice[_bucket("=cat")] < 2 * once[_bucket("=cat")]


@pytest.mark.parametrize("text", ["x", "a whole sentence with 7 words in it", "灯", "😀", "aaaa aaaa", ":-)"])
def test_every_vector_has_length_one_and_ascending_buckets(text: str) -> None:
    vector = Extractor().vector(text)
    assert np.sum(vector.values**2) == pytest.approx(1)
    assert np.all(np.diff(vector.buckets) > 0)


@pytest.mark.parametrize(
    ("one", "other"), [("CAFÉ", "cafe\u0301"), ("Ｆｕｌｌ", "full"), ("ﾈｺ", "ネコ"), ("ok!", "OK")]
)
def test_spellings_that_are_the_same(one: str, other: str) -> None:
    assert _vector(one) == _vector(other)


def test_nothing_but_space_is_nothing() -> None:
    assert _vector(" \t\u3000") == {}


def test_a_vector_does_not_depend_on_what_came_before() -> None:
    extractor = Extractor()
    first = extractor.vector("the cat sat")
    extractor.vector("the dog and the cat")
    again = extractor.vector("the cat sat")
    assert first.buckets.tolist() == again.buckets.tolist()
    assert first.values.tolist() == again.values.tolist()
