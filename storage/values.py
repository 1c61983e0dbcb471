"""The values that travel through the stores, in every place alike.

The TypeScript half is `frontend/src/contract/values.ts`. Times are UTC milliseconds since 1970.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

ProjectKind = Literal["text", "images", "sounds", "numbers", "prediction"]
ModelState = Literal["none", "training", "ready", "changed"]
NextStep = Literal["label", "fields", "collect", "train", "test", "train_again"]
RunState = Literal["queued", "training", "ready", "failed", "cancelled"]
Moving = Literal["arriving", "leaving"]
WorkKind = Literal["scratch", "python", "card"]
"""A "card" is what the model is for, in the words of the child: text in UTF-8."""
FieldType = Literal["number", "choice"]
FieldRole = Literal["input", "output", "unused"]
Method = Literal["usual", "neural"]
MediaType = Literal["image/jpeg", "image/png", "audio/wav"]

METHODS: tuple[Method, ...] = ("usual", "neural")
PROJECT_KINDS: tuple[ProjectKind, ...] = ("text", "images", "sounds", "numbers", "prediction")
WORK_KINDS: tuple[WorkKind, ...] = ("scratch", "python", "card")


@dataclass(frozen=True, slots=True)
class Label:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    id: UUID
    name: str
    type: FieldType
    choices: tuple[str, ...] = ()
    role: FieldRole = "input"


@dataclass(frozen=True, slots=True)
class Project:
    id: UUID
    kind: ProjectKind
    name: str
    language: str
    labels: tuple[Label, ...]
    fields: tuple[Field, ...]
    created_at: int
    changed_at: int
    revision: int


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a person says to make a project; `labels` and `fields` are there when one is moved or opened from a file,
    and it is `arriving` until all of it is written."""

    id: UUID
    kind: ProjectKind
    name: str
    language: str = "en"
    labels: tuple[Label, ...] = ()
    fields: tuple[Field, ...] = ()
    moving: Literal["arriving"] | None = None


@dataclass(frozen=True, slots=True)
class ProjectChange:
    """None leaves a part alone. `labels` is the whole list as it should be: a missing one is removed with its
    examples, and one that was removed in the last ten minutes comes back with them."""

    name: str | None = None
    language: str | None = None
    labels: tuple[Label, ...] | None = None
    fields: tuple[Field, ...] | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class LabelCount:
    examples: int
    held_back: int


@dataclass(frozen=True, slots=True)
class Counts:
    examples: int
    held_back: int
    labels: Mapping[UUID, LabelCount]


@dataclass(frozen=True, slots=True)
class Score:
    right: int
    of: int


@dataclass(frozen=True, slots=True)
class Offers:
    """What this place can do for a project; pages ask this and never where it is. None means without limit."""

    examples_limit: int | None
    labels_limit: int
    contributors: bool
    offline: bool


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """`moving` says that not all of the project is here yet, or that it is being read to be kept elsewhere: then
    every change is a `conflict`."""

    project: Project
    owners: tuple[Owner, ...]
    counts: Counts
    bytes: int
    model_state: ModelState
    run_id: UUID | None
    last_score: Score | None
    next_step: NextStep
    offers: Offers
    moving: Moving | None


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Values:
    """One value a field, by the id of the field; None is missing. Of an example that is stored there is one for every
    field of the project, and None also where the field has become one that the value does not fit."""

    values: Mapping[UUID, float | str | None]


@dataclass(frozen=True, slots=True)
class File:
    """A picture or a sound, on its way in."""

    file: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MediaSummary:
    """A picture or a sound that is stored. `media_id` is the id of its example; `sha256`, in hex, and `bytes` are
    those of the file that `ExampleStore.media` answers.

    `near_hash`, of pictures, is 16 hex digits; two that look alike differ in few of its 64 bits. How it is found is
    said in `training/media/near.py`. Each place finds it by itself, so it is in no digest and in no file."""

    media_id: UUID
    type: MediaType
    bytes: int
    sha256: str
    near_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Media:
    media: MediaSummary


@dataclass(frozen=True, slots=True)
class StoredFile:
    type: MediaType
    file: bytes = field(repr=False)


NewData = Text | Values | File
Data = Text | Values | Media


def text_of(data: NewData | Data) -> str:
    """Of an example of a text project; asking any other for one is a fault of ours."""
    if not isinstance(data, Text):
        raise TypeError("only an example of a text project has a text")
    return data.text


def values_of(data: NewData | Data) -> Mapping[UUID, float | str | None]:
    """Of an example of a numbers or prediction project, as `text_of`."""
    if not isinstance(data, Values):
        raise TypeError("only an example of a numbers or prediction project has values")
    return data.values


def file_of(data: NewData | Data) -> bytes:
    """Of an example of an images or sounds project, as `text_of`."""
    if not isinstance(data, File):
        raise TypeError("only a picture or a sound has a file")
    return data.file


