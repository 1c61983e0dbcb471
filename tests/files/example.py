"""The project files that every version from now on must open, in both languages: `example.mlproject` of texts, and one
of each other kind.

`python -m tests.files.example` writes them again, which is to be done only for a new version of the format.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.files.drafts import Draft, a_project, an_example, draft
from tests.files.kinds import DRAFTS

FOLDER: Final = Path(__file__).parent
PATH: Final = FOLDER / "example.mlproject"
DIGEST: Final = "3da600294c7ae12b337a7659ed2b0218fe008feb85460fa8be391df4f13e8ebc"
TEXTS: Final = ("fox", "שועל", "ثعلب 🦊", 'a\n"quoted"\t\\ line', "👩‍👩‍👧‍👦 family", "ﬁ é é", "fox")


def example() -> Draft:
    examples = [an_example(number, data={"text": text}) for number, text in enumerate(TEXTS)]
    examples[2]["group"], examples[2]["source"] = "burst 1", "scratch"
    return draft(a_project(name="Animals 🦊 حيوانات", language="ar"), examples)


EXAMPLES: Final[dict[str, tuple[Path, str, Callable[[], Draft]]]] = {
    "text": (PATH, DIGEST, example),
    "numbers": (
        FOLDER / "example-numbers.mlproject",
        "f292ff251ca679fa4db329b577b15f523d4e2bc1d50339f5dffe1c25e35b3d07",
        DRAFTS["numbers"],
    ),
    "prediction": (
        FOLDER / "example-prediction.mlproject",
        "1f3ee06153ea74a60b2bb1a0b829cc6797129337bd3ea0715bcdb749fc52a766",
        DRAFTS["prediction"],
    ),
    "images": (
        FOLDER / "example-images.mlproject",
        "1c252b3219cfba138e5b09136d216ce597d8b509cfc34d93c95b9bd8fb32b887",
        DRAFTS["images"],
    ),
    "sounds": (
        FOLDER / "example-sounds.mlproject",
        "a0e915c6e836f9f845bf2797d6ba785124ee3acc31415a7ad147ca27d114b792",
        DRAFTS["sounds"],
    ),
}
"""For each kind the file, its digest and the code that makes it."""


if __name__ == "__main__":
    for path, _digest, make in EXAMPLES.values():
        path.write_bytes(make().zip())
