"""The files that `make models` has made are those that models are trained with."""

from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path

import pytest

from storage.problems import Code, Problem
from training.core.extractors.known import features_of, features_said
from weights.__main__ import SOURCES, WrongFile, make

KINDS = sorted(SOURCES)


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_the_one_that_features_are_named_by(kind: str) -> None:
    known = features_of(kind)
    content = known.path.read_bytes()
    assert (len(content), sha256(content).hexdigest()) == (known.bytes, known.sha256)
    assert gzip.decompress(known.path.with_name(f"{known.weights}.gz").read_bytes()) == content


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_made_of_another_file(kind: str, tmp_path: Path) -> None:
    for name in SOURCES[kind].files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(WrongFile):
        make(kind, tmp_path, tmp_path)
    assert not list(tmp_path.glob("*.safetensors*"))


@pytest.mark.parametrize(
    "changed", [{"name": "other"}, {"version": 2}, {"sha256": "0" * 64}, {"sha256": None}]
)
def test_models_of_other_features_are_refused(changed: dict[str, object]) -> None:
    known = features_of("images")
    assert features_said(known.said) == known
    with pytest.raises(Problem) as refused:
        features_said(known.said | changed)
    assert refused.value.code is Code.INVALID
