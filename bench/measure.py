from __future__ import annotations

from dataclasses import dataclass
from statistics import median


@dataclass
class Result:
    """One figure beside its target; all of them are better when smaller."""

    id: str
    what: str
    measured: float
    target: float
    unit: str

    def line(self) -> str:
        verdict = "ok  " if self.measured <= self.target else "MISS"
        return f"{verdict} {self.id:<4} {self.what:<58} {self.measured:>9.2f} of {self.target:g} {self.unit}"


def percentile_95(values: list[float]) -> float:
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


__all__ = ["Result", "median", "percentile_95"]
