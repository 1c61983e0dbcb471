from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from classroom.services.watson import set_credentials, set_text_learner
from tests.conftest import Cast
from tests.training.watson.fake_watson import KEY, FakeWatson, running_watson


@pytest.fixture(scope="session")
def _server() -> Iterator[FakeWatson]:
    with running_watson() as fake:
        yield fake


@pytest.fixture(autouse=True)
def _one_transaction(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most tests are one transaction, which is quick: the thread that holds a run would not see it, and a worker that
    closes its connection would end it."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or not marker.kwargs.get("transaction"):
        monkeypatch.setattr("training.jobs.claims.RENEW_SECONDS", 1000.0)
        monkeypatch.setattr("training.jobs.work.close_old_connections", lambda: None)


@pytest.fixture
def watson(_server: FakeWatson, cast: Cast, settings: Any) -> FakeWatson:
    """The Otters have a Watson Assistant that learns their texts, with nothing in it yet."""
    address = _server.address
    _server.__init__()  # type: ignore[misc]
    _server.address = address
    settings.WATSON_ADDRESSES = [f"http://{urlsplit(address).netloc}"]
    set_credentials(school_class=cast.otters, address=address, key=KEY)
    set_text_learner(school_class=cast.otters, texts_learned_by="watson", model_hours=24)
    return _server
