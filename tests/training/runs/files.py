"""Model files as a browser sends them; apart from `helpers`, which takes seconds to load."""

from __future__ import annotations

from uuid import UUID

from storage.values import ModelFile
from tests.contract.values import written


def model_file(id: UUID, **changed: object) -> ModelFile:
    """A small one that got 1 of 2 held-back examples right; its digest fits whatever is `changed`."""
    ids = {"a": UUID(int=1), "b": UUID(int=2)}
    file: ModelFile = written({"$model": str(id), "with": changed}, ids, {})
    return file
