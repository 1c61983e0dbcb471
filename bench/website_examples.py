"""R1 to R4: examples that the website keeps.

R1, R2 and R4 are measured inside one process, so that both sides have the same server and the same line: none. Ours are
whole requests, from the WSGI environment to the answer, over connections that are kept as the web server keeps them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.client import HTTPConnection
from typing import Any

from playwright.sync_api import Browser

from bench.measure import Result, median, percentile_95
from bench.training import LABELS, MAKE_PEOPLE, Student
from storage.ids import new_id
from tests.e2e.site import Site

ROUNDS, EXAMPLES, BATCH = 7, 10_000, 1000
STUDENTS, TEXTS, AT_ONCE, SECONDS, SINGLE = 30, 1000, 100, 10, 30


def measure(site: Site, _browser: Browser) -> list[Result]:
    return [*_in_process(site), *_in_class(site)]


def _in_process(site: Site) -> list[Result]:
    as_web = replace(site, environment=site.environment | {"DATABASE_POOL": "8"})
    said = json.loads(as_web.manage("shell", "-v", "0", "-c", IN_PROCESS).splitlines()[-1])
    rounds = said[1:]  # the first round warms both up
    ours, copy, one, bare, read, fetched = (
        median([each[what] for each in rounds]) for what in ("ours", "copy", "one", "bare", "read", "fetched")
    )
    many = f"{EXAMPLES:,}"
    return [
        Result("R1", f"{many} by the batch API: {ours:.2f} s, COPY {copy:.2f} s", ours / copy, 4, "times"),
        Result("R2", f"one example: {one:.2f} ms, bare view {bare:.2f} ms", one / bare, 1 / 0.6, "times"),
        Result("R4", f"read {many}: {read:.2f} s, fetchall {fetched:.2f} s", read / fetched, 6, "times"),
    ]


def _in_class(site: Site) -> list[Result]:
    lines = site.manage("shell", "-v", "0", "-c", MAKE_PEOPLE + MORE_TEXTS).split()
    people = [Adder(site, line) for line in lines[:STUDENTS]]
    with ThreadPoolExecutor(STUDENTS) as pool:

        def each(act: Callable[[Adder], list[float]]) -> list[float]:
            return [seconds for some in pool.map(act, people) for seconds in some]

        each(Adder.begin)
        started = time.perf_counter()
        batches = each(Adder.add_batches)
        took = time.perf_counter() - started
        lost = sum(abs(person.stored() - TEXTS) for person in people)
        calm = each(Adder.add_one_a_second)
        started = time.perf_counter()
        rate = len(each(Adder.add_one_by_one)) / (time.perf_counter() - started)
    return [
        Result("R2", f"{rate:.0f} single adds a second; each", 1000 / rate, 1000 / 300, "ms"),
        Result("R2", "30 clients, one a second each, p95", 1000 * percentile_95(calm), 60, "ms"),
        Result("R3", f"{STUDENTS} students add {TEXTS:,} texts each by {AT_ONCE}", took, 3, "s"),
        Result("R3", "the same, p95 of a batch", 1000 * percentile_95(batches), 300, "ms"),
        Result("R3", "the same, lost or doubled", lost, 0, "texts"),
    ]


MORE_TEXTS = """
from classroom.models import ClassPolicy, SchoolClass
for school_class in SchoolClass.objects.filter(name__startswith="Bench"):
    ClassPolicy.objects.update_or_create(school_class=school_class, defaults={"texts": 20_000})
"""


class Adder(Student):
    """Keeps its line to the website open, as browsers do. Each verb answers how many seconds every request took."""

    def __init__(self, site: Site, session_key: str) -> None:
        super().__init__(site, session_key)
        self.line = HTTPConnection(self.api.split("/")[2], timeout=60)
        self.labels = [{"id": str(new_id()), "name": f"label {number}"} for number in range(LABELS)]
        self.texts = 0

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        self.line.request(method, f"/api/v1/{path}", body and json.dumps(body), self.headers)
        answer = self.line.getresponse()
        content = answer.read()
        assert answer.status < 300, content
        return json.loads(content)

    def begin(self) -> list[float]:
        project = {"id": self.project, "kind": "text", "name": "Bench", "labels": self.labels}
        self.ask("POST", "projects", project)
        return []

    def add_batches(self) -> list[float]:
        return [self.add(AT_ONCE) for _ in range(TEXTS // AT_ONCE)]

    def add_one_by_one(self) -> list[float]:
        return [self.add(1) for _ in range(SINGLE)]

    def add_one_a_second(self) -> list[float]:
        times = []
        time.sleep(int(self.project[-2:], 16) / 256)  # children do not press Enter all at once
        for _ in range(SECONDS):
            times.append(self.add(1))
            time.sleep(max(0, 1 - times[-1]))
        return times

    def add(self, count: int) -> float:
        examples = [self._text() for _ in range(count)]
        started = time.perf_counter()
        receipts = self.ask("POST", f"projects/{self.project}/examples", {"examples": examples})["receipts"]
        assert [one["id"] for one in receipts] == [one["id"] for one in examples]
        return time.perf_counter() - started

    def _text(self) -> dict[str, Any]:
        self.texts += 1
        label = self.labels[self.texts % LABELS]["id"]
        text = f"number {self.texts} of the many sentences of {self.project}"
        return {"id": str(new_id()), "labelId": label, "data": {"text": text}}

    def stored(self) -> int:
        count: int = self.ask("GET", f"projects/{self.project}/counts")["examples"]
        return count


IN_PROCESS = f"""
import io, json, time
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from classroom.management.commands.session import new_session
from classroom.models import User
from storage.values import Label, NewProject
from storage.ids import new_id
from storage.routing import website
from training.models import Example

