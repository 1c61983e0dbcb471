import { describe, expect, it, vi } from "vitest";

import type { ModelFile } from "../../src/contract/values.js";
import { TrainingClient, type TrainJob } from "../../src/training/client.js";
import { parseModel } from "../../src/training/core/modelFile.js";
import { train } from "../../src/training/core/train.js";
import { FakeWorker } from "./fakeWorker.js";
import { example, id, MODEL, project, sentences, WHEN } from "./material.js";

const ready = await train(project(3), sentences(3), { modelId: MODEL, trainedAt: WHEN });

function office(...workers: FakeWorker[]): { client: TrainingClient; hired: FakeWorker[] } {
  const hired: FakeWorker[] = [];
  const start = (): FakeWorker => {
    const worker = workers[hired.length] ?? new FakeWorker();
    hired.push(worker);
    return worker;
  };
  return { client: new TrainingClient(start, 100), hired };
}

function job(change: Partial<TrainJob> = {}): TrainJob {
  return {
    project: project(3),
    method: "usual",
    examples: () => sentences(3),
    modelId: MODEL,
    trainedAt: WHEN,
    ...change,
  };
}

const load = (): Promise<ModelFile> => Promise.resolve(ready.model);

describe("training", () => {
  it("answers with the model and the report", async () => {
    expect(await office().client.train(job())).toEqual(ready);
  });

  it("sends many examples in batches and tells how far it is", async () => {
    const { client, hired } = office();
    const many = Array.from({ length: 1200 }, (_, i) =>
      example(i, i % 3, `text ${i} of ${i % 3}`, i % 9 === 0),
    );
    const told: number[] = [];
    const { model } = await client.train(
      job({ examples: () => many, onProgress: (part) => told.push(part) }),
    );
    expect(hired[0]?.heard.filter((said) => said === "examples")).toHaveLength(4);
    expect(Object.values(model.counts).reduce((a, b) => a + b)).toBe(1200 - 134);
    expect(told.length).toBeGreaterThan(0);
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(told.every((part) => part >= 0 && part <= 1)).toBe(true);
  });

  it("rests as soon as nothing is under way, and begins again with another worker", async () => {
    const { client, hired } = office();
    const training = client.train(job());
    await Promise.resolve();
    client.rest();
    expect(hired[0]?.terminated).toBe(false);
    await training;
    expect(hired[0]?.terminated).toBe(true);
    expect(await client.train(job())).toEqual(ready);
    expect(hired).toHaveLength(2);
  });

  it("says when there is too little", async () => {
    const few = job({ examples: () => [example(1, 0, "one"), example(2, 1, "two", true)] });
    await expect(office().client.train(few)).rejects.toMatchObject({ code: "invalid" });
  });

  it("stops at once when it is cancelled, and goes on with other work", async () => {
    const { client, hired } = office();
    const stop = new AbortController();
    const onProgress = (): void => {
      stop.abort(new Error("enough"));
    };
    const training = client.train(
      job({ project: project(8), examples: () => sentences(8), onProgress, signal: stop.signal }),
    );
    await expect(training).rejects.toThrow("enough");
    expect(hired[0]?.heard.at(-1)).toBe("cancel");
    expect(await client.train(job())).toEqual(ready);
    expect(hired).toHaveLength(1);
  });

  it("does not begin when it is cancelled before", async () => {
    const { client, hired } = office();
    await expect(client.train(job({ signal: AbortSignal.abort(new Error("never mind")) }))).rejects.toThrow(
      "never mind",
    );
    expect(hired).toHaveLength(0);
  });

  it("passes on what reading the examples throws", async () => {
    const broken = job({
      async *examples() {
        yield await Promise.resolve(example(1, 0, "one"));
        throw new Error("the disk is gone");
      },
    });
    await expect(office().client.train(broken)).rejects.toThrow("the disk is gone");
  });
});

