import "fake-indexeddb/auto";

import { setTimeout } from "node:timers/promises";

import { IDBFactory } from "fake-indexeddb";
import { v7 as newId } from "uuid";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Problem } from "../../src/contract/problems.js";
import { isUnderWay } from "../../src/contract/rules.js";
import type { Stores } from "../../src/contract/stores.js";
import type { NewExample, Run } from "../../src/contract/values.js";
import { wavOf } from "../../src/media/wav.js";
import { Connection } from "../../src/stores/local/connection.js";
import { makeRoom, sweep } from "../../src/stores/local/sweep.js";
import { TrainingClient } from "../../src/training/client.js";
import { featuresOf } from "../../src/training/core/extractors/known.js";
import type { Reader } from "../../src/training/core/readers.js";
import { FakeWorker } from "../training/fakeWorker.js";
import { storesIn } from "./places.js";

const PERSON = newId();
const LABELS = ["hum", "hiss"].map((name) => ({ id: newId(), name }));
const FEATURES = featuresOf("sounds");
const LATER = 3_600_000;

let connection: Connection;
let stores: Stores;
let project: string;
/** sounds that the extractors of all workers have heard */
let heard: number;
let workers: FakeWorker[];
/** the worker dies of this many sounds, once */
let fatal: number | null;

beforeEach(async () => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  heard = 0;
  fatal = null;
  project = newId();
  await openPage();
  await stores.projects.create({ id: project, kind: "sounds", name: "Noises", labels: LABELS });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await connection.close();
  vi.unstubAllGlobals();
});

/** As when the page is loaded: other workers, another connection, the same disk. */
async function openPage(): Promise<void> {
  await (connection as Connection | undefined)?.close();
  connection = new Connection(makeRoom);
  workers = [];
  const client = new TrainingClient(() => {
    const worker = new FakeWorker(undefined, false, () => Promise.resolve(reader()));
    workers.push(worker);
    worker.postMessage({ say: "equip", equipment: { extractor: "sounds", binary: null, weights: "" } });
    return worker;
  });
  stores = storesIn(connection, { person: PERSON, learner: client });
}

/** Hears nothing in a sound but how it begins. */
function reader(): Reader {
  async function* vectors(items: Parameters<Reader["vectors"]>[0]) {
    for await (const item of items) {
      if (!("file" in item)) throw new TypeError("a sound was wanted");
      await setTimeout(1);
      heard++;
      if (heard === fatal) {
        workers.at(-1)?.die();
        await new Promise(() => undefined);
      }
      const samples = new Int16Array(await item.file.slice(44).arrayBuffer());
      const [first = 0, second = 0] = samples;
      yield new Float32Array(FEATURES.length).fill(first / 100, 0, 4).fill(second / 100, 4, 8);
    }
  }
  return { features: FEATURES, vectors, vectorsToTrain: vectors, vectorsWithout: () => vectors([]) };
}

function sound(number: number): NewExample {
  const samples = new Float32Array(16_000);
  samples[number % 2] = (number + 1) / 1000;
  return { id: newId(), labelId: LABELS[number % 2]?.id ?? null, data: { file: new Blob([wavOf(samples)]) } };
}

async function add(from: number, to: number): Promise<string[]> {
  const examples = Array.from({ length: to - from }, (_, i) => sound(from + i));
  for (let at = 0; at < examples.length; at += 20)
    await stores.examples.add(project, examples.slice(at, at + 20));
  return examples.map(({ id }) => id);
}

async function trained(): Promise<Run> {
  let run = await stores.trainer.start(project);
  await vi.waitFor(
    async () => {
      run = await stores.trainer.run(project, run.id);
      if (isUnderWay(run)) throw new Error("not yet");
    },
    { timeout: 5000 },
  );
  return run;
}

function kept(of = project): Promise<number> {
  return connection.read(["features"], async (transaction) => {
    const rows = await transaction.objectStore("features").getAll();
    return rows.filter(({ projectId }) => projectId === of).length;
  });
}

async function untilKept(count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await kept()).toBe(count);
    },
    { timeout: 5000 },
  );
}

