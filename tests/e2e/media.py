"""Pictures and sounds made by code, and browsers with a camera and a microphone."""

from __future__ import annotations

import math
import re
import struct
import zlib
from collections.abc import Sequence

from playwright.sync_api import Browser, FilePayload, Locator, Page, Playwright, expect

from tests.e2e.engines import launch_chromium

DEVICES = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""A camera that shows a clock and a microphone that beeps; whoever asks for them gets them."""

RATE = 44_100

NOTE_STREAMS = """
navigator.permissions.query = async () => ({ state: "prompt" });
const media = navigator.mediaDevices;
const ask = media.getUserMedia.bind(media);
window.streams = [];
media.getUserMedia = async (wanted) => {
  const stream = await ask(wanted);
  window.streams.push(stream);
  return stream;
};
"""
LISTENING = "window.streams.flatMap(s => s.getTracks()).filter(t => t.readyState === 'live').length"
SEEN = "list => [...list.querySelectorAll('img')].filter(img => img.naturalWidth > 0).length"
PUT = """
(element, [kind, name, type, base64]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type }));
  const how = { bubbles: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent(kind, { ...how, clipboardData: data })
    : new DragEvent(kind, { ...how, dataTransfer: data });
  element.dispatchEvent(event);
}
"""
"""Drops or pastes a file, as a person does from another window."""


def launch_with_devices(playwright: Playwright) -> Browser:
    return launch_chromium(playwright, DEVICES)


def note_streams(page: Page) -> None:
    """From the next page on, in a browser that was not asked yet, as it says: one with `DEVICES` says yes by itself."""
    page.add_init_script(NOTE_STREAMS)


def devices_on(page: Page) -> int:
    """How many cameras and microphones the page uses now."""
    count: int = page.evaluate(LISTENING)
    return count


def devices_go_off(page: Page) -> None:
    """A dialog tells only a moment later that it was closed."""
    for _ in range(50):
        if devices_on(page) == 0:
            return
        page.wait_for_timeout(100)
    raise AssertionError("a camera or a microphone stays on")


def pictures_seen(within: Locator) -> int:
    count: int = within.evaluate(SEEN)
    return count


def png(seed: int, width: int = 64, height: int = 48) -> bytes:
    """A picture of coloured blocks; those of different seeds look different."""
    blocks = [[_mixed(seed, x // 16, y // 16) for x in range(width)] for y in range(height)]
    rows = b"".join(b"\0" + b"".join(row) for row in blocks)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, inside) for name, inside in chunks)


def _mixed(seed: int, x: int, y: int) -> bytes:
    number = zlib.crc32(struct.pack(">III", seed, x, y))
    return struct.pack(">I", number)[:3]


def _chunk(name: bytes, inside: bytes) -> bytes:
    return struct.pack(">I", len(inside)) + name + inside + struct.pack(">I", zlib.crc32(name + inside))


def wav(hertz: float, seconds: float = 1) -> bytes:
    """A tone that begins quietly and is loud at its end."""
    count = int(seconds * RATE)
    samples = (
        int((20_000 if at > count / 2 else 500) * math.sin(2 * math.pi * hertz * at / RATE))
        for at in range(count)
    )
    sound = b"".join(struct.pack("<h", sample) for sample in samples)
    shape = struct.pack("<IHHIIHH", 16, 1, 1, RATE, RATE * 2, 2, 16)
    return (
        b"RIFF"
        + struct.pack("<I", 36 + len(sound))
        + b"WAVEfmt "
        + shape
        + b"data"
        + struct.pack("<I", len(sound))
        + sound
    )


def picture_files(seeds: Sequence[int]) -> list[FilePayload]:
    return [{"name": f"picture {seed}.png", "mimeType": "image/png", "buffer": png(seed)} for seed in seeds]


def sound_files(tones: Sequence[float], seconds: float = 1) -> list[FilePayload]:
    return [
        {"name": f"tone {tone}.wav", "mimeType": "audio/wav", "buffer": wav(tone, seconds)} for tone in tones
    ]


def garbage(name: str) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": b"no picture and no sound"}


def choose(bucket: Locator, files: Sequence[FilePayload]) -> None:
    bucket.locator("input[type=file]").set_input_files(files)


def let_it_learn(page: Page) -> Locator:
    """Answers where a picture or sound is tried."""
    page.get_by_role("link", name="Go on to learn & test").click()
    page.get_by_role("button", name="Let it learn", exact=True).click()
    expect(page.get_by_role("heading", name="How good is it?")).to_be_visible(timeout=60_000)
    return page.get_by_role("region", name="Try it")


def guessed(trying: Locator, labels: str) -> str:
    """The label that the page guesses, said with how sure that is, above a bar for each label."""
    sentence = re.compile(rf"^(I guess|I am not sure\. Maybe) ({labels}), \d+%$")
    said = trying.locator(".guess__sentence")
    expect(said).to_have_text(sentence, timeout=60_000)
    found = sentence.match(said.inner_text())
    assert found
    percents = trying.locator(".guess__percent").all_inner_texts()
    assert len(percents) == 2
    assert 99 <= sum(int(percent.rstrip("%")) for percent in percents) <= 101
    expect(trying.page.locator("[role=status], [aria-live]").get_by_text(found[0]).first).to_be_attached()
    return found[2]
