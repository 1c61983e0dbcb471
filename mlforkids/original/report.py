"""What was brought in and what was not, as a table to read and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from mlforkids.original.importing import SOUNDS, Brought
from projects.files.content import What
from storage.camel import to_json

WORDS: Final[dict[What, str]] = {
    "label": "labels that cannot be one",
    "same_label": "labels that are another one; their examples went to that one",
    "unknown_label": "examples with a label that is not the project's",
    "field": "columns that cannot be a field",
    "value": "values that do not fit their column",
    "long": "texts that are too long",
    "odd": "texts with characters that cannot be kept",
    "empty": "examples with nothing in them",
    "picture": "pictures that are not in the object store or cannot be read",
    "web_address": "pictures that are elsewhere on the web",
    "sound": f"sounds, which cannot be trained with; what there was is in {SOUNDS}/",
    "test_data": "lists of tests",
}


def write_report(folder: Path, brought: Sequence[Brought]) -> str:
    """`report.json` and `report.txt` in `folder`; the answer is what the latter says at its end."""
    folder.mkdir(parents=True, exist_ok=True)
    report = {"projects": to_json(brought), "totals": _totals(brought)}
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    ending = _ending(brought)
    (folder / "report.txt").write_text("\n".join([*map(_line, brought), "", ending, ""]))
    return ending


def _totals(brought: Sequence[Brought]) -> dict[str, Any]:
    return {
        "classes": len({one.school_class for one in brought}),
        "projects": Counter(one.outcome for one in brought),
        "examples": sum(one.examples for one in brought),
        "sounds": sum(one.sounds for one in brought),
        "skipped": _skipped(brought),
    }


def _skipped(brought: Sequence[Brought]) -> Counter[What]:
    skipped = Counter[What]()
    for one in brought:
        skipped.update({skip.what: skip.count for skip in one.skipped})
    return skipped


def _line(one: Brought) -> str:
    left_out = "".join(f"; {skip.count} {WORDS[skip.what]}" for skip in one.skipped)
    problem = f": {one.problem}" if one.problem else ""
    whose = f"class {one.code}, {one.owner}, {one.name} ({one.original})"
    return f"{whose}: {one.outcome}{problem}, {one.examples} examples{left_out}"


def _ending(brought: Sequence[Brought]) -> str:
    outcomes = Counter(one.outcome for one in brought)
    lines = [
        f"{outcomes['imported']} projects imported, {outcomes['there']} were there already, "
        f"{outcomes['failed']} failed; {sum(one.examples for one in brought):,} examples in them."
    ]
    lines += [f"{count:>8,}  {WORDS[what]}" for what, count in sorted(_skipped(brought).items())]
    return "\n".join(lines)
