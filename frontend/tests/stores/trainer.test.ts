import "fake-indexeddb/auto";

import { setTimeout } from "node:timers/promises";

import { v7 as newId } from "uuid";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import { isUnderWay } from "../../src/contract/rules.js";
import type { Stores } from "../../src/contract/stores.js";
import type { Run, SavedModel } from "../../src/contract/values.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import type { Learner } from "../../src/stores/local/trainer.js";
import { inline, storesIn } from "./places.js";

type Task = Parameters<Learner["train"]>[0];

/** A learner whose training goes on until the test says how it ends. */
class Patient {
  readonly tasks: Task[] = [];
  private readonly settle: ((how: Promise<SavedModel>) => void)[] = [];

  readonly learner: Learner = {
    ...inline,
    train: (task) => {
      this.tasks.push(task);
      return new Promise((resolve) => this.settle.push(resolve));
    },
  };

  async started(): Promise<Task> {
    return vi.waitFor(() => {
      const task = this.tasks.at(-1);
      if (task === undefined) throw new Error("not yet");
      return task;
    });
  }

  finish(): void {
    const task = this.tasks.at(-1);
    if (task !== undefined) this.settle.at(-1)?.(inline.train(task));
  }

  fail(problem: Problem): void {
    this.settle.at(-1)?.(Promise.reject(problem));
  }
}

async function all<Item>(items: Iterable<Item> | AsyncIterable<Item>): Promise<Item[]> {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}

let patient: Patient;
let person: string;
let stores: Stores;
let project: string;
let announced: string[];

beforeEach(async () => {
  patient = new Patient();
  announced = [];
  person = newId();
  stores = storesIn(new Connection(makeRoom), {
    person,
    learner: patient.learner,
    announce: (id) => announced.push(id),
  });
  project = newId();
  const labels = ["cat", "dog"].map((name) => ({ id: newId(), name }));
  await stores.projects.create({ id: project, kind: "text", name: "Animals", labels });
  const texts = labels.flatMap(({ id, name }) =>
    Array.from({ length: 6 }, (_, n) => ({ id, text: `${name} ${n}` })),
  );
  await stores.examples.add(
    project,
    texts.map(({ id, text }) => ({ id: newId(), labelId: id, data: { text } })),
  );
});

async function ended(run: Run): Promise<Run> {
  return vi.waitFor(async () => {
    const now = await stores.trainer.run(project, run.id);
    if (isUnderWay(now)) throw new Error("not yet");
    return now;
  });
}

