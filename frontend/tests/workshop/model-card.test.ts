import { expect, test } from "vitest";

import type { Example, LabelScores, ModelFile } from "../../src/contract/values.js";
import { bestLook, failures, sourcesOf, unsureLabels } from "../../src/workshop/model-card.js";

const NAMES: Record<string, string> = { a: "cat", b: "dog", c: "fish" };
const nameOf = (id: string): string => NAMES[id] ?? "";

function scores(confusion: LabelScores["confusion"]): LabelScores {
  const perLabel = Object.fromEntries(
    Object.entries(confusion).map(([label, row]) => [
      label,
      { right: row[label] ?? 0, of: Object.values(row).reduce((sum, count) => sum + count, 0) },
    ]),
  );
  const all = Object.values(perLabel);
  const total = (key: "right" | "of"): number => all.reduce((sum, score) => sum + score[key], 0);
  return { right: total("right"), of: total("of"), perLabel, confusion };
}

function model(heldBack: LabelScores, crossValidated: LabelScores | null = null): ModelFile {
  const labels = Object.entries(NAMES).map(([id, name]) => ({ id, name }));
  return { kind: "text", labels, scores: { heldBack, crossValidated } } as ModelFile;
}

const FEW = scores({ a: { a: 1, b: 1 }, b: { b: 2 }, c: { c: 1 } });
const MANY = scores({ a: { a: 6, b: 3, c: 1 }, b: { b: 6, a: 1 }, c: { c: 1, b: 3 } });

test("it fails most where most were taken for something else", () => {
  expect(failures(model(MANY), nameOf)).toEqual([
    "It took 3 of 4 examples of fish for dog.",
    "It took 3 of 10 examples of cat for dog.",
    "It took 1 of 7 examples of dog for cat.",
  ]);
});

test("the look at more examples is the one that counts", () => {
  expect(bestLook(model(FEW, MANY))).toBe(MANY);
  expect(bestLook(model(MANY, FEW))).toBe(MANY);
  expect(failures(model(FEW), nameOf)).toEqual(["It took 1 of 2 examples of cat for dog."]);
});

test("labels with few tested examples are named", () => {
  expect(unsureLabels(model(MANY))).toEqual(["c"]);
  expect(unsureLabels(model(FEW))).toEqual(["a", "b", "c"]);
});

test("a prediction has neither", () => {
  const prediction = {
    kind: "prediction",
    labels: [],
    scores: { heldBack: { of: 3, near: 1 }, crossValidated: null },
  };
  expect(failures(prediction as unknown as ModelFile, nameOf)).toEqual([]);
  expect(unsureLabels(prediction as unknown as ModelFile)).toEqual([]);
});

test("sources are counted, most first, and say nothing of people", async () => {
  async function* examples(): AsyncGenerator<Example> {
    for (const source of ["typed", "file", "typed", "table", "table", "Mary's laptop"])
      yield await Promise.resolve({ source, contributor: "Mary" } as Example);
  }
  expect(await sourcesOf(examples())).toBe("files (3), typed in (2), and other places (1)");
});
