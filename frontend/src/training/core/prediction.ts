/** How a number is learned: by a ridge sum, or by a tree where that is clearly better; `training/core/prediction.py`
 * decides the same. */

import type { Field } from "../../contract/values.js";
import { type NumberHead, numberOf, type NumberTree } from "./parsed.js";
import { fitRidge, type Ridge } from "./ridge.js";
import type { OnProgress } from "./solver.js";
import { bounded, columnsOf } from "./table.js";
import { grow, type Limits, telling } from "./tree.js";

const TREE_LIMITS: Limits = { depth: 4, rows: 5 };
const FOLDS = 5;
/** Of two that are nearly as good the sum is taken, which says more about numbers that were never seen. */
const CLEARLY = 0.95;
const CHOSEN = 0.8;

/** What is learned: one cell a field, and what is to be predicted. */
interface Lesson {
  fields: Field[];
  rows: number[][];
  outputs: number[];
}

/** There is at least one example. */
export async function fitNumber(lesson: Lesson, onProgress: OnProgress): Promise<NumberHead> {
  let sums = 0;
  let trees = 0;
  for (let fold = 0; fold < FOLDS && lesson.rows.length >= FOLDS; fold++) {
    const learned = part(lesson, (i) => i % FOLDS !== fold);
    const tested = part(lesson, (i) => i % FOLDS === fold);
    sums += errorOf(ridgeOf(learned), tested);
    trees += errorOf(await treeOf(learned, ignore), tested);
    await onProgress((CHOSEN * (fold + 1)) / FOLDS);
  }
  if (trees < CLEARLY * sums)
    return treeOf(lesson, (progress) => onProgress(CHOSEN + (1 - CHOSEN) * progress));
  return ridgeOf(lesson);
}

/** Added one after the other, as Python does: a tree may hang on the last bit. */
export function meanOf(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function part({ fields, rows, outputs }: Lesson, isIn: (i: number) => boolean): Lesson {
  return {
    fields,
    rows: rows.filter((_, i) => isIn(i)),
    outputs: outputs.filter((_, i) => isIn(i)),
  };
}

/** How far off in sum. */
function errorOf(head: NumberHead, { rows, outputs }: Lesson): number {
  return rows.reduce((sum, row, i) => sum + Math.abs(numberOf(head, row) - (outputs[i] ?? 0)), 0);
}

function ridgeOf({ fields, rows, outputs }: Lesson): Ridge {
  return fitRidge(columnsOf(fields, rows), outputs);
}

async function treeOf({ fields, rows, outputs }: Lesson, onProgress: OnProgress): Promise<NumberTree> {
  const middle = meanOf(outputs);
  const finish = telling(rows.length, onProgress, (count, [total = 0]) => [bounded(middle + total / count)]);
  const targets = outputs.map((output) => [output - middle]);
  return { fields, root: await grow(columnsOf(fields, rows), targets, TREE_LIMITS, finish) };
}

function ignore(): void {
  // Only the last tree is told of.
}
