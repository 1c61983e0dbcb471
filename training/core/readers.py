"""What a head takes, made of what was typed, drawn or recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from storage.contracts import Data, Field, NewData, text_of, values_of
from training.core.dense import DenseHead
from training.core.features import Extractor
from training.core.parsed import ParsedModel
from training.core.shape_parts import refusal
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


def reader_of(model: ParsedModel) -> Reader:
    """Problem: `invalid` for features that nothing here makes."""
    match model.head:
        case NgramHead():
            return ngram_reader()
        case DenseHead():
            raise refusal("its features are not known here")
        case _:
            return table_reader(model.fields)