describe("questions", () => {
  it("loads the model once", async () => {
    const { client } = office();
    const loading = vi.fn(load);
    const [guess] = await client.guess(MODEL, loading, [{ text: "It's too dark in here" }]);
    const explanation = await client.explain(MODEL, loading, { text: "It's too dark in here" }, sentences(3));
    expect(guess?.confidences[0]?.labelId).toBe(id(0));
    expect(explanation.guess).toEqual(guess);
    expect(explanation.words).toHaveLength(6);
    expect(explanation.nearest.map(({ labelId }) => labelId)).toEqual([id(0), id(0), id(0)]);
    expect(loading).toHaveBeenCalledOnce();
  });

  it("passes on what loading throws", async () => {
    const none = (): Promise<ModelFile> => Promise.reject(new Error("no model"));
    await expect(office().client.guess(MODEL, none, [{ text: "hello" }])).rejects.toThrow("no model");
  });

  it("refuses a damaged model", async () => {
    const damaged = (): Promise<ModelFile> => Promise.resolve({ ...ready.model, trainedAt: 1 });
    await expect(office().client.guess(MODEL, damaged, [{ text: "hello" }])).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("keeps the models that were asked last", async () => {
    const { client } = office();
    const models = await Promise.all(
      [1, 2, 3, 4].map(async (n) => {
        const options = { modelId: id(500 + n), trainedAt: WHEN };
        return (await train(project(2), sentences(2, 10), options)).model;
      }),
    );
    const loading = vi.fn((model: ModelFile) => Promise.resolve(model));
    for (const model of [...models, ...models.slice(1), ...models.slice(0, 1)])
      await client.guess(model.id, () => loading(model), [{ text: "hello" }]);
    expect(loading).toHaveBeenCalledTimes(5);
  });

  it("are answered while a training is under way", async () => {
    const { client } = office();
    const order: string[] = [];
    const training = client.train(job({ project: project(8), examples: () => sentences(8) }));
    await client.guess(MODEL, load, [{ text: "hello" }]).then(() => order.push("guess"));
    await training.then(() => order.push("training"));
    expect(order).toEqual(["guess", "training"]);
  });
});

describe("a worker that dies", () => {
  it("is replaced, and its work begun again", async () => {
    const { client, hired } = office(new FakeWorker("examples"));
    const reading = vi.fn(() => sentences(3));
    expect(await client.train(job({ examples: reading }))).toEqual(ready);
    expect(reading).toHaveBeenCalledTimes(2);
    expect(hired.map((worker) => worker.terminated)).toEqual([true, false]);
  });

  it("takes its model with it", async () => {
    const { client } = office(new FakeWorker("train"));
    await client.guess(MODEL, load, [{ text: "hello" }]);
    const loading = vi.fn(load);
    const [saved, guesses] = await Promise.all([
      client.train(job()),
      client.guess(MODEL, loading, [{ text: "hello" }]),
    ]);
    expect(saved).toEqual(ready);
    expect(guesses).toHaveLength(1);
  });

  it("twice of the same work ends that work", async () => {
    const { client } = office(new FakeWorker("train"), new FakeWorker("train"));
    await expect(client.train(job())).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(await client.guess(MODEL, load, [{ text: "hello" }])).toHaveLength(1);
  });

  it("by saying nothing is asked once, then replaced", async () => {
    const { client, hired } = office(new FakeWorker(undefined, true));
    expect(await client.train(job())).toEqual(ready);
    expect(hired[0]?.heard.at(-1)).toBe("ping");
    expect(hired[0]?.terminated).toBe(true);
  });

  it("cannot start at all", async () => {
    const client = new TrainingClient(() => {
      throw new Error("no workers here");
    });
    await expect(client.guess(MODEL, load, [{ text: "hello" }])).rejects.toMatchObject({
      code: "storage_unavailable",
    });
    await expect(client.train(job())).rejects.toMatchObject({ code: "storage_unavailable" });
  });

  it("is left alone while nothing is asked of it", async () => {
    const { client, hired } = office();
    await client.guess(MODEL, load, [{ text: "hello" }]);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(hired[0]?.heard).not.toContain("ping");
  });

  it("ends what is under way when the page closes it", async () => {
    const { client, hired } = office();
    const neverRead = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
    const training = client.train(job({ examples: () => neverRead }));
    await vi.waitFor(() => {
      expect(hired).toHaveLength(1);
    });
    client.close();
    await expect(training).rejects.toMatchObject({ code: "storage_unavailable" });
    expect(hired[0]?.terminated).toBe(true);
  });
});

it("a model from the worker can be read", async () => {
  expect(await parseModel(ready.model)).toMatchObject({ labels: [id(0), id(1), id(2)] });
});
