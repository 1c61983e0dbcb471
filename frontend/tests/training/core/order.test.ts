import { describe, expect, it } from "vitest";

import { explain, guess } from "../../../src/training/core/answer.js";
import { type Features, featuresOf, said } from "../../../src/training/core/extractors/known.js";
import { digestOf, type Kept, rowsOf } from "../../../src/training/core/order.js";
import { NGRAMS, type Reader } from "../../../src/training/core/readers.js";
import { parseModel } from "../../../src/training/core/modelFile.js";
import { train, type TrainingExample } from "../../../src/training/core/train.js";
import { example, id, project } from "../material.js";

/** Sees nothing in a picture but how large its file is. */
function countingReader(): Reader & { looks: number } {
  const { length } = featuresOf("images");
  const reader = {
    features: featuresOf("images"),
    looks: 0,
    async *vectors(items: Parameters<Reader["vectors"]>[0]) {
      for await (const item of items) {
        reader.looks++;
        const large = "file" in item && item.file.size > 4;
        yield new Float32Array(length).fill(large ? 1 : 0, 0, 1).fill(large ? 0 : 1, 1, 2);
      }
    },
    vectorsToTrain: (items: Parameters<Reader["vectors"]>[0]) => reader.vectors(items),
    vectorsWithout: () =>
      reader.vectors(["x", "large", "x", "x"].map((part) => ({ file: new Blob([part]) }))),
  };
  return reader;
}

/** Remembers, as a browser does. */
function keeping(): Kept & { made: Map<string, Float32Array> } {
  const made = new Map<string, Float32Array>();
  return {
    made,
    load: () => Promise.resolve(made),
    keep: (_: Features, sha256: string, numbers: Float32Array) => made.set(sha256, numbers),
  };
}

function pictures(): TrainingExample[] {
  return Array.from({ length: 8 }, (_, i) => {
    const file = new Blob(["x".repeat(i % 2 ? 8 : 2)]);
    const media = { mediaId: id(i), type: "image/png" as const, bytes: file.size, nearHash: null };
    return {
      id: id(10 + i),
      labelId: id(i % 2),
      data: { media: { ...media, sha256: `${i}`.padStart(64, "0") } },
      group: i < 2 ? "burst" : null,
      heldBack: false,
      file,
    };
  });
}

const ASKED = { ...project(2), kind: "images" as const, extractor: "images" as const };

describe("what an extractor has made of an example", () => {
  it("is kept, so that a picture is looked at once, however often it is trained on", async () => {
    const reader = countingReader();
    const kept = keeping();
    const order = { modelId: id(90), trainedAt: 0, kept };
    const first = await train(ASKED, pictures(), { ...order, open: () => Promise.resolve(reader) });
    expect(reader.looks).toBe(8);
    const unopened = { ...order, open: () => Promise.reject(new Error("nothing to read")) };
    expect(await train(ASKED, pictures(), unopened)).toEqual(first);
    expect(first.model.features).toEqual(said(featuresOf("images")));
  });

  it("is made anew for examples that came later", async () => {
    const reader = countingReader();
    const kept = keeping();
    const order = { modelId: id(90), trainedAt: 0, kept, open: () => Promise.resolve(reader) };
    await train(ASKED, pictures().slice(0, 6), order);
    const whole = await train(ASKED, pictures(), order);
    expect(reader.looks).toBe(8);
    expect(Object.values(whole.model.counts)).toEqual([4, 4]);
  });

  it("stays when the training is stopped half-way", async () => {
    const reader = countingReader();
    const kept = keeping();
    const order = { modelId: id(90), trainedAt: 0, kept, open: () => Promise.resolve(reader) };
    const onProgress = () => {
      if (reader.looks === 5) throw new Error("enough");
    };
    await expect(train(ASKED, pictures(), { ...order, onProgress })).rejects.toThrow("enough");
    expect(kept.made.size).toBe(5);
    await train(ASKED, pictures(), order);
    expect(reader.looks).toBe(8);
  });

  it("tells how far it is after every picture", async () => {
    const told: number[] = [];
    const reader = countingReader();
    const onProgress = (part: number) => void told.push(part);
    await train(ASKED, pictures(), {
      modelId: id(90),
      trainedAt: 0,
      onProgress,
      open: () => Promise.resolve(reader),
    });
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(told.filter((part) => part < 0.9).length).toBeGreaterThan(8);
  });
});

describe("why a picture was guessed so", () => {
  it("is said by its areas, and by what was read when it was trained", async () => {
    const reader = countingReader();
    const kept = keeping();
    const open = () => Promise.resolve(reader);
    const { model } = await train(ASKED, pictures().slice(0, 6), {
      modelId: id(90),
      trainedAt: 0,
      open,
      kept,
    });
    const asked = { file: new Blob(["x".repeat(8)]) };
    const { guess, areas, moments, nearest } = await explain(await parseModel(model), asked, {
      open,
      learned: pictures(),
      kept,
    });
    expect(guess.confidences[0]?.labelId).toBe(id(1));
    expect([areas?.columns, areas?.rows, moments]).toEqual([2, 2, []]);
    const [small, large] = areas?.effects ?? [];
    expect(small).toBeGreaterThan(0.5);
    expect(large).toBe(0);
    expect(nearest).toEqual(
      [11, 13, 15].map((number) => ({ exampleId: id(number), labelId: id(1), likeness: 1 })),
    );
    expect(reader.looks).toBe(6 + 1 + 4);
  });
});

it("rows say which examples belong together", async () => {
  const examples = [example(1, 0, "same"), example(2, 0, "same"), example(3, 0, "other")];
  examples.push({ ...example(4, 0, "a burst"), group: "one" }, { ...example(5, 1, "of two"), group: "one" });
  const rows = await rowsOf(examples, NGRAMS, keeping(), () => undefined);
  const [first, second, third, fourth, fifth] = rows.map(({ group }) => group);
  expect(first).toBe(second);
  expect(fourth).toBe(fifth);
  expect(new Set([first, third, fourth]).size).toBe(3);
});

it("a text is known by its own SHA-256, and a file by its file's", () => {
  expect(digestOf({ text: "abc" })).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const [picture] = pictures();
  expect(picture && digestOf(picture.data)).toBe("0".repeat(64));
});

it("refuses a model that was made with other weights, and one that this worker has no weights for", async () => {
  const open = () => Promise.resolve(countingReader());
  const { model } = await train(ASKED, pictures(), { modelId: id(90), trainedAt: 0, open });
  const parsed = await parseModel(model);
  const data = [{ file: new Blob(["xx"]) }];
  expect((await guess(parsed, data, open))[0]?.confidences[0]?.labelId).toBe(id(0));
  await expect(guess(parsed, data)).rejects.toMatchObject({ code: "invalid" });
  Object.assign(parsed, { features: { ...model.features, sha256: "0".repeat(64) } });
  await expect(guess(parsed, data, open)).rejects.toMatchObject({ code: "invalid" });
});
