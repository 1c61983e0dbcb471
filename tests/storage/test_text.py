from __future__ import annotations

import pytest

from storage.problems import Code, Problem
from storage.text import WHITE_SPACE, check_filled, check_text, fold, trim


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cat", "cat"),
        ("  cat\u3000", "CAT"),
        ("\ufeffcat\u2028", "cat"),
        ("e\u0301te\u0301", "ÉTÉ"),
        ("ΟΔΟΣ", "οδος"),
        ("İ", "i\u0307"),
    ],
)
def test_same_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("resume", "résumé"), ("cat", "c at"), ("cat", "\u0085cat"), ("ß", "ss")]
)
def test_other_name(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_trim_takes_what_a_browser_takes() -> None:
    assert len(WHITE_SPACE) == 25
    assert trim(WHITE_SPACE + "a b" + WHITE_SPACE) == "a b"
    assert trim("\x1c\x85\u200b\u180e") == "\x1c\x85\u200b\u180e"


@pytest.mark.parametrize("value", ["a\x00b", "\ud83d", "a\udfffb"])
def test_a_character_that_no_store_can_keep(value: str) -> None:
    with pytest.raises(Problem) as caught:
        check_text(value, 100, "name")
    assert (caught.value.code, caught.value.field) == (Code.INVALID, "name")


def test_length_counts_code_points() -> None:
    check_text("😀" * 30, 30, "name")
    with pytest.raises(Problem) as caught:
        check_text("😀" * 31, 30, "name")
    assert caught.value.code == Code.INVALID
    with pytest.raises(Problem) as caught:
        check_text("abcd", 3, "text", too_long=Code.TOO_LARGE)
    assert caught.value.code == Code.TOO_LARGE


@pytest.mark.parametrize("value", ["", " ", "\ufeff\u2029"])
def test_filled(value: str) -> None:
    check_text(value, 3, "text")
    check_filled("a", 3, "text")
    with pytest.raises(Problem) as caught:
        check_filled(value, 3, "text")
    assert caught.value.code == Code.INVALID
