"""How an example becomes what a head takes; `frontend/src/training/core/readers.ts` reads alike.

There are readers without weights, for words and cells, and those that have an extractor, a network: which one a project
has is said in `training/core/extractors/known.json`. A new one needs an entry there and a line in `_OPENED` below;
training, guessing and what is kept of its numbers are the same for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from storage.values import Data, Field, NewData, file_of, text_of, values_of
from training.core.dense import DenseHead
from training.core.extractors.e5 import E5Extractor
from training.core.extractors.images import ImageExtractor
from training.core.extractors.known import Features, features_said
from training.core.extractors.sentences import SentenceExtractor
from training.core.extractors.sounds import SoundExtractor
from training.core.features import Extractor
from training.core.parsed import LabelModel, ParsedModel
from training.core.softmax import NgramHead
from training.core.table import cells_of

Read = Callable[[Iterable[NewData | Data]], Iterator[Any]]
"""Takes and answers one after the other, as many as there are, so that a network may look at several at once."""


@dataclass(frozen=True, slots=True)
class Reader:
    """`vectors` answers what a head takes to guess, `vectors_to_train` what it learns from.

    With an extractor, `features` says which one. To guess there is a row (length,) for each example, and to train there
    are rows (times, length) of which the first is that row: a sound is learned from several times. `vectors_without`
    answers what `vectors` would for a picture or a sound without one part of it, part after part."""

    vectors: Read
    vectors_to_train: Read
    features: Features | None = None
    vectors_without: Callable[[NewData], Iterator[Any]] = lambda _: iter(())


def ngram_reader() -> Reader:
    """Keeps the words it has seen, so one is made for each run and dropped with it."""
    extractor = Extractor()
    return _plain(lambda data: extractor.vector(text_of(data)))


def table_reader(fields: Sequence[Field]) -> Reader:
    """Answers cells, one a field."""
    return _plain(lambda data: cells_of(fields, values_of(data)))


def reader_with(features: Features) -> Reader:
    """One for the process: its weights take time and room."""
    return _OPENED[features.name]()


def reader_of(model: ParsedModel) -> Reader:
    """Problem: `invalid` for features that nothing here makes."""
    match model:
        case LabelModel(head=NgramHead()):
            return ngram_reader()
        case LabelModel(head=DenseHead()):
            return reader_with(features_said(model.features))
        case _:
            return table_reader(model.fields)


@cache
def _picture_reader() -> Reader:
    extractor = ImageExtractor()
    reader = _once(lambda items: extractor.vectors(map(file_of, items)), extractor.features)
    return replace(reader, vectors_without=lambda data: extractor.vectors_without(file_of(data)))


@cache
def _sound_reader() -> Reader:
    extractor = SoundExtractor()
    return Reader(
        lambda items: (extractor.vector(file_of(item)) for item in items),
        lambda items: (extractor.vectors_to_train(file_of(item)) for item in items),
        extractor.features,
        lambda data: extractor.vectors_without(file_of(data)),
    )


@cache
def _sentence_reader() -> Reader:
    extractor = SentenceExtractor()
    return _once(lambda items: extractor.vectors(map(text_of, items)), extractor.features)


@cache
def _e5_reader() -> Reader:
    extractor = E5Extractor()
    return _once(lambda items: extractor.vectors(map(text_of, items)), extractor.features)


_OPENED: Final[dict[str, Callable[[], Reader]]] = {
    ImageExtractor.features.name: _picture_reader,
    SoundExtractor.features.name: _sound_reader,
    SentenceExtractor.features.name: _sentence_reader,
    E5Extractor.features.name: _e5_reader,
}


def _plain(read: Callable[[NewData | Data], Any]) -> Reader:
    return Reader(lambda items: map(read, items), lambda items: map(read, items))


def _once(vectors: Read, features: Features) -> Reader:
    """Learns from each example once."""
    return Reader(vectors, lambda items: (row[None] for row in vectors(items)), features)
