import { describe, expect, it } from "vitest";

import { textOf } from "../../../src/contract/data.js";
import { LABELS, MODEL_BYTES, TEXT_LENGTH } from "../../../src/contract/limits.js";
import { explain, guess as guessAll } from "../../../src/training/core/answer.js";
import { BUCKETS } from "../../../src/training/core/features.js";
import { chooseColumns, COLUMNS } from "../../../src/training/core/fit.js";
import { minimise } from "../../../src/training/core/lbfgs.js";
import { checkModel, parseModel } from "../../../src/training/core/modelFile.js";
import { train as trainProject, type TrainingExample } from "../../../src/training/core/train.js";
import type { ParsedModel } from "../../../src/training/core/parsed.js";
import type { Guess, SavedModel } from "../../../src/contract/values.js";
import { example, guessed, id, MODEL, project, sentences, WHEN } from "../material.js";

const CAT = id(0);
const DOG = id(1);

const PETS = [
  ...["it purrs", "it says meow", "a soft kitten", "whiskers and paws"].map((text, i) => example(i, 0, text)),
  ...["it barks", "it says woof", "a playful puppy", "it fetches sticks"].map((text, i) =>
    example(4 + i, 1, text),
  ),
  example(20, 0, "meow meow", true),
  example(21, 1, "woof woof", true),
  example(22, 1, "the kitten purrs", true),
];

function train(examples: TrainingExample[], labelCount: number): Promise<SavedModel> {
  return trainProject(project(labelCount), examples, { modelId: MODEL, trainedAt: WHEN });
}

function guessTexts(model: ParsedModel, texts: string[]): Promise<Guess[]> {
  return guessAll(
    model,
    texts.map((text) => ({ text })),
  );
}

