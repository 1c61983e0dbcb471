"""Both languages refuse the same sizes."""

from __future__ import annotations

import re
from pathlib import Path

from storage import limits

TYPESCRIPT = Path(__file__).parents[2] / "frontend" / "src" / "contract" / "limits.ts"


def test_the_browser_has_the_same_limits() -> None:
    said = re.findall(r"^export const ([A-Z_]+) = ([\d_]+);$", TYPESCRIPT.read_text(), re.MULTILINE)
    ours = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert {name: int(value) for name, value in said} == ours
