/** The scores in a model file must add up. */

import { demand, isCount, isNumber, isObject, parts } from "./shapeParts.js";

/** Problem: `invalid`. */
export function checkLabelScores(said: unknown, labels: string[]): void {
  const heldBack = parts(said, ["right", "of", "perLabel", "confusion"], "scores");
  const perLabel = parts(heldBack["perLabel"], labels, "scores");
  const confusion = parts(heldBack["confusion"], labels, "scores");
  let right = 0;
  let of = 0;
  for (const label of labels) {
    const row = counted(confusion[label], labels);
    const rightHere = row.get(label) ?? 0;
    const ofHere = [...row.values()].reduce((a, b) => a + b, 0);
    checkScore(perLabel[label], rightHere, ofHere);
    right += rightHere;
    of += ofHere;
  }
  checkScore({ right: heldBack["right"], of: heldBack["of"] }, right, of);
}

/** Problem: `invalid`. */
export function checkNumberScores(said: unknown): void {
  const scores = parts(said, ["right", "of", "near", "meanError", "usualError"], "scores");
  const { right, of, near } = scores;
  demand(isCount(right) && isCount(of) && right <= of, "its scores do not add up");
  demand(isNumber(near) && near >= 0, "its scores are damaged");
  for (const error of [scores["meanError"], scores["usualError"]])
    demand(of > 0 ? isNumber(error) && error >= 0 : error === null, "its scores are damaged");
}

function counted(said: unknown, labels: string[]): Map<string, number> {
  demand(isObject(said), "its scores are damaged");
  const row = new Map<string, number>();
  for (const [label, times] of Object.entries(said)) {
    demand(labels.includes(label) && isCount(times) && times > 0, "its scores are damaged");
    row.set(label, times);
  }
  return row;
}

function checkScore(said: unknown, right: number, of: number): void {
  const score = parts(said, ["right", "of"], "scores");
  demand(score["right"] === right && score["of"] === of, "its scores do not add up");
}
