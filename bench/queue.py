"""R13: from the press that begins a training run to its start in a worker, beside a Celery task that does nothing."""

from __future__ import annotations

import json

from playwright.sync_api import Browser

from bench.measure import Result, median, percentile_95
from tests.e2e.site import Site

ROUNDS = 30


def measure(site: Site, _browser: Browser) -> list[Result]:
    said = json.loads(site.manage("shell", "-v", "0", "-c", IN_PROCESS).splitlines()[-1])
    ours, empty = said["ours"], said["empty"]
    beside = median(ours) / median(empty) if median(ours) - median(empty) > 20 else 1
    return [
        Result("R13", "from the press to the start of a run, p95", percentile_95(ours), 150, "ms"),
        Result(
            "R13",
            f"run {median(ours):.1f} ms, empty task {median(empty):.1f} ms; where over 20 ms more",
            beside,
            2,
            "times",
        ),
    ]


IN_PROCESS = f"""
import json, threading, time
from celery import current_app
from classroom.models import User
from storage.ids import new_id
from storage.routing import website
from storage.values import Label, NewExample, NewProject, Text
from training.models import TrainingRun

stores = website(User.objects.create_user("queue@example.org", name="Queue"))
labels = tuple(Label(new_id(), f"label {{number}}") for number in range(2))
project = new_id()
stores.projects.create(NewProject(project, "text", "Bench", labels=labels))
stores.examples.add(
    project, [NewExample(new_id(), labels[n % 2].id, Text(f"sentence {{n}}")) for n in range(20)]
)

started = {{}}
current_app.control.enable_events()

def listen():
    with current_app.connection_for_read() as connection:
        def heard(event):
            started[event["uuid"]] = event["timestamp"]
        current_app.events.Receiver(connection, handlers={{"task-started": heard}}).capture(limit=None)

threading.Thread(target=listen, daemon=True).start()
time.sleep(2)

def empty():
    pressed = time.time()
    task = current_app.send_task("celery.accumulate").id
    while task not in started:
        time.sleep(0.005)
    return 1000 * (started[task] - pressed)

def ours():
    pressed = time.time()
    run = stores.trainer.start(project).id
    while (row := TrainingRun.objects.get(pk=run)).state in ("queued", "training"):
        time.sleep(0.02)
    assert row.state == "ready", row.state
    return 1000 * (row.started_at.timestamp() - pressed)

empty(), ours()
rounds = [(ours(), empty()) for _ in range({ROUNDS})]
print(json.dumps({{"ours": [each[0] for each in rounds], "empty": [each[1] for each in rounds]}}))
"""
