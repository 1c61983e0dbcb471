"""Has a Watson Assistant learn, one step at a time: what takes minutes there keeps no worker waiting here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from classroom.services.watson import Watson
from storage.problems import Code, Problem
from training.models import TrainingRun, Workspace
from training.watson.client import AVAILABLE, FAILED, GONE, Assistant, Busy
from training.watson.workspaces import let_go_of

SERVICE: Final = "watson"
PATIENCE: Final = timedelta(minutes=30)
FIRST_LOOK: Final = 2.0
LONGEST_PAUSE: Final = 60.0
ASKED_MOST: Final = 200
"""Of the texts that are held back: each is a question of its own."""

_TOLD_BY_WAITING: Final = 0.8


@dataclass(frozen=True, slots=True)
class Lesson:
    """`texts` come with the place of their label in `labels`, which are names; `held_back` are asked afterwards. `note`
    is written down in the workspace when it is taught."""

    language: str
    labels: Sequence[str]
    texts: Sequence[tuple[int, str]]
    held_back: Sequence[str]
    note: dict[str, Any]


class Wait(Exception):
    """Look again after so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def learn(
    run: TrainingRun,
    workspace: Workspace,
    watson: Watson,
    lesson: Lesson,
    on_progress: Callable[[float], None],
) -> list[list[float]]:
    """The next step of this run; in the end how sure it is of each label, for each text that was held back.

    Raises Wait, and Problems as `Assistant`; `rate_limited` and `storage_unavailable` when it was busy or silent all
    the time."""
    on_progress(_TOLD_BY_WAITING * run.waits / (run.waits + 5))
    try:
        return _learn(run, workspace, Assistant(watson), lesson, on_progress)
    except Busy as busy:
        if timezone.now() - run.created_at > PATIENCE:
            raise Problem(Code.RATE_LIMITED if busy.status == 429 else Code.STORAGE_UNAVAILABLE) from None
        raise Wait(busy.seconds or _pause(run)) from None
    except Problem as problem:
        if problem.code is not Code.NOT_FOUND:
            raise
        # Somebody has deleted it there: it is made anew.
        let_go_of(workspace)
        raise Wait(_pause(run)) from None


def _learn(
    run: TrainingRun,
    workspace: Workspace,
    assistant: Assistant,
    lesson: Lesson,
    on_progress: Callable[[float], None],
) -> list[list[float]]:
    there = _place(run, workspace, assistant, lesson.language)
    if workspace.taught != run.pk:
        assistant.teach(there, lesson.language, lesson.labels, lesson.texts)
        workspace.taught, workspace.note, workspace.model = run.pk, lesson.note, None
        workspace.save(update_fields=["taught", "note", "model"])
        raise Wait(FIRST_LOOK)
    status = assistant.status(there)
    if status == GONE:
        raise Problem(Code.NOT_FOUND)
    if status == FAILED:
        raise Problem(Code.INVALID)
    if status != AVAILABLE:
        raise Busy(None)
    heard = []
    for done, text in enumerate(lesson.held_back):
        on_progress(_TOLD_BY_WAITING + (1 - _TOLD_BY_WAITING) * done / len(lesson.held_back))
        heard.append(assistant.sure_of(there, text, len(lesson.labels)))
    return heard


def _place(run: TrainingRun, workspace: Workspace, assistant: Assistant, language: str) -> str:
    """Its id there. A worker before this one may have made it and died before it could write that down."""
    if workspace.workspace is None:
        name = str(workspace.pk)
        found = assistant.find(name) if run.token > 1 else None
        workspace.workspace = found or assistant.make(name, language)
        workspace.save(update_fields=["workspace"])
    return workspace.workspace


def _pause(run: TrainingRun) -> float:
    """Longer and longer, so that a class that waits does not keep its service busy with questions."""
    return float(min(LONGEST_PAUSE, FIRST_LOOK * 1.3**run.waits))
