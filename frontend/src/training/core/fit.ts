/** Finding the head for n-grams: which columns to use, and what each weighs. `training/core/fit.py` does the same. */

import { BUCKETS, type Vector } from "./features.js";
import { type SparseMatrix, SparseObjective } from "./objective.js";
import type { NgramHead } from "./softmax.js";
import { centred, type OnProgress, shared, solve } from "./solver.js";

export const C = 30;
/** As many as a model file of 5 labels can hold below 200 kB. */
export const COLUMNS = 6_000;

const UNUSED = 0xffff;

/** `labels` are numbers below `labelCount`, each there at least once; `labelCount` is at least 2. */
export async function fit(
  vectors: Vector[],
  labels: Uint8Array,
  labelCount: number,
  onProgress: OnProgress,
): Promise<NgramHead> {
  const frequency = frequencyOf(vectors);
  const columns = chooseColumns(frequency);
  if (columns.length === 0) return withoutColumns(labels, labelCount);
  const scale = Float64Array.from(columns, (column) => rarity(frequency[column] ?? 0, vectors.length));
  const matrix = matrixOf(vectors, columns, scale);
  const objective = new SparseObjective(matrix, labels, labelCount, shared(C, labelCount));
  const point = await solve(objective, onProgress);
  return headOf(point, columns, scale, labelCount);
}

/** The buckets that most examples use, ascending; of equals the lower one. */
export function chooseColumns(frequency: Uint32Array): Uint16Array {
  const used = Array.from(frequency.keys()).filter((bucket) => (frequency[bucket] ?? 0) > 0);
  used.sort((a, b) => (frequency[b] ?? 0) - (frequency[a] ?? 0));
  return Uint16Array.from(used.slice(0, COLUMNS)).sort();
}

/** How much a column counts: one that few examples use says more about them. */
export function rarity(frequency: number, examples: number): number {
  return Math.log((1 + examples) / (1 + frequency)) + 1;
}

function frequencyOf(vectors: Vector[]): Uint32Array {
  const frequency = new Uint32Array(BUCKETS);
  for (const { buckets } of vectors)
    for (const bucket of buckets) frequency[bucket] = (frequency[bucket] ?? 0) + 1;
  return frequency;
}

function matrixOf(vectors: Vector[], columns: Uint16Array, scale: Float64Array): SparseMatrix {
  const position = new Uint16Array(BUCKETS).fill(UNUSED);
  columns.forEach((column, i) => (position[column] = i));
  const most = vectors.reduce((sum, { buckets }) => sum + buckets.length, 0);
  const matrix: SparseMatrix = {
    starts: new Uint32Array(vectors.length + 1),
    columns: new Uint16Array(most),
    values: new Float64Array(most),
    width: columns.length,
  };
  let end = 0;
  vectors.forEach(({ buckets, values }, row) => {
    buckets.forEach((bucket, i) => {
      const column = position[bucket] ?? UNUSED;
      if (column === UNUSED) return;
      matrix.columns[end] = column;
      matrix.values[end++] = (values[i] ?? 0) * (scale[column] ?? 0);
    });
    matrix.starts[row + 1] = end;
  });
  return matrix;
}

function headOf(
  point: Float64Array,
  columns: Uint16Array,
  scale: Float64Array,
  labelCount: number,
): NgramHead {
  const weights = new Float32Array(labelCount * columns.length);
  for (let label = 0; label < labelCount; label++)
    for (let column = 0; column < columns.length; column++)
      weights[label * columns.length + column] =
        (point[column * labelCount + label] ?? 0) * (scale[column] ?? 0);
  const bias = Float32Array.from(centred(point.subarray(columns.length * labelCount)));
  return { columns, weights, bias };
}

/** No example has a word: all that can be learned is how common each label is. */
function withoutColumns(labels: Uint8Array, labelCount: number): NgramHead {
  const common = new Float64Array(labelCount);
  labels.forEach((label) => (common[label] = (common[label] ?? 0) + 1));
  const bias = Float32Array.from(centred(common.map(Math.log)));
  return { columns: new Uint16Array(), weights: new Float32Array(), bias };
}
