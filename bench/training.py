"""R9: cloud training of 1,000 texts, from the click to a model that answers."""

from __future__ import annotations

import json
import random
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.sync_api import Browser

from bench.measure import Result, percentile_95
from storage.ids import new_id
from tests.e2e.site import Site

CLASSES, STUDENTS, TEXTS, LABELS = 3, 10, 1000, 5
NAMES = "\\n".join(f"Student {number}" for number in range(STUDENTS))
WORDS = (
    "please could you turn on the big green lamp near my window because it is getting dark and we want to read one "
    "more story about whales before dinner while rain falls outside and grandma sings an old song in the kitchen"
).split()


def measure(site: Site, _browser: Browser) -> list[Result]:
    people = [Student(site, line) for line in site.manage("shell", "-v", "0", "-c", MAKE_PEOPLE).split()]
    with ThreadPoolExecutor(len(people)) as pool:
        list(pool.map(Student.fill, people))
        # From every class, since a class that had its turns lately comes later.
        idle = [person.train() for person in people[::CLASSES]]
        at_once = list(pool.map(Student.train, people))
    by_class = [at_once[i : i + STUDENTS] for i in range(0, len(at_once), STUDENTS)]
    means = [sum(times) / len(times) for times in by_class]
    return [
        Result("R9", f"train {TEXTS:,} texts, idle, p95", percentile_95(idle), 3, "s"),
        Result("R9", f"the same, {len(people)} at once, p95", percentile_95(at_once), 15, "s"),
        Result("R9", "slowest class against quickest, mean wait", max(means) / min(means), 1.3, "times"),
    ]


MAKE_PEOPLE = f"""
from classroom.management.commands.session import new_session
from classroom.models import User
from classroom.services.classes import make_class
from classroom.services.students import add_students
teacher = User.objects.create_user("bench@example.org", name="Bench")
for number in range({CLASSES}):
    school_class = make_class(teacher=teacher, name=f"Bench {{number}}", media_on_website=True)
    for student in add_students(school_class=school_class, text="{NAMES}").students:
        print(new_session(student))
"""


class Student:
    def __init__(self, site: Site, session_key: str) -> None:
        self.api = f"{site.address.replace('app.ml4k.localhost', '127.0.0.1')}/api/v1/"
        self.headers = {
            "Host": site.address.removeprefix("http://"),
            "Origin": site.address,
            "Content-Type": "application/json",
            "Cookie": f"sessionid={session_key}",
        }
        token = self.call("GET", "me")["csrfToken"]
        self.headers["X-CSRFToken"] = token
        self.headers["Cookie"] += f"; csrftoken={token}"
        self.project = str(new_id())

    def call(self, method: str, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.api + path, data, self.headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def fill(self) -> None:
        chance = random.Random(self.project)
        labels = [{"id": str(new_id()), "name": f"label {number}"} for number in range(LABELS)]
        project = {"id": self.project, "kind": "text", "name": "Bench", "labels": labels}
        self.call("POST", "projects", project)
        for _ in range(TEXTS // 100):
            examples = [self._example(chance, labels) for _ in range(100)]
            self.call("POST", f"projects/{self.project}/examples", {"examples": examples})

    def _example(self, chance: random.Random, labels: list[dict[str, str]]) -> dict[str, Any]:
        number = chance.randrange(LABELS)
        # Each label prefers words of its own, as real ones do.
        words = chance.choices(WORDS[number * 7 : number * 7 + 12], k=4) + chance.choices(WORDS, k=8)
        text = " ".join(words) + f" {chance.randrange(10_000)}"
        return {"id": str(new_id()), "labelId": labels[number]["id"], "data": {"text": text}}

    def train(self) -> float:
        """Seconds from the click until the model has answered."""
        started = time.perf_counter()
        run = self.call("POST", f"projects/{self.project}/runs")
        while run["state"] in ("queued", "training"):
            # As the pages do (`untilNextLook`).
            time.sleep(min(2, max(0.3, run["expectedSeconds"] * (1 - run["progress"]) / 5)))
            run = self.call("GET", f"projects/{self.project}/runs/{run['id']}")
        assert run["state"] == "ready", run
        self.call("POST", f"projects/{self.project}/guess", {"data": [{"text": "turn on the lamp"}]})
        return time.perf_counter() - started