describe("a training run", () => {
  it("is under way at once, and says how long it will take", async () => {
    const run = await stores.trainer.start(project);
    expect(run).toMatchObject({ state: "queued", progress: 0, place: 0, modelId: null, problem: null });
    expect(run.expectedSeconds).toBeGreaterThan(0);
    expect(await stores.projects.get(project)).toMatchObject({
      modelState: "training",
      nextStep: "train",
      runId: run.id,
    });
  });

  it("takes longer where so few are held back that there is a second look", async () => {
    const { id, expectedSeconds } = await stores.trainer.start(project);
    await stores.trainer.cancel(project, id);
    const { examples } = await stores.examples.page(project, {});
    const most = examples.filter(({ data }) => !("text" in data && data.text.endsWith("0")));
    await stores.examples.change(
      project,
      most.map((example) => example.id),
      { heldBack: true },
    );
    expect((await stores.trainer.start(project)).expectedSeconds).toBeLessThan(expectedSeconds);
  });

  it("is the only one of its project, even when two are asked for at once", async () => {
    const [one, other] = await Promise.all([stores.trainer.start(project), stores.trainer.start(project)]);
    await patient.started();
    expect(other.id).toBe(one.id);
    expect((await stores.trainer.start(project)).id).toBe(one.id);
    expect(patient.tasks).toHaveLength(1);
  });

  it("tells how far it is, ends with a model of its own id, and says so to other pages", async () => {
    const run = await stores.trainer.start(project);
    const { modelId, examples, onProgress } = await patient.started();
    onProgress?.(0.5);
    expect(await stores.trainer.run(project, run.id)).toMatchObject({ state: "training", progress: 0.5 });
    announced.length = 0;
    patient.finish();
    expect(await ended(run)).toMatchObject({ state: "ready", progress: 1, modelId: run.id, problem: null });
    expect(modelId).toBe(run.id);
    expect(await all(examples())).toHaveLength(12);
    expect(new Set(announced)).toEqual(new Set([project]));
    expect((await stores.models.latest(project)).model.id).toBe(run.id);
    expect(await stores.projects.get(project)).toMatchObject({
      modelState: "ready",
      nextStep: "test",
      runId: null,
    });
  });

  it("gives a model that is old when the examples changed in the meantime", async () => {
    const run = await stores.trainer.start(project);
    const { examples } = await patient.started();
    const [first] = await all(examples());
    await stores.examples.remove(project, [first?.id ?? ""]);
    patient.finish();
    await ended(run);
    expect(await stores.projects.get(project)).toMatchObject({
      modelState: "changed",
      nextStep: "train_again",
    });
  });

  it("can be cancelled: its computing stops, its model is not kept, and another can begin", async () => {
    const run = await stores.trainer.start(project);
    const { signal } = await patient.started();
    expect(await stores.trainer.cancel(project, run.id)).toMatchObject({ state: "cancelled" });
    expect(signal?.aborted).toBe(true);
    patient.finish();
    await setTimeout(50);
    expect(await stores.trainer.cancel(project, run.id)).toMatchObject({ state: "cancelled", modelId: null });
    expect(await stores.models.all(project)).toEqual([]);
    const next = await stores.trainer.start(project);
    expect(next.id).not.toBe(run.id);
    await vi.waitFor(() => {
      expect(patient.tasks).toHaveLength(2);
    });
    patient.finish();
    expect(await ended(next)).toMatchObject({ state: "ready" });
    expect(await stores.trainer.cancel(project, next.id)).toMatchObject({ state: "ready" });
  });

  it("fails with the problem that stopped it", async () => {
    const run = await stores.trainer.start(project);
    await patient.started();
    patient.fail(new Problem("quota_full"));
    expect(await ended(run)).toMatchObject({ state: "failed", problem: "quota_full", modelId: null });
    expect(await stores.projects.get(project)).toMatchObject({ modelState: "none", runId: null });
  });

  it("fails when its project is removed meanwhile", async () => {
    const run = await stores.trainer.start(project);
    await patient.started();
    await stores.projects.remove(project);
    patient.finish();
    await setTimeout(50);
    await stores.projects.restore(project);
    expect(await stores.trainer.run(project, run.id)).toMatchObject({
      state: "failed",
      problem: "not_found",
    });
  });

  it("ends with its page: after a reload nothing says that it still learns, and another can begin", async () => {
    const run = await stores.trainer.start(project);
    await patient.started();
    const reloaded = storesIn(new Connection(makeRoom), { person });
    expect(await reloaded.projects.get(project)).toMatchObject({
      modelState: "none",
      nextStep: "train",
      runId: null,
    });
    expect(await reloaded.projects.all()).toMatchObject([{ modelState: "none", runId: null }]);
    await expect(reloaded.trainer.run(project, run.id)).rejects.toMatchObject({ code: "not_found" });
    const { id } = await reloaded.trainer.start(project);
    await vi.waitFor(async () => {
      expect(await reloaded.trainer.run(project, id)).toMatchObject({ state: "ready" });
    });
    expect(await reloaded.projects.get(project)).toMatchObject({ modelState: "ready", runId: null });
  });

  it("belongs to its project", async () => {
    const run = await stores.trainer.start(project);
    const other = newId();
    await stores.projects.create({ id: other, kind: "text", name: "Other" });
    await expect(stores.trainer.run(other, run.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(stores.trainer.cancel(other, run.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("waits for the run of another page of this browser", async () => {
    let release: () => void = () => undefined;
    const locks = {
      request: async (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
        await new Promise<void>((resolve, reject) => {
          release = resolve;
          signal.addEventListener("abort", () => {
            reject(signal.reason as Error);
          });
        });
        await work();
      },
    };
    vi.stubGlobal("navigator", { locks });
    const run = await stores.trainer.start(project);
    await setTimeout(20);
    expect(await stores.trainer.run(project, run.id)).toMatchObject({ state: "queued" });
    await stores.trainer.cancel(project, run.id);
    const next = await stores.trainer.start(project);
    release();
    await patient.started();
    patient.finish();
    expect(await ended(next)).toMatchObject({ state: "ready" });
    vi.unstubAllGlobals();
  });
});