DATA_OF: Mapping[ProjectKind, type[NewData]] = {
    "text": Text,
    "numbers": Values,
    "prediction": Values,
    "images": File,
    "sounds": File,
}


@dataclass(frozen=True, slots=True)
class NewExample:
    """`held_back` and `added_at` are given only by a move, a restore or a file, which keep them. In a prediction
    project no example has a label, in every other kind each has one."""

    id: UUID
    label_id: UUID | None
    data: NewData
    group: str | None = None
    source: str = "typed"
    held_back: bool | None = None
    added_at: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    id: UUID
    label_id: UUID | None
    data: Data
    group: str | None
    held_back: bool
    source: str
    added_at: int
    contributor: UUID | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that an example is stored. `removed` says that this id was stored once and has been removed since."""

    id: UUID
    held_back: bool
    added_at: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`after` walks oldest first, `before` newest first; with neither the page begins at the oldest."""

    label: UUID | None = None
    after: UUID | None = None
    before: UUID | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Page:
    examples: tuple[Example, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ExampleChange:
    label_id: UUID | None = None
    held_back: bool | None = None


@dataclass(frozen=True, slots=True)
class Guessed:
    """What a model answered for one held-back example; one line of a report."""

    example_id: UUID
    guessed_id: UUID
    confidence: float


@dataclass(frozen=True, slots=True)
class Predicted:
    """The same for a prediction project."""

    example_id: UUID
    number: float


Report = Sequence[Guessed | Predicted]

ModelFile = Mapping[str, object]
"""One model file as parsed JSON; `training/core/model_file.py` says what is in it and checks it."""


def is_portable(model: ModelFile) -> bool:
    """A model that a service elsewhere holds for a while stays where it is: it is in no digest, no copy and no file."""
    head = model.get("head")
    return not (isinstance(head, dict) and head.get("type") == "remote")


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """`counts` has the examples learned of each label; in a prediction project, of the field that is predicted."""

    id: UUID
    trained_at: int
    counts: Mapping[UUID, int]
    score: Score | None


@dataclass(frozen=True, slots=True)
class SavedModel:
    model: ModelFile
    report: Report


@dataclass(frozen=True, slots=True)
class Run:
    """`progress` is 0 to 1; `place` counts the runs that are ahead in the queue; `problem` is a problem code."""

    id: UUID
    state: RunState
    progress: float
    place: int
    expected_seconds: float
    model_id: UUID | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Confidence:
    label_id: UUID
    confidence: float


@dataclass(frozen=True, slots=True)
class Guess:
    """Every label of the model with its confidence, best first; the confidences add up to 1. In a prediction project
    there are none, and a `number` instead."""

    model_id: UUID
    confidences: tuple[Confidence, ...]
    number: float | None = None


@dataclass(frozen=True, slots=True)
class WordEffect:
    """How much the confidence in the guessed label falls when the word at `start`..`end` (code points) is left out."""

    start: int
    end: int
    effect: float


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step on the way through a decision tree: the `value` of the field passed this `test` with `than`. One that
    is missing (None) went the way of most."""

    field_id: UUID
    test: Literal["at_most", "more_than", "is", "is_not"]
    than: float | str
    value: float | str | None


@dataclass(frozen=True, slots=True)
class FieldEffect:
    """How much the value of a field adds to the number; all of them and the usual number add up to the guess. Where a
    label is guessed, how much the confidence in it falls when the value is left out."""

    field_id: UUID
    value: float | str | None
    effect: float


@dataclass(frozen=True, slots=True)
class Areas:
    """The square in the middle of a picture in equal areas. `effects`, row by row from the top left, say how much the
    confidence in the guessed label falls when one area is hidden."""

    columns: int
    rows: int
    effects: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An example that the model learned from, and how much it is like what was guessed: 1 is as like as can be. In a
    prediction project it has no label."""

    example_id: UUID
    label_id: UUID | None
    likeness: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Of a text its words; of a row the way through the tree, or what its fields add up to; of a picture its areas; of
    a sound its moments, equal parts from the beginning to the end: how much the confidence in the guessed label falls
    when one is quiet. `nearest` are up to three, the most like first."""

    guess: Guess
    words: tuple[WordEffect, ...] = ()
    path: tuple[PathStep, ...] = ()
    fields: tuple[FieldEffect, ...] = ()
    areas: Areas | None = None
    moments: tuple[float, ...] = ()
    nearest: tuple[Neighbour, ...] = ()


@dataclass(frozen=True, slots=True)
class NewWork:
    """What a person saves. `changed_at` is given only by a move or a file, for a work that is new here."""

    id: UUID
    kind: WorkKind
    name: str
    file: bytes = field(repr=False)
    changed_at: int | None = None


@dataclass(frozen=True, slots=True)
class WorkSummary:
    id: UUID
    kind: WorkKind
    name: str
    changed_at: int
    revision: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Work:
    id: UUID
    kind: WorkKind
    name: str
    changed_at: int
    revision: int
    file: bytes = field(repr=False)