describe("a trained model", () => {
  it("comes with its scores and its report", async () => {
    const { model, report } = await train(PETS, 2);
    expect(model).toMatchObject({ id: MODEL, trainedAt: WHEN, counts: { [CAT]: 4, [DOG]: 4 }, seed: 0 });
    expect(model.scores).toMatchObject({
      heldBack: {
        right: 2,
        of: 3,
        perLabel: { [CAT]: { right: 1, of: 1 }, [DOG]: { right: 1, of: 2 } },
        confusion: { [CAT]: { [CAT]: 1 }, [DOG]: { [DOG]: 1, [CAT]: 1 } },
      },
      crossValidated: { of: 11, perLabel: { [CAT]: { of: 5 }, [DOG]: { of: 6 } } },
    });
    expect(guessed(report).map(({ exampleId, guessedId }) => [exampleId, guessedId])).toEqual([
      [id(1020), CAT],
      [id(1021), DOG],
      [id(1022), CAT],
    ]);
  });

  it("answers after it was saved what the report says", async () => {
    const examples = sentences(3);
    const { model, report } = await train(examples, 3);
    const parsed = await parseModel(JSON.parse(JSON.stringify(model)));
    const texts = new Map(examples.map(({ id, data }) => [id, textOf(data)]));
    for (const { exampleId, guessedId, confidence } of guessed(report)) {
      const [guess] = await guessTexts(parsed, [texts.get(exampleId) ?? ""]);
      expect(guess?.confidences[0]).toEqual({ labelId: guessedId, confidence });
    }
  });

  it("is the same the second time", async () => {
    expect(await train(sentences(4), 4)).toEqual(await train(sentences(4), 4));
  });

  it("guesses best first, adding up to one, equals in the order of the labels", async () => {
    const same = Array.from({ length: 6 }, (_, i) => example(i, i % 3, "exactly the same"));
    const [guess] = await guessTexts(await parseModel((await train(same, 3)).model), ["exactly the same"]);
    expect(guess?.confidences.map(({ labelId }) => labelId)).toEqual([id(0), id(1), id(2)]);
    expect(guess?.confidences.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 12);
  });

  it("leaves out labels without anything to learn", async () => {
    const odd = [
      ...PETS,
      example(30, 2, "a bird", true),
      { ...example(31, 0, "of no label"), labelId: null },
      example(32, 7, "of a label that is gone"),
    ];
    const { model, report } = await train(odd, 3);
    expect(model.labels.map((label) => label.id)).toEqual([CAT, DOG]);
    expect(report).toHaveLength(3);
  });

  it("can be made of texts without a word", async () => {
    const blank = Array.from({ length: 8 }, (_, i) => example(i, i < 6 ? 1 : 0, "\u200b"));
    const [guess] = await guessTexts(await parseModel((await train(blank, 2)).model), ["hello"]);
    expect(guess?.confidences[0]?.labelId).toBe(DOG);
    expect(guess?.confidences[0]?.confidence).toBeCloseTo(0.75, 6);
  });

  it.each([
    ["no examples", []],
    ["one label", [example(1, 0, "alone")]],
    ["a label that is all held back", [example(1, 0, "alone"), example(2, 1, "no", true)]],
  ])("cannot be made of %s", async (_, examples) => {
    await expect(train(examples, 2)).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("progress", () => {
  it("goes forward to one", async () => {
    const told: number[] = [];
    const onProgress = (progress: number): void => void told.push(progress);
    await trainProject(project(4), sentences(4), { modelId: MODEL, trainedAt: WHEN, onProgress });
    expect([...told].sort((a, b) => a - b)).toEqual(told);
    expect(told.at(-1)).toBe(1);
    expect(told.length).toBeGreaterThan(10);
  });

  it("stops the training with what it throws", async () => {
    let steps = 0;
    const onProgress = (): void => {
      if (++steps > 5) throw new Error("enough");
    };
    const training = trainProject(project(4), sentences(4), {
      modelId: MODEL,
      trainedAt: WHEN,
      onProgress,
    });
    await expect(training).rejects.toThrow("enough");
    expect(steps).toBe(6);
  });
});

describe("sizes", () => {
  it("keep the columns that most examples use", () => {
    const frequency = new Uint32Array(BUCKETS).fill(1);
    frequency[50] = 0;
    frequency[16_000] = 3;
    const columns = chooseColumns(frequency);
    expect(columns).toHaveLength(COLUMNS);
    expect([...columns.subarray(48, 52)]).toEqual([48, 49, 51, 52]);
    expect(columns.at(-1)).toBe(16_000);
  });

  it.each([
    [5, 200_000],
    [LABELS, MODEL_BYTES],
  ])(
    "of a model file stay small with %i labels",
    async (labelCount, most) => {
      const text = (i: number): string =>
        Array.from({ length: TEXT_LENGTH }, (_, j) =>
          String.fromCodePoint(0x4e00 + ((i * 997 + j) % 20_000)),
        ).join("");
      const varied = Array.from({ length: labelCount * 6 }, (_, i) =>
        example(i, i % labelCount, text(i), i % 5 === 4),
      );
      const wide = Array.from({ length: labelCount }, (_, i) => ({ id: id(i), name: "👩".repeat(30) }));
      const { model } = await trainProject(
        { kind: "text", extractor: null, labels: wide, fields: [] },
        varied,
        {
          modelId: MODEL,
          trainedAt: WHEN,
        },
      );
      expect(new TextEncoder().encode(JSON.stringify(model)).length).toBeLessThan(most);
      await checkModel(model);
    },
    30_000,
  );
});

describe("an explanation", () => {
  it("finds the word that counts", async () => {
    const model = await parseModel((await train(PETS, 2)).model);
    const text = "😀 the kitten, the puppies barked";
    const { guess, words } = await explain(model, { text });
    expect([guess]).toEqual(await guessTexts(model, [text]));
    const characters = Array.from(text);
    expect(words.map(({ start, end }) => characters.slice(start, end).join(""))).toEqual([
      "😀",
      "the",
      "kitten",
      "the",
      "puppies",
      "barked",
    ]);
  });

  it.each([
    [0, 0],
    [45, 45],
    [46, 23],
    [64, 32],
    [100, 20],
    [400, 8],
  ])("looks at a long text of %i words in %i parts, that all are quickly read", async (words, parts) => {
    const model = await parseModel((await train(PETS, 2)).model);
    expect((await explain(model, { text: "cat ".repeat(words) })).words).toHaveLength(parts);
  });
});

it("the search finds the lowest point of a long valley", async () => {
  const valley = {
    size: 3,
    at(point: Float64Array, gradient: Float64Array): number {
      const [a = 0, b = 0, c = 0] = point;
      gradient.set([200 * (a - 1), 2 * (b + 2), 0.02 * (c - 30)]);
      return 100 * (a - 1) ** 2 + (b + 2) ** 2 + 0.01 * (c - 30) ** 2;
    },
  };
  const point = await minimise(valley, { tolerance: 1e-9, iterations: 200, onStep: () => undefined });
  expect([...point].map((value) => Number(value.toFixed(6)))).toEqual([1, -2, 30]);
});
