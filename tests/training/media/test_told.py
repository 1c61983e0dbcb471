"""T12: a picture says nothing but what is seen on it, and lies as it was taken."""

from __future__ import annotations

from hashlib import sha256

import pytest

from tests.training.media.material import corners
from tests.training.media.told import SECRETS, told_pictures
from training.media.pictures import canonical_picture

WITHOUT_A_SIDE = ("gif", "small webp")
UPRIGHT = [2, 0, 3, 1]


@pytest.mark.parametrize("name", told_pictures())
def test_nothing_that_a_camera_says_stays(name: str) -> None:
    upload = told_pictures()[name]
    assert any(secret in upload for secret in SECRETS)
    media = canonical_picture(upload)
    assert not any(secret in media.file for secret in SECRETS)
    if name not in WITHOUT_A_SIDE:
        assert corners(media.file) == UPRIGHT
    again = canonical_picture(media.file)
    assert again.file == media.file
    assert again.sha256 == media.sha256 == sha256(media.file).hexdigest()


def test_a_small_picture_that_says_something_is_not_kept_as_it_is() -> None:
    """It has the size of one that is."""
    upload = told_pictures()["small webp"]
    assert len(canonical_picture(upload).file) < len(upload)
