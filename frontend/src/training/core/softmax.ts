/** The softmax head: for each label a weight a column and a bias; the confidences are the softmax of the sums. */

import type { Guess } from "../../contract/values.js";
import { BUCKETS, type Vector, vectorOf } from "./features.js";

/** `columns` (n, ascending buckets), `weights` (labels x n, row by row), `bias` (labels). */
export interface Head {
  columns: Uint16Array;
  weights: Float32Array;
  bias: Float32Array;
}

const UNUSED = 0xffff;

/** A model that has been checked and is ready to guess. */
export class ParsedModel {
  private readonly position = new Uint16Array(BUCKETS).fill(UNUSED);

  constructor(
    readonly id: string,
    readonly labels: string[],
    private readonly head: Head,
  ) {
    head.columns.forEach((column, position) => {
      this.position[column] = position;
    });
  }

  /** One a label, in label order, adding up to 1. */
  confidences({ buckets, values }: Vector): Float64Array {
    const { columns, weights, bias } = this.head;
    const sums = Float64Array.from(bias);
    buckets.forEach((bucket, i) => {
      const position = this.position[bucket] ?? UNUSED;
      if (position === UNUSED) return;
      const value = values[i] ?? 0;
      for (let label = 0; label < sums.length; label++)
        sums[label] = (sums[label] ?? 0) + value * (weights[label * columns.length + position] ?? 0);
    });
    return softmax(sums);
  }

  guess(vector: Vector): Guess {
    const confidences = Array.from(this.confidences(vector), (confidence, i) => ({
      labelId: this.labels[i] ?? "",
      confidence,
    }));
    return { modelId: this.id, confidences: confidences.sort((a, b) => b.confidence - a.confidence) };
  }
}

/** One guess a text, in the order given. */
export function guessText(model: ParsedModel, texts: string[]): Guess[] {
  return texts.map((text) => model.guess(vectorOf(text)));
}

export function softmax(sums: Float64Array): Float64Array {
  const highest = sums.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = sums.map((sum) => Math.exp(sum - highest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}
