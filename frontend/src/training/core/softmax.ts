/** The softmax head: for each label a weight a column and a bias; the confidences are the softmax of the sums. */

import { BUCKETS, type Vector } from "./features.js";

/** `columns` (n, ascending buckets), `weights` (labels x n, row by row), `bias` (labels). */
export interface NgramHead {
  columns: Uint16Array;
  weights: Float32Array;
  bias: Float32Array;
}

const UNUSED = 0xffff;

/** One confidence a label, in label order, adding up to 1. */
export function ngramConfidences({ columns, weights, bias }: NgramHead): (vector: Vector) => Float64Array {
  const positions = new Uint16Array(BUCKETS).fill(UNUSED);
  columns.forEach((column, position) => (positions[column] = position));
  return ({ buckets, values }) => {
    const sums = Float64Array.from(bias);
    buckets.forEach((bucket, i) => {
      const position = positions[bucket] ?? UNUSED;
      if (position === UNUSED) return;
      const value = values[i] ?? 0;
      for (let label = 0; label < sums.length; label++)
        sums[label] = (sums[label] ?? 0) + value * (weights[label * columns.length + position] ?? 0);
    });
    return softmax(sums);
  };
}

export function softmax(sums: Float64Array): Float64Array {
  const highest = sums.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}