describe("what was heard in a sound", () => {
  it("is kept while a child collects, and training has nothing more to hear", async () => {
    await add(0, 20);
    await untilKept(20);
    expect(heard).toBe(20);
    expect((await trained()).state).toBe("ready");
    expect(heard).toBe(20);
  });

  it("is there after the page was loaded again, and gives the same model", async () => {
    await add(0, 20);
    expect((await trained()).state).toBe("ready");
    expect(heard).toBe(20);
    const first = await stores.models.latest(project);
    await untilKept(20);
    await openPage();
    expect((await trained()).state).toBe("ready");
    expect(heard).toBe(20);
    const { model } = await stores.models.latest(project);
    expect(model.head).toEqual(first.model.head);
    expect(model.scores).toEqual(first.model.scores);
  });

  it("makes the time that training is expected to take shorter", async () => {
    await add(0, 20);
    const before = await stores.trainer.start(project);
    await untilKept(20);
    await vi.waitFor(async () => {
      expect((await stores.trainer.run(project, before.id)).state).toBe("ready");
    });
    const after = await stores.trainer.start(project);
    expect(after.expectedSeconds).toBeLessThan(before.expectedSeconds / 3);
  });

  it("stays when the worker dies over it: the next one hears only the rest", async () => {
    await add(0, 40);
    fatal = 31;
    const run = await trained();
    expect(run.state).toBe("ready");
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(heard).toBeLessThan(45);
    const { model } = await stores.models.latest(project);
    const counts = await stores.examples.counts(project);
    expect(Object.values(model.counts).reduce((a, b) => a + b)).toBe(counts.examples - counts.heldBack);
    expect(counts.examples).toBe(40);
  });

  it("stays when the training is cancelled", async () => {
    await add(0, 40);
    const run = await stores.trainer.start(project);
    await vi.waitFor(() => {
      expect(heard).toBeGreaterThan(5);
    });
    await stores.trainer.cancel(project, run.id);
    await vi.waitFor(async () => {
      expect(await kept()).toBeGreaterThan(0);
    });
    const there = await kept();
    const before = heard;
    expect((await trained()).state).toBe("ready");
    expect(heard - before).toBeLessThanOrEqual(40 - there);
  });

  it("goes for good with its example, its label and its project", async () => {
    const ids = await add(0, 20);
    await trained();
    await untilKept(20);
    await stores.examples.remove(project, ids.slice(0, 1));
    expect(await kept()).toBe(20);
    await sweep(connection, Date.now() + LATER);
    expect(await kept()).toBe(19);
    const { project: before } = await stores.projects.get(project);
    await stores.projects.update(project, { labels: LABELS.slice(1) }, before.revision);
    await sweep(connection, Date.now() + LATER);
    expect(await kept()).toBe(10);
    await stores.projects.remove(project);
    await sweep(connection, Date.now() + LATER);
    expect(await kept()).toBe(0);
  });

  it("is no part of the project: its digest stays, and a copy has none", async () => {
    await add(0, 20);
    const digest = await stores.projects.digest(project);
    await untilKept(20);
    expect(await stores.projects.digest(project)).toEqual(digest);
  });

  it("is not heard ahead of a project that is being copied here", async () => {
    const arriving = newId();
    await stores.projects.create({
      id: arriving,
      kind: "sounds",
      name: "From elsewhere",
      labels: LABELS,
      moving: "arriving",
    });
    await stores.examples.add(arriving, [sound(1), sound(2)]);
    await setTimeout(1300);
    expect(heard).toBe(0);
  });

  it("is given up for room, and made again when it is needed", async () => {
    await add(0, 20);
    await untilKept(20);
    await makeRoom(connection);
    expect(await kept()).toBe(0);
    expect((await trained()).state).toBe("ready");
    expect(heard).toBe(40);
  });

  it("is not kept where there is no room, and everything else goes on", async () => {
    let refused = 0;
    const write = connection.writeIfRoom.bind(connection);
    vi.spyOn(connection, "writeIfRoom").mockImplementation((names, work) => {
      if (!(names as string[]).includes("features")) return write(names, work);
      refused++;
      return Promise.reject(new Problem("quota_full"));
    });
    await add(0, 20);
    expect((await trained()).state).toBe("ready");
    await vi.waitFor(() => {
      expect(refused).toBe(1);
    });
    expect((await trained()).state).toBe("ready");
    expect(heard).toBe(40);
    expect(await kept()).toBe(0);
  });
});
