/** A second look where few examples are held back; `training/core/turns.py` says how, and takes the same turns. */

import type { Row } from "./order.js";
import type { OnProgress } from "./solver.js";

const FOLDS = 5;
/** With so many held back, of each label, the first look is enough. */
const ENOUGH = 5;
/** Of more examples no model is made five times. */
const MOST = 300;

type Sorted = Pick<Row, "label" | "group" | "heldBack">;

export interface Turn<One> {
  learned: One[];
  tested: One[];
}

/** `heldBack` is how many there are, of each label. Empty where a second look is not needed, takes too long, or cannot be
 * had: what belongs together is tested together, and something of each label must be left to learn from. */
export function turnsOf<One extends Sorted>(rows: readonly One[], heldBack: readonly number[]): Turn<One>[] {
  if (looksAt(rows.filter((row) => !row.heldBack).length, heldBack) === 1) return [];
  const folds = foldsOf(rows);
  const ofLabel = new Map<string | null, Set<number>>();
  rows.forEach(({ label }, i) => {
    ofLabel.set(label, (ofLabel.get(label) ?? new Set()).add(folds[i] ?? 0));
  });
  if ([...ofLabel.values()].some((used) => used.size < 2)) return [];
  return [...new Set(folds)].sort().map((fold) => ({
    learned: rows.filter((_, i) => folds[i] !== fold),
    tested: rows.filter((_, i) => folds[i] === fold),
  }));
}

/** How often something is learned at most, the turns of the second look among them. */
export function looksAt(learned: number, heldBack: readonly number[]): number {
  return learned > MOST || Math.min(...heldBack) >= ENOUGH ? 1 : 1 + FOLDS;
}

/** One each: the groups of a label take turns in the order of their first examples. */
export function foldsOf(rows: readonly Sorted[]): number[] {
  const groups = new Map<string | null, number>();
  const folds = new Map<string, number>();
  return rows.map(({ label, group }) => {
    const known = folds.get(group);
    if (known !== undefined) return known;
    const place = groups.get(label) ?? 0;
    groups.set(label, place + 1);
    folds.set(group, place % FOLDS);
    return place % FOLDS;
  });
}

/** For one of `count` things to do, one after the other. */
export function partOf(onProgress: OnProgress, place: number, count: number): OnProgress {
  return (progress) => onProgress((place + progress) / count);
}
