"""R15, the website's half: a file of a project of 2,000 pictures, against reading the same objects from the same store
into a stored zip."""

from __future__ import annotations

import json

from playwright.sync_api import Browser

from bench.measure import Result, median
from tests.e2e.site import Site

PICTURES, DIFFERENT, ROUNDS = 2_000, 20, 5
MEGABYTE = 1_000_000


def measure(site: Site, _browser: Browser) -> list[Result]:
    said = json.loads(site.manage("shell", "-v", "0", "-c", SCRIPT).splitlines()[-1])
    rounds = said["rounds"][1:]  # the first round warms both up
    ours, raw, opened = (median([one[what] for one in rounds]) for what in ("ours", "raw", "open"))
    size = f"{said['bytes'] / MEGABYTE:.0f} MB"
    return [
        Result(
            "R15",
            f"save {size} on the website: {ours:.2f} s, stored zip {raw:.2f} s",
            ours / raw,
            1.5,
            "times",
        ),
        Result("R15", "save it, memory", said["saving"] / MEGABYTE, 64, "MB"),
        Result("R15", f"open it: {opened:.2f} s; memory", said["opening"] / MEGABYTE, 64, "MB"),
    ]


SCRIPT = f"""
import json, time, tracemalloc
from io import BytesIO
from tempfile import TemporaryFile
from zipfile import ZipFile
import numpy
from django.core.files.storage import default_storage
from PIL import Image
from classroom.access import limits_lifted
from classroom.models import User
from projects.files.opening import open_file
from projects.files.temporary import ready_to_leave
from projects.files.writing import write_file
from storage.values import File, Label, NewExample, NewProject
from storage.ids import new_id
from storage.routing import website
from training.models import Example

lifted = limits_lifted()
lifted.__enter__()
person = User.objects.create_user("files@example.org", name="Files")
stores, id, label, chance = website(person), new_id(), new_id(), numpy.random.default_rng(15)
stores.projects.create(NewProject(id, "images", "Bench", labels=(Label(label, "label"),)))

def picture():
    # About 40 kB, as a photo of that size has.
    file = BytesIO()
    soft = Image.fromarray(chance.integers(0, 256, (96, 128, 3), numpy.uint8))
    soft.resize((512, 384), Image.Resampling.BICUBIC).save(file, "JPEG", quality=82)
    return file.getvalue()

pictures = [picture() for _ in range({DIFFERENT})]
for _ in range({PICTURES} // {DIFFERENT}):
    stores.examples.add(id, [NewExample(new_id(), label, File(file)) for file in pictures])

def ours():
    return ready_to_leave(write_file(stores, stores.projects.get(id).project, 1_763_880_000_000))

def raw():
    file = TemporaryFile()
    with ZipFile(file, "w") as zip:
        rows = Example.objects.filter(project_id=id).order_by("public_id").values_list()
        zip.writestr("examples.jsonl", chr(10).join(map(str, rows)))
        for key in Example.objects.filter(project_id=id).values_list("media_key", flat=True):
            with default_storage.open(key) as content:
                zip.writestr(key, content.read())
    return file

def open_again():
    file, other = ours(), new_id()
    started = time.perf_counter()
    open_file(person, stores, file, other)
    spent = time.perf_counter() - started
    stores.projects.remove(other)
    return spent

def timed(act):
    started = time.perf_counter()
    act().close()
    return time.perf_counter() - started

def peak(act):
    tracemalloc.start()
    act()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most

rounds = [{{"ours": timed(ours), "raw": timed(raw), "open": open_again()}} for _ in range({ROUNDS} + 1)]
whole = ours()
size = whole.seek(0, 2)
print(json.dumps({{
    "rounds": rounds, "bytes": size, "saving": peak(ours),
    "opening": peak(lambda: open_file(person, stores, whole, new_id())),
}}))
"""
