"""What a head takes, made of what was typed, drawn or recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from storage.values import Data, Field, NewData, file_of, text_of, values_of
from training.core.dense import DenseHead
from training.core.extractors.images import ImageExtractor
from training.core.extractors.known import features_of
from training.core.extractors.sounds import SoundExtractor
from training.core.features import Extractor
from training.core.parsed import LabelModel, ParsedModel
from training.core.softmax import NgramHead
from training.core.table import cells_of

Reader = Callable[[NewData | Data], Any]


def ngram_reader() -> Reader:
    """Keeps the words it has seen, so one is made for each run and dropped with it."""
    extractor = Extractor()
    return lambda data: extractor.vector(text_of(data))


def table_reader(fields: Sequence[Field]) -> Reader:
    """Answers cells, one a field."""
    return lambda data: cells_of(fields, values_of(data))


def picture_reader() -> Reader:
    extractor = image_extractor()
    return lambda data: extractor.vector(file_of(data))


def sound_reader() -> Reader:
    extractor = sound_extractor()
    return lambda data: extractor.vector(file_of(data))


def sound_reader_to_train() -> Reader:
    """Answers several rows: the sound, and the sound a little earlier and later."""
    extractor = sound_extractor()
    return lambda data: extractor.vectors_to_train(file_of(data))


def reader_of(model: ParsedModel) -> Reader:
    """Problem: `invalid` for features that nothing here makes."""
    match model:
        case LabelModel(head=NgramHead()):
            return ngram_reader()
        case LabelModel(head=DenseHead()):
            features_of(model.kind).check(model.features)
            return {"images": picture_reader, "sounds": sound_reader}[model.kind]()
        case _:
            return table_reader(model.fields)


@cache
def image_extractor() -> ImageExtractor:
    """One for the process: its weights take time and room."""
    return ImageExtractor()


@cache
def sound_extractor() -> SoundExtractor:
    return SoundExtractor()
