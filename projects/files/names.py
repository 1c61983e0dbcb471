"""What the parts of a project file are called, and the file itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from storage.values import MediaType, WorkKind

MEDIA_TYPE: Final = "application/vnd.mlforkids.project+zip"
ENDING: Final = ".mlproject"
FORMAT: Final = "mlforkids-project"
VERSION: Final = 1
APPLICATION: Final = "Machine Learning for Kids"

MANIFEST, PROJECT, EXAMPLES, WORKS = "manifest.json", "project.json", "examples.jsonl", "works.json"
TRAINING, TEST_DATA = "training.json", "testdata.csv"
WORK_ENDINGS: Final[dict[WorkKind, str]] = {"scratch": "sb3", "python": "py", "card": "txt"}
MEDIA_ENDINGS: Final[dict[MediaType, str]] = {"image/jpeg": "jpg", "image/png": "png", "audio/wav": "wav"}

_ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_OURS = re.compile(
    r"manifest\.json|project\.json|examples\.jsonl|works\.json"
    rf"|media/{_ID}\.(?:jpg|png|wav)|models/{_ID}\.json|works/{_ID}\.(?:sb3|py|txt)"
)
_ORIGINAL = re.compile(
    r"manifest\.json|project\.json|training\.json|testdata\.csv"
    r"|images/[\w-]{1,64}\.(?:jpg|png)|sounds/[\w-]{1,64}\.json",
    re.ASCII,
)
_NAME_LENGTH = 60
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\s]+')


def is_known(name: str) -> bool:
    """Whether a project file, ours or the original's, may have such an entry."""
    return is_ours(name) or is_original(name)


def is_ours(name: str) -> bool:
    return _OURS.fullmatch(name) is not None


def is_original(name: str) -> bool:
    return _ORIGINAL.fullmatch(name) is not None


def media_name(example: UUID, type: MediaType) -> str:
    return f"media/{example}.{MEDIA_ENDINGS[type]}"


def model_name(model: UUID) -> str:
    return f"models/{model}.json"


def work_name(work: UUID, kind: WorkKind) -> str:
    return f"works/{work}.{WORK_ENDINGS[kind]}"


def file_name(project: str) -> str:
    """A name that every system can keep a file by, as near as may be to the project's."""
    visible = "".join(sign for sign in project if not unicodedata.category(sign).startswith("C"))
    plain = _NOT_IN_NAMES.sub(" ", visible)[:_NAME_LENGTH].strip(" .")
    return (plain or _("project")) + ENDING
