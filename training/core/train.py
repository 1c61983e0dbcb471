"""From examples to a model file and its report; `frontend/src/training/core/train.ts` does the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from storage.contracts import Example, Guessed, Label, Project, SavedModel, text_of
from storage.limits import LABELS_TO_TRAIN
from storage.problems import Code, Problem
from training.core.features import Extractor, Vector
from training.core.fit import fit
from training.core.metrics import held_back_scores
from training.core.model_file import ModelParts, build
from training.core.softmax import ParsedModel

_FEATURES_DONE = 0.5
_FIT_DONE = 0.9
_TELL_EVERY = 100


@dataclass(frozen=True, slots=True)
class _Row:
    id: UUID
    label: UUID
    held_back: bool
    vector: Vector


def train_text(
    project: Project,
    examples: Iterable[Example],
    *,
    model_id: UUID,
    trained_at: int,
    on_progress: Callable[[float], None],
) -> SavedModel:
    """Trains on the examples that are not held back and scores on those that are. Labels without an example to
    train on are left out of the model. `on_progress` is told 0 to 1, and what it raises stops the training.
    Problem: `invalid` when fewer than two labels have an example to train on."""
    rows = _read(examples, on_progress)
    counts = Counter(row.label for row in rows if not row.held_back)
    labels = tuple(label for label in project.labels if counts[label.id])
    if len(labels) < LABELS_TO_TRAIN:
        raise Problem(Code.INVALID, "Training needs examples that are not held back in two labels.")
    number = {label.id: i for i, label in enumerate(labels)}
    learned = [row for row in rows if row.label in number and not row.held_back]
    head = fit([row.vector for row in learned], [number[row.label] for row in learned], len(labels))
    on_progress(_FIT_DONE)
    model = ParsedModel.of(model_id, tuple(number), head)
    report = [_guessed(model, row) for row in rows if row.label in number and row.held_back]
    parts = ModelParts(
        id=model_id,
        trained_at=trained_at,
        labels=labels,
        head=head,
        counts={label.id: counts[label.id] for label in labels},
        held_back=_scores(labels, rows, report),
    )
    on_progress(1)
    return SavedModel(build(parts), tuple(report))


def _read(examples: Iterable[Example], on_progress: Callable[[float], None]) -> list[_Row]:
    extractor = Extractor()
    rows: list[_Row] = []
    for example in examples:
        if example.label_id is None:
            continue
        vector = extractor.vector(text_of(example.data))
        rows.append(_Row(example.id, example.label_id, example.held_back, vector))
        if len(rows) % _TELL_EVERY == 0:
            on_progress(_FEATURES_DONE * len(rows) / (len(rows) + 10 * _TELL_EVERY))
    on_progress(_FEATURES_DONE)
    return rows


def _guessed(model: ParsedModel, row: _Row) -> Guessed:
    best = model.guess(row.vector).confidences[0]
    return Guessed(row.id, best.label_id, best.confidence)


def _scores(labels: tuple[Label, ...], rows: list[_Row], report: list[Guessed]) -> dict[str, object]:
    true = {row.id: row.label for row in rows if row.held_back}
    outcomes = ((str(true[line.example_id]), str(line.guessed_id)) for line in report)
    return held_back_scores([str(label.id) for label in labels], outcomes)
