import { describe, expect, test } from "vitest";

import vectors from "../../../../tests/training/core/turns.json" with { type: "json" };
import type { LabelScores, ProjectKind } from "../../../src/contract/values.js";
import { train } from "../../../src/training/core/train.js";
import { foldsOf, turnsOf } from "../../../src/training/core/turns.js";
import { example, MODEL, project, WHEN } from "../material.js";

/** "a2" is an example of label a in group 2. */
function rowsOf(said: string[]): { label: string; group: string; heldBack: boolean }[] {
  return said.map((one) => ({ label: one[0] ?? "", group: one.slice(1), heldBack: false }));
}

function each(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${"ab"[i % 2] ?? ""}${i}`);
}

test.each(vectors)("$name", ({ rows, folds }) => {
  expect(foldsOf(rowsOf(rows))).toEqual(folds);
});

describe("There is a second look", () => {
  test.each([
    ["where few are held back", each(10), [4, 5], 5],
    ["not where enough are", each(10), [5, 5], 0],
    ["not where a label is one burst", ["a1", "a1", "a1", "b1", "b2", "b3"], [0, 0], 0],
    ["of many examples", each(300), [0, 0], 5],
    ["not of too many", each(301), [0, 0], 0],
  ])("%s", (_, rows, heldBack, turns) => {
    expect(turnsOf(rowsOf(rows), heldBack)).toHaveLength(turns);
  });
});

test("each example is tested once, by a model that has not learned from its group", () => {
  const rows = rowsOf(each(40).map((one, i) => `${one[0] ?? ""}${Math.floor(i / 3)}`));
  const turns = turnsOf(rows, [0, 0]);
  expect(turns.flatMap(({ tested }) => tested)).toHaveLength(rows.length);
  for (const { learned, tested } of turns) {
    const groups = new Set(learned.map(({ group }) => group));
    expect(tested.filter(({ group }) => groups.has(group))).toEqual([]);
    expect(learned.length + tested.length).toBe(rows.length);
  }
});

test("its scores count every example", async () => {
  const examples = Array.from({ length: 20 }, (_, i) => example(i, i % 2, `word${i % 2} ${i}`, i < 4));
  const { model } = await train(project(2), examples, { modelId: MODEL, trainedAt: WHEN });
  expect(model.kind satisfies ProjectKind).toBe("text");
  expect(model.scores.heldBack.of).toBe(4);
  const second = model.scores.crossValidated as LabelScores;
  expect([second.right, second.of]).toEqual([20, 20]);
});
