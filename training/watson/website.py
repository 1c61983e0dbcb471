"""Projects of the website whose class lets its Watson Assistant learn texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from time import monotonic
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from classroom.access import policy_of
from classroom.models import User
from classroom.policy import WATSON
from classroom.services.watson import Watson, watson_of
from storage.database import let_go
from storage.limits import LABELS_TO_TRAIN
from storage.problems import Code, Problem
from storage.routing import Stores
from storage.times import to_milliseconds
from storage.values import Example, Guess, Guessed, Label, NewData, Project, ProjectKind, SavedModel, text_of
from training.core.metrics import held_back_scores
from training.core.model_file import ModelParts, build
from training.core.order import OnProgress
from training.core.remote import RemoteHead, RemoteModel
from training.models import TrainingRun, Workspace
from training.watson.client import Assistant, Busy
from training.watson.learning import ASKED_MOST, SERVICE, Lesson, learn
from training.watson.workspaces import Home, lasting, let_go_of, live_workspace, watson_at

TRAINER: Final = "text-watson@1"
GUESS_SECONDS: Final = 20.0
"""Of all questions of one request together."""
USUAL_SECONDS: Final = 60.0


def learns_elsewhere(person: User, kind: ProjectKind) -> bool:
    return kind == "text" and policy_of(person).texts_learned_by == WATSON


def watson_for(person: User) -> Watson:
    """Problem: `not_allowed` where the class has none."""
    class_id = person.school_class_id
    watson = None if class_id is None else watson_of(school_class_id=class_id)
    if watson is None or policy_of(person).texts_learned_by != WATSON:
        raise Problem(Code.NOT_ALLOWED, _("Your class does not use Watson Assistant."))
    return watson


def train_elsewhere(
    run: TrainingRun, project: Project, revision: int, stores: Stores, on_progress: OnProgress
) -> tuple[SavedModel, int, Workspace]:
    """The next step of a run; in the end its model, the revision of the examples that it has read, and where it is.
    Raises as `learn`; `invalid` when there is too little to learn from."""
    watson, class_id = watson_for(run.person), run.person.own_class().pk
    workspace = live_workspace(Home(class_id, project.id), watson)
    examples = list(stores.examples.read(project.id))
    # What has changed since it was taught is for the next model.
    note = _Note(**workspace.note) if workspace.taught == run.pk else _note_of(project, examples, revision)
    tested = [each for each in examples if each.held_back and str(each.label_id) in note.counts][:ASKED_MOST]
    heard = learn(run, workspace, watson, _lesson(project, note, examples, tested), on_progress)
    workspace.due_at = timezone.now() + lasting(class_id)
    head = RemoteHead(SERVICE, workspace.pk, to_milliseconds(workspace.due_at))
    return _saved(run.pk, note, head, tested, heard), note.revision, workspace


@dataclass(frozen=True, slots=True)
class _Note:
    """What a workspace was taught: the ids and names of its labels, in the order of their places."""

    labels: list[list[str]]
    counts: dict[str, int]
    revision: int


def _note_of(project: Project, examples: Sequence[Example], revision: int) -> _Note:
    counts = Counter(str(each.label_id) for each in examples if not each.held_back)
    labels = [[str(label.id), label.name] for label in project.labels if counts[str(label.id)]]
    if len(labels) < LABELS_TO_TRAIN:
        raise Problem(Code.INVALID, "Training needs examples that are not held back in two labels.")
    return _Note(labels, {id: counts[id] for id, _name in labels}, revision)


def _lesson(project: Project, note: _Note, examples: Sequence[Example], tested: Sequence[Example]) -> Lesson:
    place = {id: at for at, (id, _name) in enumerate(note.labels)}
    learned = [each for each in examples if not each.held_back and str(each.label_id) in place]
    return Lesson(
        language=project.language,
        labels=[name for _id, name in note.labels],
        texts=[(place[str(each.label_id)], text_of(each.data)) for each in learned],
        held_back=[text_of(each.data) for each in tested],
        note=asdict(note),
    )


def _saved(
    id: UUID,
    note: _Note,
    head: RemoteHead,
    tested: Sequence[Example],
    heard: Sequence[Sequence[float]],
) -> SavedModel:
    labels = tuple(Label(UUID(label), name) for label, name in note.labels)
    model = RemoteModel(id, tuple(label.id for label in labels), head)
    best = [model.guess(sure).confidences[0] for sure in heard]
    report = [
        Guessed(each.id, said.label_id, said.confidence) for each, said in zip(tested, best, strict=True)
    ]
    outcomes = [(str(each.label_id), str(line.guessed_id)) for each, line in zip(tested, report, strict=True)]
    parts = ModelParts(
        id=id,
        kind="text",
        trained_at=to_milliseconds(timezone.now()),
        trainer=TRAINER,
        labels=labels,
        fields=(),
        features=None,
        head=head,
        counts={label.id: note.counts[str(label.id)] for label in labels},
        held_back=held_back_scores(list(note.counts), outcomes),
    )
    return SavedModel(build(parts), tuple(report))


def guess_elsewhere(model: RemoteModel, data: Sequence[NewData]) -> list[Guess]:
    """Problems: `not_trained` when it is gone there, `rate_limited`, `storage_unavailable`."""
    workspace = Workspace.objects.live().filter(pk=model.head.workspace, model=model.id).first()
    texts = [text_of(item) for item in data]
    return [model.guess(sure) for sure in sure_of(workspace, texts, len(model.labels))]


def sure_of(workspace: Workspace | None, texts: Sequence[str], labels: int) -> list[list[float]]:
    """How sure the workspace is of each of so many labels, for each text. Problems as `guess_elsewhere`."""
    if workspace is None or workspace.workspace is None:
        raise _gone()
    assistant, until = Assistant(watson_at(workspace)), monotonic() + GUESS_SECONDS
    let_go()
    heard = []
    try:
        for text in texts:
            if monotonic() > until:
                raise Busy(None)
            heard.append(assistant.sure_of(workspace.workspace, text, labels))
    except Busy as busy:
        if busy.status == 429:
            raise Problem(
                Code.RATE_LIMITED, _("Watson Assistant is asked too often. Try again soon.")
            ) from None
        raise Problem(
            Code.STORAGE_UNAVAILABLE, _("Watson Assistant does not answer. Try again soon.")
        ) from None
    except Problem as problem:
        if problem.code is Code.NOT_FOUND:
            let_go_of(workspace)
            raise _gone() from None
        raise Problem(Code.STORAGE_UNAVAILABLE, problem.detail) from None
    return heard


def _gone() -> Problem:
    return Problem(Code.NOT_TRAINED, _("The time of this model is over. Train a new one."))
