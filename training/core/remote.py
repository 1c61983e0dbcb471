"""A model that a service elsewhere has learned and holds. The file says where it is; only the service can answer.

It is not portable: it stays out of digests, moves and project files, and nobody but the trainer may save one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from storage.problems import Code, Problem
from storage.values import Confidence, Guess, ModelFile, is_portable
from training.core.softmax import Floats


@dataclass(frozen=True, slots=True)
class RemoteHead:
    """`service` holds it until `expires_at`, in UTC milliseconds; `workspace` is our id of the place where it does."""

    service: str
    workspace: UUID
    expires_at: int


@dataclass(frozen=True, slots=True)
class RemoteModel:
    id: UUID
    labels: tuple[UUID, ...]
    head: RemoteHead

    def guess(self, said: Sequence[float]) -> Guess:
        """`said` is how sure the service is of each label, as it says it: see `shared_out`."""
        confidences = shared_out(said)
        order = np.argsort(-confidences, kind="stable")
        return Guess(self.id, tuple(Confidence(self.labels[i], float(confidences[i])) for i in order))


def shared_out(said: Sequence[float]) -> Floats:
    """Confidences that add up to 1, as every model has them. A service judges each label by itself: what is left when
    it is sure of none goes to all alike."""
    each = np.asarray(said, dtype=np.float64)
    left = 1 - each.sum()
    return np.asarray(each / each.sum() if left < 0 else each + left / len(each))


def demand_portable(model: ModelFile) -> None:
    """Problem: `invalid`."""
    if not is_portable(model):
        raise Problem(Code.INVALID, "A model that is kept elsewhere cannot be brought here.", field="model")
