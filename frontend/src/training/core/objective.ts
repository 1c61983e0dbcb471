/** What softmax regression makes small: half the squared weights + C x the summed log-loss; biases are free. The same
 * as scikit-learn's `LogisticRegression(C)`. */

import type { Objective } from "./lbfgs.js";

/** The part that does not depend on how the rows are kept. */
export interface SoftmaxObjective extends Objective {
  readonly examples: number;
  readonly c: number;
}

/** Rows one after another: row i has the columns and values from `starts[i]` up to `starts[i + 1]`. */
export interface SparseMatrix {
  starts: Uint32Array;
  columns: Uint16Array;
  values: Float64Array;
  width: number;
}

/** A point holds the weights, column by column, one a label, and then one bias a label. */
export class SparseObjective implements SoftmaxObjective {
  readonly size: number;
  readonly examples: number;
  private readonly shares: Float64Array;

  constructor(
    private readonly matrix: SparseMatrix,
    private readonly labels: Uint8Array,
    private readonly labelCount: number,
    readonly c: number,
  ) {
    this.size = (matrix.width + 1) * labelCount;
    this.examples = labels.length;
    this.shares = new Float64Array(labelCount);
  }

  at(point: Float64Array, gradient: Float64Array): number {
    const biases = this.matrix.width * this.labelCount;
    const penalty = penalise(point, gradient, biases);
    let loss = 0;
    for (let row = 0; row < this.labels.length; row++) {
      this.sums(row, point);
      loss += toErrors(this.shares, this.labels[row] ?? 0, this.c);
      this.addGradient(row, gradient);
    }
    return penalty + this.c * loss;
  }

  private sums(row: number, point: Float64Array): void {
    const { starts, columns, values, width } = this.matrix;
    const { labelCount, shares } = this;
    const end = starts[row + 1] ?? 0;
    for (let label = 0; label < labelCount; label++) shares[label] = point[width * labelCount + label] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at++) {
      const value = values[at] ?? 0;
      const first = (columns[at] ?? 0) * labelCount;
      for (let label = 0; label < labelCount; label++)
        shares[label] = (shares[label] ?? 0) + value * (point[first + label] ?? 0);
    }
  }

  private addGradient(row: number, gradient: Float64Array): void {
    const { starts, columns, values, width } = this.matrix;
    const { labelCount, shares } = this;
    const end = starts[row + 1] ?? 0;
    for (let label = 0; label < labelCount; label++) {
      const at = width * labelCount + label;
      gradient[at] = (gradient[at] ?? 0) + (shares[label] ?? 0);
    }
    for (let at = starts[row] ?? 0; at < end; at++) {
      const value = values[at] ?? 0;
      const first = (columns[at] ?? 0) * labelCount;
      for (let label = 0; label < labelCount; label++)
        gradient[first + label] = (gradient[first + label] ?? 0) + value * (shares[label] ?? 0);
    }
  }
}

/** Half the squared weights, of which there are so many; writes their slope. */
export function penalise(point: Float64Array, gradient: Float64Array, weights: number): number {
  gradient.set(point);
  gradient.fill(0, weights);
  let squares = 0;
  for (let i = 0; i < weights; i++) squares += (point[i] ?? 0) ** 2;
  return squares / 2;
}

/** Turns the sums of a row, one a label, into C x (confidence - truth); answers its log-loss. */
export function toErrors(sums: Float64Array, truth: number, c: number): number {
  let highest = -Infinity;
  for (let label = 0; label < sums.length; label++) highest = Math.max(highest, sums[label] ?? 0);
  let total = 0;
  for (let label = 0; label < sums.length; label++) total += Math.exp((sums[label] ?? 0) - highest);
  const level = highest + Math.log(total);
  const loss = level - (sums[truth] ?? 0);
  for (let label = 0; label < sums.length; label++)
    sums[label] = c * (Math.exp((sums[label] ?? 0) - level) - (label === truth ? 1 : 0));
  return loss;
}
