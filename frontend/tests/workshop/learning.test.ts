import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import type { Stores, Trainer } from "../../src/contract/stores.js";
import type { ProjectCard, Run, RunState, SavedModel } from "../../src/contract/values.js";
import { Learning } from "../../src/workshop/learning.js";
import type { OpenProject } from "../../src/workshop/open-project.js";
import { cardWith } from "./cards.js";

const ask = vi.fn<Trainer["run"]>();
const start = vi.fn<Trainer["start"]>();
const cancel = vi.fn<Trainer["cancel"]>();
const latest = vi.fn<() => Promise<SavedModel>>();
const ended = vi.fn();
const stores = { trainer: { run: ask, start, cancel }, models: { latest } } as unknown as Stores;

let card: ProjectCard;
let seen: (RunState | undefined)[];
let learning: Learning;

function runIn(state: RunState): Run {
  return { id: "r", state, progress: 0, place: 0, expectedSeconds: 1, modelId: null, problem: null };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
  card = cardWith({ cat: 5, dog: 5 });
  seen = [];
  const project = { needed: () => ({ stores, card }), refresh: () => Promise.resolve(card) };
  learning = new Learning(project as unknown as OpenProject, {
    changed: () => seen.push(learning.run?.state),
    ended,
  });
  latest.mockResolvedValue({ model: { id: "r" } } as SavedModel);
});

afterEach(() => {
  vi.useRealTimers();
});

async function done<Answer>(work: Promise<Answer>): Promise<Answer> {
  work.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(10_000);
  return work;
}

test("a run that goes on is watched again after a reload, until it has ended", async () => {
  card = { ...card, modelState: "training", runId: "r" };
  ask.mockResolvedValueOnce(runIn("queued")).mockResolvedValueOnce(runIn("training"));
  ask.mockImplementationOnce(() => {
    card = { ...card, modelState: "ready", runId: null };
    return Promise.resolve(runIn("ready"));
  });
  await done(learning.open());
  expect(ask).toHaveBeenCalledWith("p", "r");
  expect(seen.slice(0, 3)).toEqual(["queued", "training", "ready"]);
  expect(learning.model?.id).toBe("r");
  expect(learning.run).toBeNull();
  expect(ended).toHaveBeenCalledExactlyOnceWith(runIn("ready"));
});

test("the model of before is there while a run goes on", async () => {
  card = { ...card, modelState: "training", runId: "r", lastScore: { right: 1, of: 1 } };
  ask.mockResolvedValue(runIn("training"));
  void learning.open();
  await vi.advanceTimersByTimeAsync(1000);
  expect(learning.run?.state).toBe("training");
  expect(learning.model?.id).toBe("r");
  learning.leave();
});

test("a project that has learned nothing has no model to ask for, and no run to watch", async () => {
  await done(learning.open());
  expect(latest).not.toHaveBeenCalled();
  expect(ask).not.toHaveBeenCalled();
});

test("a run that failed stays to be seen; one that was stopped does not", async () => {
  ask.mockResolvedValueOnce(runIn("failed")).mockResolvedValueOnce(runIn("cancelled"));
  await done(learning.watch("r"));
  expect(learning.run?.state).toBe("failed");
  await done(learning.watch("r"));
  expect(learning.run).toBeNull();
});

test("a run that is not there any more is a problem, and nothing is under way", async () => {
  start.mockResolvedValueOnce(runIn("queued"));
  ask.mockRejectedValueOnce(new Problem("not_found"));
  const { id } = await learning.start("usual");
  await expect(done(learning.watch(id))).rejects.toMatchObject({ code: "not_found" });
  expect(learning.run).toBeNull();
});

test("what went wrong after a run is tried again without another run", async () => {
  ask.mockResolvedValue(runIn("ready"));
  latest.mockRejectedValueOnce(new Problem("storage_unavailable"));
  await expect(done(learning.watch("r"))).rejects.toMatchObject({ code: "storage_unavailable" });
  await done(learning.watch("r"));
  expect(start).not.toHaveBeenCalled();
  expect(ended).toHaveBeenCalledOnce();
});

test("nothing is asked or said any more when the page has been left", async () => {
  ask.mockImplementationOnce(() => {
    learning.leave();
    return Promise.resolve(runIn("ready"));
  });
  await done(learning.watch("r"));
  expect(ended).not.toHaveBeenCalled();
  expect(latest).not.toHaveBeenCalled();
});
