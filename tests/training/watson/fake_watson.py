"""A small Watson Assistant that speaks the v1 API over real HTTP, in a thread: workspaces, what they are taught, how
far they are, and answers; and whatever can go wrong, when a test asks for it."""

from __future__ import annotations

import json
import re
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

KEY = "a-key-for-the-fake"
INSTANCE = "/instances/fake"


@dataclass
class Place:
    """A workspace. It is being taught for so many more `looks` at it."""

    name: str
    language: str
    opted_out: bool
    intents: list[dict[str, Any]] = field(default_factory=list)
    looks: int = 0
    status: str = "Available"


@dataclass
class Asked:
    method: str
    path: str
    body: str


@dataclass
class Refusal:
    """What to answer to requests whose `METHOD path` this matches, so many `times`."""

    matches: str
    status: int
    message: str = "no"
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1


class FakeWatson:
    """`looks` is how often a workspace that was taught answers that it is busy; `room` is how many there may be."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.asked: list[Asked] = []
        self.refusals: list[Refusal] = []
        self.looks = 1
        self.room = 5
        self.slow = 0.0
        self.address = ""

    def refuse(self, matches: str, status: int, **how: Any) -> None:
        self.refusals.append(Refusal(matches, status, **how))

    @property
    def bodies(self) -> str:
        return "\n".join(asked.body for asked in self.asked)

    def refusal_of(self, what: str) -> Refusal | None:
        for refusal in self.refusals:
            if refusal.times > 0 and re.match(refusal.matches, what):
                refusal.times -= 1
                return refusal
        return None

    def answer(self, method: str, path: str, query: dict[str, list[str]], said: Any) -> tuple[int, Any]:
        """The status and the JSON of an answer."""
        match method, path.split("/")[2:]:
            case "GET", ["workspaces"]:
                return self._list(query)
            case "POST", ["workspaces"]:
                return self._make(said)
        id, *rest = path.split("/")[3:] or [""]
        place = self.places.get(id)
        if place is None:
            return 404, {"error": "Resource not found", "code": 404}
        match method, rest:
            case "GET", []:
                return 200, self._look(id, place)
            case "DELETE", []:
                del self.places[id]
                return 200, {}
            case "POST", ["message"]:
                return 200, {"intents": _guesses(place, said["input"]["text"]), "output": {}, "input": {}}
        if path.startswith("/v1/workspaces_async/") and method == "POST":
            return self._teach(id, place, said, query)
        return 405, {"error": "no such verb"}

    def _list(self, query: dict[str, list[str]]) -> tuple[int, Any]:
        """Two on a page, so that finding one needs several."""
        start = int(query.get("cursor", ["0"])[0])
        listed = [{"workspace_id": id, "name": place.name} for id, place in self.places.items()]
        following = {"next_cursor": str(start + 2)} if len(listed) > start + 2 else {}
        return 200, {"workspaces": listed[start : start + 2], "pagination": following}

    def _make(self, said: Any) -> tuple[int, Any]:
        if len(self.places) >= self.room:
            return 400, {"error": f"Maximum workspaces limit exceeded. Limit = {self.room}"}
        id = str(uuid4())
        self.places[id] = Place(said["name"], said["language"], said.get("learning_opt_out", False))
        return 201, {"workspace_id": id, **said}

    def _teach(self, id: str, place: Place, said: Any, query: dict[str, list[str]]) -> tuple[int, Any]:
        for intent in said["intents"]:
            texts = [example["text"] for example in intent["examples"]]
            wrong = any(
                re.search(r"[\r\n\t]", text) or not text.strip() or len(text) > 1024 for text in texts
            )
            if wrong or len(set(texts)) < len(texts) or not re.fullmatch(r"[\w.-]+", intent["intent"]):
                return 400, {"error": f"invalid intent: {texts}"}
        assert query["append"] == ["false"]
        place.intents, place.language = said["intents"], said["language"]
        place.looks, place.status = self.looks, "Processing"
        return 202, {"workspace_id": id, "status": "Processing"}

    def _look(self, id: str, place: Place) -> dict[str, Any]:
        if place.status != "Failed":
            place.status = "Training" if place.looks > 0 else "Available"
        place.looks -= 1
        return {"workspace_id": id, "name": place.name, "status": place.status}


def _guesses(place: Place, text: str) -> list[dict[str, Any]]:
    """As sure as a text shares words with the examples."""
    words = set(text.lower().split())
    sure = []
    for intent in place.intents:
        known = {word for example in intent["examples"] for word in example["text"].lower().split()}
        if shared := len(words & known):
            sure.append({"intent": intent["intent"], "confidence": round(0.9 * shared / len(words), 3)})
    return sorted(sure, key=lambda each: -each["confidence"])


class _Handler(BaseHTTPRequestHandler):
    fake: FakeWatson

    def _handle(self) -> None:
        fake, parts = self.fake, urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        path = parts.path.removeprefix(INSTANCE)
        fake.asked.append(Asked(self.command, path, body))
        time.sleep(fake.slow)
        refusal = fake.refusal_of(f"{self.command} {path}")
        wanted = "Basic " + b64encode(f"apikey:{KEY}".encode()).decode()
        headers: dict[str, str] = {}
        if not parts.path.startswith(INSTANCE + "/v1/"):
            status, answer = 404, {"error": "no such instance"}
        elif self.headers.get("Authorization") != wanted:
            status, answer = 401, {"error": "Unauthorized"}
        elif refusal is not None:
            status, answer, headers = refusal.status, {"error": refusal.message}, refusal.headers
        else:
            query = parse_qs(parts.query)
            assert query["version"], "every request says its version"
            status, answer = fake.answer(self.command, path, query, json.loads(body or "null"))
        content = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_DELETE = _handle

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@contextmanager
def running_watson() -> Iterator[FakeWatson]:
    fake = FakeWatson()
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    fake.address = f"http://127.0.0.1:{server.server_port}{INSTANCE}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
