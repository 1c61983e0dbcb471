/** Scores on the examples that were held back. */

import type { LabelScore, LabelScores, NumberScores } from "../../contract/values.js";
import { bounded } from "./table.js";

/** A guess is near when it is off by no more than this share of the numbers learned, from the lowest to the highest. */
const NEAR = 0.1;
const ROUNDING = 1e-9;

/** `outcomes` are [true label, guessed label]. `confusion[true][guessed]` leaves out what never happened. */
export function heldBackScores(labels: string[], outcomes: [string, string][]): LabelScores {
  const confusion = new Map(labels.map((label) => [label, new Map<string, number>()]));
  for (const [truth, guessed] of outcomes) {
    const row = confusion.get(truth);
    row?.set(guessed, (row.get(guessed) ?? 0) + 1);
  }
  const perLabel: [string, LabelScore][] = [...confusion].map(([label, row]) => {
    return [label, { right: row.get(label) ?? 0, of: sum([...row.values()]) }];
  });
  return {
    right: sum(perLabel.map(([, score]) => score.right)),
    of: sum(perLabel.map(([, score]) => score.of)),
    perLabel: Object.fromEntries(perLabel),
    confusion: Object.fromEntries([...confusion].map(([label, row]) => [label, Object.fromEntries(row)])),
  };
}

/** `usual` is the mean of what the model that guessed has learned. */
export interface Outcome {
  truth: number;
  guessed: number;
  usual: number;
}

/** `right` are those that are at most `near` off. `meanError` is how far off the guesses are, `usualError` how far off they
 * would be if all were the usual number; both are null without an outcome. */
export function numberScores(learned: number[], outcomes: Outcome[]): NumberScores {
  const lowest = learned.reduce((a, b) => Math.min(a, b), Infinity);
  const highest = learned.reduce((a, b) => Math.max(a, b), -Infinity);
  const near = NEAR * (highest - lowest);
  const off = outcomes.map(({ truth, guessed }) => Math.abs(guessed - truth));
  const isNear = outcomes.map(({ truth }, i) => (off[i] ?? 0) <= Math.max(near, ROUNDING * Math.abs(truth)));
  return {
    right: isNear.filter(Boolean).length,
    of: outcomes.length,
    near,
    meanError: mean(off),
    usualError: mean(outcomes.map(({ truth, usual }) => Math.abs(usual - truth))),
  };
}

function mean(numbers: number[]): number | null {
  return numbers.length > 0 ? bounded(sum(numbers) / numbers.length) : null;
}

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
