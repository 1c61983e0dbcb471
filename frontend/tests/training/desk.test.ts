import { describe, expect, it } from "vitest";

import { Unavailable } from "../../src/contract/problems.js";
import { TrainingClient } from "../../src/training/client.js";
import { featuresOf } from "../../src/training/core/extractors/known.js";
import type { Reader } from "../../src/training/core/readers.js";
import type { TrainingExample } from "../../src/training/core/train.js";
import { FakeWorker } from "./fakeWorker.js";
import { id, MODEL, project, WHEN } from "./material.js";

const FEATURES = featuresOf("images");

/** Sees nothing in a picture but its size; a large one takes a while. */
function reader(seen: () => void = () => undefined): Reader {
  async function* vectors(items: Parameters<Reader["vectors"]>[0]) {
    for await (const item of items) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen();
      const large = "file" in item && item.file.size > 4;
      yield new Float32Array(FEATURES.length).fill(1, large ? 0 : 8, large ? 8 : 16);
    }
  }
  return { features: FEATURES, vectors, vectorsToTrain: vectors, vectorsWithout: () => vectors([]) };
}

/** A client whose workers are equipped for pictures; `equip` is what each of them opens. */
function office(equip: (worker: number) => Promise<Reader>): { client: TrainingClient; hired: FakeWorker[] } {
  const hired: FakeWorker[] = [];
  const client = new TrainingClient(() => {
    const number = hired.length;
    const worker = new FakeWorker(undefined, false, () => equip(number));
    hired.push(worker);
    worker.postMessage({ say: "equip", equipment: { extractor: "images", binary: null, weights: "" } });
    return worker;
  }, 500);
  return { client, hired };
}

function pictures(count: number): TrainingExample[] {
  return Array.from({ length: count }, (_, i) => {
    const file = new Blob(["x".repeat(i % 2 ? 8 : 2)]);
    const media = { mediaId: id(i), type: "image/png" as const, bytes: file.size, nearHash: null };
    const sha256 = i.toString(16).padStart(64, "0");
    return {
      id: id(i),
      labelId: id(i % 2),
      data: { media: { ...media, sha256 } },
      group: null,
      heldBack: false,
      file,
    };
  });
}

function job(count: number) {
  return {
    project: { ...project(2), kind: "images" as const, extractor: "images" as const },
    method: "usual" as const,
    examples: () => pictures(count),
    modelId: MODEL,
    trainedAt: WHEN,
  };
}

describe("a worker that sees", () => {
  it("tells how far it is while it looks at the pictures, and what it has made of them", async () => {
    const { client } = office(() => Promise.resolve(reader()));
    const [told, made]: [number[], string[]] = [[], []];
    const { model } = await client.train({
      ...job(10),
      onProgress: (part) => told.push(part),
      onMade: (sha256) => made.push(sha256),
    });
    expect(made).toEqual(pictures(10).map(({ data }) => ("media" in data ? data.media.sha256 : "")));
    expect(told.filter((part) => part < 0.8).length).toBeGreaterThan(1);
    expect(Object.values(model.counts)).toEqual([5, 5]);
  });

  it("stops between two pictures when it is told to, and goes on with other work", async () => {
    let looks = 0;
    const { client, hired } = office(() => Promise.resolve(reader(() => looks++)));
    const stop = new AbortController();
    const onProgress = () => {
      stop.abort(new Error("enough"));
    };
    await expect(client.train({ ...job(100), onProgress, signal: stop.signal })).rejects.toThrow("enough");
    const looked = looks;
    expect((await client.train(job(4))).model.counts).toEqual({ [id(0)]: 2, [id(1)]: 2 });
    expect(looks).toBeLessThan(looked + 10);
    expect(hired).toHaveLength(1);
  });

  it("answers a guess while it looks at pictures", async () => {
    const { client } = office(() => Promise.resolve(reader()));
    const { model } = await client.train(job(4));
    const order: string[] = [];
    const training = client.train(job(40)).then(() => order.push("trained"));
    const asked = client.guess(MODEL, () => Promise.resolve(model), [{ file: new Blob(["xx"]) }]);
    await asked.then(() => order.push("guessed"));
    await training;
    expect(order).toEqual(["guessed", "trained"]);
  });

  it("is replaced when it dies, without an example lost", async () => {
    let looks = 0;
    const dies = reader(() => {
      looks++;
      if (looks === 5) hired[0]?.die();
    });
    const { client, hired } = office((worker) => Promise.resolve(worker === 0 ? dies : reader()));
    const { model } = await client.train(job(12));
    expect(Object.values(model.counts)).toEqual([6, 6]);
    expect(hired.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  it("says why when its weights do not come, and fetches them again when it is asked again", async () => {
    let online = false;
    const { client, hired } = office(() =>
      online ? Promise.resolve(reader()) : Promise.reject(new Unavailable("not_fetched", "offline")),
    );
    await expect(client.train(job(4))).rejects.toMatchObject({
      code: "storage_unavailable",
      reason: "not_fetched",
    });
    online = true;
    expect((await client.train(job(4))).report).toEqual([]);
    expect(hired).toHaveLength(1);
  });

  it("does not fetch its weights to learn from what was seen before", async () => {
    const { client } = office(() => Promise.reject(new Unavailable("not_fetched", "offline")));
    const made = (i: number) => new Float32Array(FEATURES.length).fill(1, i % 2 ? 0 : 8, i % 2 ? 8 : 16);
    const seen = pictures(6).map(({ id, labelId, data }, i) => {
      return { id, labelId, data, group: null, heldBack: false, made: made(i) };
    });
    const { model } = await client.train({ ...job(6), examples: () => seen });
    expect(Object.values(model.counts)).toEqual([3, 3]);
  });
});
