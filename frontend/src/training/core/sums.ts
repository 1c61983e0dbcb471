/** A label is guessed by a sum for each; `training/core/sums.py` says how it is found, and finds the same. */

import type { Field } from "../../contract/values.js";
import { DenseObjective } from "./dense.js";
import { type Ridge, standardised, sumOf, termsOf } from "./ridge.js";
import { softmax } from "./softmax.js";
import { centred, type OnProgress, shared, solve } from "./solver.js";
import { bounded, columnsOf } from "./table.js";

const C = 1;

/** `sums` has one for each label, over the same `fields`. */
export interface LabelSums {
  fields: Field[];
  sums: Ridge[];
}

/** One confidence a label, in label order, adding up to 1. */
export function sumsConfidences({ sums }: LabelSums, cells: readonly number[]): Float64Array {
  return softmax(Float64Array.from(sums, (one) => sumOf(one, cells)));
}

/** `rows` have one cell a field; `labels` are numbers below `labelCount`, each there at least once. */
export async function fitSums(
  fields: Field[],
  rows: readonly number[][],
  labels: Uint8Array,
  labelCount: number,
  onProgress: OnProgress,
): Promise<LabelSums> {
  const columns = standardised(columnsOf(fields, rows));
  const table = columns.flatMap(({ values }) => values);
  const lines = rows.map((_, row) => Float32Array.from(table, (values) => values[row] ?? 0));
  const objective = new DenseObjective(lines, labels, labelCount, shared(C, labelCount));
  const point = await solve(objective, onProgress);
  const bias = centred(point.subarray(objective.weights));
  const sums = Array.from(bias, (base, label): Ridge => {
    const own = point.subarray(label * table.length, (label + 1) * table.length);
    return { base: bounded(base), terms: termsOf(columns, Array.from(own)) };
  });
  return { fields, sums };
}
