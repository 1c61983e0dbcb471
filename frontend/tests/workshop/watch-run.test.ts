import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { Trainer } from "../../src/contract/stores.js";
import type { Run, RunState } from "../../src/contract/values.js";
import { untilNextLook, watchRun } from "../../src/workshop/watch-run.js";

const ask = vi.fn<Trainer["run"]>();
const trainer = { run: ask } as unknown as Trainer;

function runIn(state: RunState): Run {
  return { id: "r", state, progress: 0, place: 0, expectedSeconds: 1, modelId: null, problem: null };
}

async function watched(signal = new AbortController().signal): Promise<RunState[]> {
  const states: RunState[] = [];
  const watching = (async () => {
    for await (const run of watchRun(trainer, "p", "r", signal)) states.push(run.state);
  })();
  await Promise.all([watching, vi.advanceTimersByTimeAsync(10_000)]);
  return states;
}

beforeEach(() => {
  vi.useFakeTimers();
  ask.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
});

test("it follows a run until it ends", async () => {
  for (const state of ["queued", "training", "training", "ready"] as const)
    ask.mockResolvedValueOnce(runIn(state));
  expect(await watched()).toEqual(["queued", "training", "training", "ready"]);
});

test("it asks again when the site does not answer for a while", async () => {
  ask
    .mockRejectedValueOnce(new Problem("storage_unavailable"))
    .mockRejectedValueOnce(new Problem("rate_limited"));
  ask.mockResolvedValueOnce(runIn("failed"));
  expect(await watched()).toEqual(["failed"]);
});

test("a run that is not there is no run to wait for", async () => {
  ask.mockRejectedValue(new Problem("not_found"));
  await expect(watchRun(trainer, "p", "r", new AbortController().signal).next()).rejects.toThrow("not_found");
});

test("it stops asking when the page is left", async () => {
  const leave = new AbortController();
  ask.mockImplementation(() => {
    if (ask.mock.calls.length === 3) leave.abort();
    return Promise.resolve(runIn("training"));
  });
  expect(await watched(leave.signal)).toHaveLength(3);
});

test("it looks often when the end is near and seldom in a long queue", () => {
  const looks = [0.2, 5, 60].map((expectedSeconds) => untilNextLook({ ...runIn("queued"), expectedSeconds }));
  expect(looks).toEqual([300, 1000, 2000]);
  expect(untilNextLook({ ...runIn("training"), expectedSeconds: 60, progress: 0.99 })).toBe(300);
});
