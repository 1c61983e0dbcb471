/** Scores on the examples that were held back. */

import type { LabelScore, Scores } from "../../contract/values.js";

export type HeldBackScores = Scores["heldBack"];

/** `outcomes` are [true label, guessed label]. `confusion[true][guessed]` leaves out what never happened. */
export function heldBackScores(labels: string[], outcomes: [string, string][]): HeldBackScores {
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

function sum(numbers: number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