settings.TEXTS_A_PROJECT = 10**9
settings.PROJECTS_A_STUDENT = 10**6
settings.CACHES["default"]["TIMEOUT"] = 1
person = User.objects.create_user("examples@example.org", name="Examples")
stores, key, token = website(person), new_session(person), "t" * 32
SITE = settings.SITE_ADDRESS.split("//")[1]

def project():
    id, labels = new_id(), tuple(Label(new_id(), f"label {{n}}") for n in range(5))
    stores.projects.create(NewProject(id, "text", "Bench", labels=labels))
    return id, labels

def new(labels, n):
    text = f"number {{n}} of the many sentences that children write about {{n % 97}} whales"
    return {{"id": str(new_id()), "labelId": str(labels[n % 5].id), "data": {{"text": text}}}}

def asked(handler, address, body):
    environ = {{
        "REQUEST_METHOD": "POST", "PATH_INFO": address, "SERVER_NAME": "x", "SERVER_PORT": "80", "HTTP_HOST": SITE,
        "HTTP_ORIGIN": settings.SITE_ADDRESS, "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)),
        "HTTP_COOKIE": f"sessionid={{key}}; csrftoken={{token}}", "HTTP_X_CSRFTOKEN": token,
        "wsgi.input": io.BytesIO(body), "wsgi.url_scheme": settings.SITE_ADDRESS.split(":")[0],
    }}
    said = []
    answer = handler(environ, lambda status, headers: said.append(status))
    content = b"".join(answer)
    answer.close()
    assert said[0].startswith("200"), (said, content)
    return content

def body_of(examples):
    return json.dumps({{"examples": examples}}).encode()

ours = WSGIHandler()
COLUMNS = [field.column for field in Example._meta.concrete_fields if field.column != "id"]
NAMES = ", ".join(f'"{{name}}"' for name in COLUMNS)

def rows_of(id):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {{NAMES}} FROM training_example WHERE project_id = %s ORDER BY id", [id])
        return cursor.fetchall()

def timed(act):
    started = time.perf_counter()
    act()
    return time.perf_counter() - started

def by_api(id, labels):
    bodies = [body_of([new(labels, n) for n in range(at, at + {BATCH})]) for at in range(0, {EXAMPLES}, {BATCH})]
    return timed(lambda: [asked(ours, f"/api/v1/projects/{{id}}/examples", body) for body in bodies])

def by_copy(rows, id):
    place, other = COLUMNS.index("project_id"), project()[0]
    rows = [(*row[:place], other, *row[place + 1:]) for row in rows]
    def copy():
        with transaction.atomic(), connection.cursor() as cursor:
            with cursor.copy(f"COPY training_example ({{NAMES}}) FROM STDIN") as writing:
                for row in rows:
                    writing.write_row(row)
    return timed(copy)

class Heard:
    # What our request asks of the database, for the bare view to ask the same.
    def __init__(self): self.asked = []
    def __call__(self, execute, sql, params, many, context):
        self.asked.append((sql, params))
        return execute(sql, params, many, context)

single, single_labels = project()
single_address = f"/api/v1/projects/{{single}}/examples"
for n in range(1000):
    asked(ours, single_address, body_of([new(single_labels, n)]))
heard = Heard()
with connection.execute_wrapper(heard):
    asked(ours, single_address, body_of([new(single_labels, 1000)]))
SAME = [(sql, params) for sql, params in heard.asked if "SAVEPOINT" not in sql]
LAST = list(rows_of(single)[-1])
INSERT = f"INSERT INTO training_example ({{NAMES}}) VALUES ({{', '.join(['%s'] * len(COLUMNS))}})"

@csrf_exempt
def bare(request):
    example = json.loads(request.body)["examples"][0]
    row = list(LAST)
    row[COLUMNS.index("public_id")], row[COLUMNS.index("text")] = example["id"], example["data"]["text"]
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params in SAME:
            cursor.execute(sql, params)
        cursor.execute(INSERT, row)
    return HttpResponse(json.dumps({{"receipts": [example["id"]]}}), content_type="application/json")

class Bare:
    urlpatterns = [path("bare", bare)]

with override_settings(MIDDLEWARE=[]):
    bare_handler = WSGIHandler()

def asked_bare(body):
    with override_settings(ROOT_URLCONF=Bare):
        return asked(bare_handler, "/bare", body)

def one_by_one(act):
    bodies = [body_of([new(single_labels, n)]) for n in range(300)]
    times = sorted(timed(lambda: act(body)) for body in bodies)
    return 1000 * times[len(times) // 2]

# The same columns of the same rows in the same order.
ALL = '''
    SELECT example.public_id, label.public_id, example.text, example."group", example.held_back, example.source,
        example.added_at, example.contributor_id
    FROM training_example example LEFT JOIN projects_label label ON label.id = example.label_id
    WHERE example.project_id = %s AND example.removed_at IS NULL AND label.removed_at IS NULL
    ORDER BY example.public_id
'''

def fetched(id):
    with connection.cursor() as cursor:
        cursor.execute(ALL, [id])
        return cursor.fetchall()

def ring():
    id, labels = project()
    spent = by_api(id, labels)
    rows = rows_of(id)
    return {{
        "ours": spent, "copy": by_copy(rows, id),
        "one": one_by_one(lambda body: asked(ours, single_address, body)), "bare": one_by_one(asked_bare),
        "read": timed(lambda: list(stores.examples.read(id))), "fetched": timed(lambda: fetched(id)),
    }}

from storage.throttles import PersonThrottle
PersonThrottle.requests = 10**9
print(json.dumps([ring() for _ in range({ROUNDS} + 1)]))
"""
