import { expect, it } from "vitest";

import { denseConfidences, fitDense } from "../../../src/training/core/dense.js";

const ignore = (): void => undefined;

/** `count` rows of three numbers; the label is whether the first is above the second. */
function rows(count: number): { rows: Float32Array[]; labels: Uint8Array } {
  const made = Array.from({ length: count }, (_, i) =>
    Float32Array.from([Math.sin(i) + 20, Math.cos(3 * i) + 20, 7]),
  );
  return { rows: made, labels: Uint8Array.from(made, ([a = 0, b = 0]) => (a > b ? 1 : 0)) };
}

it.each([6, 7, 8, 9])("%i rows are learned to the last one", async (count) => {
  const { rows: all, labels } = rows(count);
  const head = await fitDense(all, labels, 2, { c: 1000, standardise: true }, ignore);
  const guessed = all
    .map((row) => denseConfidences(head, row))
    .map(([no = 0, yes = 0]) => (yes > no ? 1 : 0));
  expect(guessed).toEqual([...labels]);
});

it("each row counts as much as any other, wherever it stands", async () => {
  const { rows: all, labels } = rows(9);
  const one = await fitDense(all, labels, 2, { c: 1 }, ignore);
  const other = await fitDense(all.toReversed(), labels.toReversed(), 2, { c: 1 }, ignore);
  for (const row of all)
    expect(denseConfidences(one, row)[0]).toBeCloseTo(denseConfidences(other, row)[0] ?? 0, 4);
});

it("confidences add up to one", async () => {
  const { rows: all, labels } = rows(12);
  const head = await fitDense(all, labels, 3, { c: 1 }, ignore);
  const confidences = denseConfidences(head, Float32Array.from([1e6, -1e6, 3]));
  expect(confidences.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
});

it("progress goes forward to one, and ends the fit with what it throws", async () => {
  const { rows: all, labels } = rows(40);
  const told: number[] = [];
  await fitDense(all, labels, 2, { c: 10 }, (progress) => void told.push(progress));
  expect([...told].sort((a, b) => a - b)).toEqual(told);
  expect(told.at(-1)).toBe(1);
  const stop = (): void => {
    throw new Error("enough");
  };
  await expect(fitDense(all, labels, 2, { c: 10 }, stop)).rejects.toThrow("enough");
});
