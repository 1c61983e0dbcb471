"""R12: pictures that must be made canonical, sent to the website, against a script that decodes, encodes and puts."""

from __future__ import annotations

import json
import random
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser

from bench.measure import Result, median
from storage.ids import new_id
from storage.limits import MEDIA_AT_ONCE
from tests.e2e.site import Site

ROUNDS, PICTURES, CLIENTS, SIZE = 5, 200, 2, (1600, 1200)
MEGABYTE = 1_000_000


def measure(site: Site, _browser: Browser) -> list[Result]:
    folder = site.folder / "pictures"
    folder.mkdir()
    for number in range(MEDIA_AT_ONCE):
        (folder / f"{number}.jpg").write_bytes(_photo(number))
    sender = Sender(site, folder)
    sender.send(PICTURES)  # warms up
    workers = _web_workers(site)
    before = {worker: _memory(worker, "VmRSS") for worker in workers}
    ours, script = [], []
    for _ in range(ROUNDS):
        ours.append(sender.send(PICTURES) / PICTURES)
        script.append(float(site.manage("shell", "-v", "0", "-c", SCRIPT % (folder, PICTURES))) / PICTURES)
    grown = max(_memory(worker, "VmHWM") - before[worker] for worker in workers)
    each, plain = median(ours), median(script)
    what = f"a picture of {SIZE[0]} x {SIZE[1]}: {each * 1000:.1f} ms, script {plain * 1000:.1f} ms"
    return [
        Result("R12", what, each / plain, 2, "times"),
        Result("R12", f"the same, {1 / each:.0f} a second", each * 1000, 25, "ms"),
        Result("R12", f"memory of the web server over {ROUNDS * PICTURES:,}", grown / MEGABYTE, 50, "MB"),
    ]


def _photo(seed: int) -> bytes:
    """Blots with some grain, which are packed about as well as a photo is."""
    chance = random.Random(seed)
    blots = Image.frombytes("RGB", (64, 48), chance.randbytes(64 * 48 * 3)).resize(
        SIZE, Image.Resampling.BICUBIC
    )
    grain = Image.effect_noise(SIZE, 12).convert("RGB")
    file = BytesIO()
    Image.blend(blots, grain, 0.2).save(file, "JPEG", quality=88)
    return file.getvalue()


SCRIPT = """
import time
from io import BytesIO
from pathlib import Path
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from storage.ids import new_id

def one(file):
    with Image.open(BytesIO(file)) as picture:
        picture.thumbnail((512, 512))
        made = BytesIO()
        picture.convert("RGB").save(made, "JPEG", quality=90)
        default_storage.save(f"bench/{new_id()}", ContentFile(made.getvalue()))

files = [path.read_bytes() for path in Path("%s").iterdir()]
one(files[0])
started = time.perf_counter()
for number in range(%d):
    one(files[number %% len(files)])
print(time.perf_counter() - started)
"""

MAKE_PERSON = f"""
from classroom.management.commands.session import new_session
from classroom.models import ClassPolicy
from classroom.services.classes import make_class
from classroom.services.students import add_students
from classroom.models import User
teacher = User.objects.create_user("uploads@example.org", name="Uploads")
school_class = make_class(teacher=teacher, name="Uploads", media_on_website=True)
ClassPolicy.objects.filter(school_class=school_class).update(projects={ROUNDS + 1})
print(new_session(add_students(school_class=school_class, text="Ursula").students[0]))
"""


class Sender:
    """A student who sends pictures, twenty in a request, on two lines at once."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.files = [path.read_bytes() for path in folder.iterdir()]
        self.api = f"{site.address.replace('app.ml4k.localhost', '127.0.0.1')}/api/v1/"
        key = site.manage("shell", "-v", "0", "-c", MAKE_PERSON).split()[-1]
        self.headers = {"Host": site.address.removeprefix("http://"), "Origin": site.address}
        self.headers["Cookie"] = f"sessionid={key}"
        token = self._call("GET", "me")["csrfToken"]
        self.headers |= {"X-CSRFToken": token, "Cookie": f"sessionid={key}; csrftoken={token}"}

    def send(self, pictures: int) -> float:
        """Seconds until all are stored, in a project of their own."""
        project, label = str(new_id()), str(new_id())
        new = {"id": project, "kind": "images", "name": "Bench", "labels": [{"id": label, "name": "one"}]}
        self._call("POST", "projects", json.dumps(new).encode(), "application/json")
        bodies = [self._body(label) for _ in range(pictures // MEDIA_AT_ONCE)]
        address, kind = f"projects/{project}/examples", "multipart/form-data; boundary=between"
        started = time.perf_counter()
        with ThreadPoolExecutor(CLIENTS) as pool:
            answers = list(pool.map(lambda body: self._call("POST", address, body, kind), bodies))
        spent = time.perf_counter() - started
        assert sum(len(answer["receipts"]) for answer in answers) == pictures
        return spent

    def _body(self, label: str) -> bytes:
        news = [{"id": str(new_id()), "labelId": label} for _ in self.files]
        parts = [("examples", "", json.dumps(news).encode())]
        parts += [(new["id"], '; filename="a.jpg"', file) for new, file in zip(news, self.files, strict=True)]
        pieces = [
            f'--between\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode()
            + content
            + b"\r\n"
            for name, more, content in parts
        ]
        return b"".join(pieces) + b"--between--\r\n"

    def _call(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Any:
        headers = self.headers | ({"Content-Type": kind} if kind else {})
        request = urllib.request.Request(self.api + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read())


def _web_workers(site: Site) -> list[Path]:
    """Of every process that the supervisor has started, those that answer requests."""
    processes = {path: _status(path) for path in Path("/proc").iterdir() if path.name.isdecimal()}
    family, grown = {str(site.supervisor.pid)}, True
    while grown:
        children = {path.name for path, status in processes.items() if status.get("PPid") in family}
        grown, family = not children <= family, family | children
    return [
        path for path in processes if path.name in family and b"granian" in (path / "cmdline").read_bytes()
    ]


def _status(process: Path) -> dict[str, str]:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:  # it has ended meanwhile
        return {}
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _memory(process: Path, what: str) -> int:
    return int(_status(process)[what].split()[0]) * 1024
