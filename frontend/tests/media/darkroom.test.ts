import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { FromDarkroom, ToDarkroom } from "../../src/media/darkroom.js";
import type { Developed, Work } from "../../src/media/develop.js";

const here = vi.fn<(work: Work) => Promise<Developed>>(() =>
  Promise.resolve({ file: new Blob(), nearHash: "here" }),
);
vi.mock("../../src/media/develop.js", () => ({ develop: here }));

/** Does what the test tells it to. */
class Dark {
  static readonly opened: Dark[] = [];
  onmessage: ((event: MessageEvent<FromDarkroom>) => void) | null = null;
  onerror: (() => void) | null = null;
  onmessageerror: (() => void) | null = null;
  readonly heard: ToDarkroom[] = [];
  terminated = false;

  constructor() {
    Dark.opened.push(this);
  }

  postMessage(message: ToDarkroom): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(message: FromDarkroom): void {
    this.onmessage?.(new MessageEvent("message", { data: message }));
  }
}

let developed: (work: Work) => Promise<Developed>;

beforeEach(async () => {
  Dark.opened.length = 0;
  here.mockClear();
  vi.resetModules();
  vi.stubGlobal("Worker", Dark);
  ({ developed } = await import("../../src/media/darkroom.js"));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const work = (text: string): Work => ({ picture: new Blob([text]), isKept: false });

it("each picture gets its own answer, from one worker", async () => {
  const [one, other] = [developed(work("one")), developed(work("other"))];
  const [dark] = Dark.opened;
  const made = new Blob(["made"]);
  for (const { job } of [...(dark?.heard ?? [])].reverse())
    dark?.say({ job, developed: { file: made, nearHash: String(job) } });
  expect((await one).nearHash).toBe("1");
  expect((await other).nearHash).toBe("2");
  expect(Dark.opened).toHaveLength(1);
  expect(here).not.toHaveBeenCalled();
});

it("what cannot be shown is a problem", async () => {
  const asked = developed(work("no picture"));
  Dark.opened[0]?.say({ job: 1, code: "invalid", detail: "it is no picture", field: "file" });
  await expect(asked).rejects.toEqual(new Problem("invalid", "it is no picture", "file"));
});

it("the page does it where there are no workers", async () => {
  vi.stubGlobal("Worker", undefined);
  expect((await developed(work("one"))).nearHash).toBe("here");
});

it("the page does what a worker has left when it died, and the next picture gets another worker", async () => {
  const asked = developed(work("one"));
  Dark.opened[0]?.onerror?.();
  expect((await asked).nearHash).toBe("here");
  expect(Dark.opened[0]?.terminated).toBe(true);
  void developed(work("two"));
  expect(Dark.opened).toHaveLength(2);
});

it("a worker that says nothing for long counts as dead", async () => {
  vi.useFakeTimers();
  const asked = developed(work("one"));
  await vi.advanceTimersByTimeAsync(25_000);
  expect((await asked).nearHash).toBe("here");
});
