"""Which extractor reads a project is the same on both sides, since both read the same file."""

from __future__ import annotations

import pytest

from storage.values import ProjectKind
from training.core.extractors.known import Features, features_for, features_of


@pytest.mark.parametrize("kind", ["images", "sounds"])
@pytest.mark.parametrize("language", ["en", "zh-TW", "xx"])
def test_pictures_and_sounds_have_one_extractor_in_every_language(kind: ProjectKind, language: str) -> None:
    assert features_for(kind, language) == features_of(kind)


@pytest.mark.parametrize(
    ("language", "extractor"),
    [
        ("en", "text"),
        ("zh-TW", "text"),
        ("pt-BR", "text"),
        ("sv", "text-e5"),
        ("cy", "text-e5"),
        ("mi", None),
    ],
)
def test_texts_have_the_best_one_of_their_language(language: str, extractor: str | None) -> None:
    assert features_for("text", language) == (features_of(extractor) if extractor else None)


@pytest.mark.parametrize("kind", ["numbers", "prediction"])
def test_tables_are_read_as_they_are(kind: ProjectKind) -> None:
    assert features_for(kind, "en") is None


def test_an_extractor_reads_the_languages_that_it_knows_in_all_their_forms() -> None:
    known = features_of("text")
    fields = {name: getattr(known, name) for name in Features.__slots__} | {"languages": frozenset({"zh"})}
    chinese = Features(**fields)
    assert chinese.reads("text", "zh")
    assert chinese.reads("text", "zh-TW")
    assert not chinese.reads("text", "zha")
    assert not chinese.reads("images", "zh")
