"""R10: one guess on the website, beside the head of its model on features that are ready."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

from playwright.sync_api import Browser

from bench.measure import Result, median, percentile_95
from bench.training import LABELS, MAKE_PEOPLE, Student
from storage.ids import new_id
from storage.values import Text, Values
from tests.e2e.site import Site
from training.core.model_file import parse_model
from training.core.readers import reader_of

EXAMPLES, SECONDS, GUESSES = 60, 10, 30


def measure(site: Site, _browser: Browser) -> list[Result]:
    lines = site.manage("shell", "-v", "0", "-c", MAKE_PEOPLE).split()
    people = [(Writer if place % 2 else Counter)(site, line) for place, line in enumerate(lines)]
    with ThreadPoolExecutor(len(people)) as pool:

        def each(act: Callable[[Guesser], list[float]]) -> list[float]:
            return [seconds for some in pool.map(act, people) for seconds in some]

        each(Guesser.begin)
        calm = each(Guesser.guess_once_a_second)
        started = time.perf_counter()
        rate = len(each(Guesser.guess_one_by_one)) / (time.perf_counter() - started)
    bare = ", ".join(f"{1000 * person.bare():.2f}" for person in people[:2])
    return [
        Result(
            "R10",
            f"{len(people)} clients, a guess a second each (bare heads {bare} ms), p95",
            1000 * percentile_95(calm),
            25,
            "ms",
        ),
        Result("R10", f"{rate:.0f} guesses a second; each", 1000 / rate, 1000 / 300, "ms"),
    ]


class Guesser(Student):
    """Has a trained model, and keeps its line to the website open, as browsers do."""

    kind: str

    def __init__(self, site: Site, session_key: str) -> None:
        super().__init__(site, session_key)
        self.line = HTTPConnection(self.api.split("/")[2], timeout=60)
        self.field = str(new_id())
        self.number = 0

    def data(self, label: int) -> dict[str, Any]:
        raise NotImplementedError

    def begin(self) -> list[float]:
        labels = [{"id": str(new_id()), "name": f"label {number}"} for number in range(LABELS)]
        field = {"id": self.field, "name": "size", "type": "number", "choices": [], "role": "input"}
        fields = [field] if self.kind == "numbers" else []
        project = {"id": self.project, "kind": self.kind, "name": "Bench", "labels": labels, "fields": fields}
        self.call("POST", "projects", project)
        examples = [
            {"id": str(new_id()), "labelId": labels[n % LABELS]["id"], "data": self.data(n % LABELS)}
            for n in range(EXAMPLES)
        ]
        self.call("POST", f"projects/{self.project}/examples", {"examples": examples})
        run = self.call("POST", f"projects/{self.project}/runs")
        while run["state"] in ("queued", "training"):
            time.sleep(0.3)
            run = self.call("GET", f"projects/{self.project}/runs/{run['id']}")
        assert run["state"] == "ready", run
        self.guess()
        return []

    def guess_once_a_second(self) -> list[float]:
        times = []
        time.sleep(int(self.project[-2:], 16) / 256)  # children do not ask all at once
        for _ in range(SECONDS):
            times.append(self.guess())
            time.sleep(max(0, 1 - times[-1]))
        return times

    def guess_one_by_one(self) -> list[float]:
        return [self.guess() for _ in range(GUESSES)]

    def guess(self) -> float:
        body = json.dumps({"data": [self.data(self.number % LABELS)]})
        started = time.perf_counter()
        self.line.request("POST", f"/api/v1/projects/{self.project}/guess", body, self.headers)
        answer = self.line.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        return time.perf_counter() - started

    def bare(self) -> float:
        model = parse_model(self.call("GET", f"projects/{self.project}/models/latest")["model"])
        said = self.data(0)
        data = Text(said["text"]) if "text" in said else Values(said["values"])
        item = next(reader_of(model).vectors([data]))
        times = []
        for _ in range(1000):
            started = time.perf_counter()
            model.guess(item)
            times.append(time.perf_counter() - started)
        return median(times)


class Writer(Guesser):
    kind = "text"

    def data(self, label: int) -> dict[str, Any]:
        self.number += 1
        return {"text": f"sentence {self.number} about {('whales', 'lamps', 'rain', 'songs', 'soup')[label]}"}


class Counter(Guesser):
    kind = "numbers"

    def data(self, label: int) -> dict[str, Any]:
        self.number += 1
        return {"values": {self.field: label * 10 + self.number % 7}}
