import "fake-indexeddb/auto";

import { v7 as newId } from "uuid";
import { beforeEach, expect, it, vi } from "vitest";

import { PROJECT_KINDS } from "../../src/contract/data.js";
import { isUnderWay } from "../../src/contract/rules.js";
import type { Stores } from "../../src/contract/stores.js";
import type { SavedModel } from "../../src/contract/values.js";
import { Connection } from "../../src/stores/local/connection.js";
import { localStores } from "../../src/stores/local/index.js";
import { makeRoom } from "../../src/stores/local/sweep.js";
import type { Learners } from "../../src/stores/local/trainer.js";
import { type ExtractorName, featuresOf, said } from "../../src/training/core/extractors/known.js";
import { heldBackScores } from "../../src/training/core/metrics.js";
import { buildModel } from "../../src/training/core/modelFile.js";
import { inline } from "./places.js";

let has: ExtractorName | null;
let asked: (ExtractorName | null)[];
let stores: Stores;
let project: string;
let labels: { id: string; name: string }[];

const learners: Learners = {
  extractorNow: () => Promise.resolve(has),
  with: (extractor) => {
    asked.push(extractor);
    return Promise.resolve({ ...inline, guess: () => Promise.resolve([]) });
  },
};

beforeEach(async () => {
  [has, asked] = [null, []];
  const who = { person: { id: newId(), name: "Mira" }, kinds: PROJECT_KINDS, allowed: true };
  const nothing = (): void => undefined;
  const around = { connection: new Connection(makeRoom), now: Date.now, announce: nothing, persist: nothing };
  stores = localStores(who, { ...around, lookAt: () => Promise.resolve("0".repeat(16)) }, learners);
  project = newId();
  labels = ["cat", "dog"].map((name) => ({ id: newId(), name }));
  await stores.projects.create({ id: project, kind: "text", name: "Animals", labels });
  const texts = labels.flatMap(({ id, name }) =>
    Array.from({ length: 6 }, (_, n) => ({ id, text: `${name} ${n}` })),
  );
  await stores.examples.add(
    project,
    texts.map(({ id, text }) => ({ id: newId(), labelId: id, data: { text } })),
  );
});

async function train(): Promise<void> {
  const { id } = await stores.trainer.start(project);
  await vi.waitFor(async () => {
    if (isUnderWay(await stores.trainer.run(project, id))) throw new Error("not yet");
  });
}

/** A model that was made where sentences are understood. */
async function madeElsewhere(): Promise<SavedModel> {
  const features = featuresOf("text");
  const model = await buildModel({
    id: newId(),
    kind: "text",
    trainedAt: 1,
    trainer: "text-softmax@1",
    labels,
    fields: [],
    features: said(features),
    head: { weights: new Float32Array(2 * features.length), bias: new Float32Array(2) },
    crossValidated: null,
    counts: Object.fromEntries(labels.map(({ id }) => [id, 5])),
    heldBack: heldBackScores(
      labels.map(({ id }) => id),
      [],
    ),
  });
  return { model, report: [] };
}

it("learns from letters until what understands sentences has come, and says so in the model", async () => {
  await train();
  expect(asked).toEqual([null]);
  expect((await stores.models.latest(project)).model.features?.name).toBe("text-ngrams");
});

it("asks a model with what it was made with, whatever has come since", async () => {
  await train();
  [has, asked] = ["text", []];
  await stores.trainer.guess(project, [{ text: "cat" }]);
  expect(asked).toEqual([null]);
});

it("asks a model that came from elsewhere with what it was made with, though it is not here yet", async () => {
  const { model, report } = await madeElsewhere();
  await stores.models.save(project, model, report);
  await stores.trainer.guess(project, [{ text: "cat" }]);
  await stores.trainer.guess(project, [{ text: "dog" }]);
  expect(asked).toEqual(["text", "text"]);
});
