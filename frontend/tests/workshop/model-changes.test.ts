import { describe, expect, test } from "vitest";

import type { Field, ModelFile } from "../../src/contract/values.js";
import { changesBetween, wayOf } from "../../src/workshop/model-changes.js";

const CAT = { id: "a", name: "cat" };
const DOG = { id: "b", name: "dog" };
const SIZE: Field = { id: "f", name: "size", type: "number", choices: [], role: "input" };
const NGRAMS = { name: "text-ngrams", version: 1, sha256: null };

function model(parts: Partial<ModelFile> = {}): ModelFile {
  return {
    kind: "text",
    trainer: "text-softmax@1",
    labels: [CAT, DOG],
    fields: [],
    features: NGRAMS,
    counts: { a: 5, b: 8 },
    ...parts,
  } as ModelFile;
}

describe("What changed from one model to the next", () => {
  test("examples, label by label", () => {
    expect(changesBetween(model(), model({ counts: { a: 8, b: 7 } }))).toEqual([
      "3 more examples of cat",
      "1 less example of dog",
    ]);
  });

  test("labels that came, went and got another name", () => {
    const after = model({
      labels: [
        { id: "a", name: "kitten" },
        { id: "c", name: "fish" },
      ],
      counts: { a: 5, c: 1 },
    });
    expect(changesBetween(model(), after)).toEqual([
      "The label cat is called kitten",
      "A new label, fish, with 1 example",
      "The label dog is gone",
    ]);
  });

  test("rows of a project that guesses a number", () => {
    const before = model({
      kind: "prediction",
      labels: [],
      counts: { f: 10 },
      trainer: "prediction-ridge@1",
    });
    const after = { ...before, counts: { f: 12 }, trainer: "prediction-tree@1" };
    expect(changesBetween(before, after)).toEqual([
      "2 more rows",
      "A new way to learn: It asks questions, one after the other.",
    ]);
  });

  test("fields", () => {
    const before = model({ fields: [SIZE, { ...SIZE, id: "g", name: "age" }] });
    const after = model({
      fields: [
        { ...SIZE, type: "choice", choices: ["big", "small"] },
        { ...SIZE, id: "h", name: "legs" },
      ],
    });
    expect(changesBetween(before, after)).toEqual([
      "The field size has changed",
      "A new field: legs",
      "Without the field age",
    ]);
  });

  test("what reads the examples", () => {
    const after = model({ features: { name: "sentences", version: 3, sha256: "0" } });
    expect(changesBetween(model(), after)).toEqual(["A new way to look at the examples"]);
  });

  test("nothing", () => {
    expect(changesBetween(model(), model())).toEqual([]);
  });
});

test.each([
  ["numbers-tree@1", "questions"],
  ["numbers-softmax@1", "each field"],
  ["prediction-ridge@1", "each field"],
  ["images-softmax@1", "clues"],
])("%s says how it learns", (trainer, word) => {
  expect(wayOf(model({ trainer }))).toContain(word);
});

test("of a trainer that is not known here nothing is said", () => {
  expect(wayOf(model({ trainer: "else@1" }))).toBe("");
});
