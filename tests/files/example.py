"""The project file that every version from now on must open, in both languages: `example.mlproject`.

`python -m tests.files.example` writes it again, which is to be done only for a new version of the format.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.files.drafts import Draft, a_project, an_example, draft

PATH: Final = Path(__file__).with_name("example.mlproject")
DIGEST: Final = "3da600294c7ae12b337a7659ed2b0218fe008feb85460fa8be391df4f13e8ebc"
TEXTS: Final = ("fox", "שועל", "ثعلب 🦊", 'a\n"quoted"\t\\ line', "👩‍👩‍👧‍👦 family", "ﬁ é é", "fox")


def example() -> Draft:
    examples = [an_example(number, data={"text": text}) for number, text in enumerate(TEXTS)]
    examples[2]["group"], examples[2]["source"] = "burst 1", "scratch"
    return draft(a_project(name="Animals 🦊 حيوانات", language="ar"), examples)


if __name__ == "__main__":
    PATH.write_bytes(example().zip())
