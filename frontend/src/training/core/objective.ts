/** What softmax regression makes small: half the squared weights + C x the summed log-loss; biases are free. The same
 * as scikit-learn's `LogisticRegression(C)`. */

import type { Objective } from "./lbfgs.js";

/** Rows one after another: row i has the columns and values from `starts[i]` up to `starts[i + 1]`. */
export interface SparseMatrix {
  starts: Uint32Array;
  columns: Uint16Array;
  values: Float64Array;
  width: number;
}

/** A point holds the weights, column by column, one a label, and then one bias a label. */
export class SoftmaxObjective implements Objective {
  readonly size: number;
  private readonly shares: Float64Array;

  constructor(
    private readonly matrix: SparseMatrix,
    private readonly labels: Uint8Array,
    private readonly labelCount: number,
    private readonly c: number,
  ) {
    this.size = (matrix.width + 1) * labelCount;
    this.shares = new Float64Array(labelCount);
  }

  at(point: Float64Array, gradient: Float64Array): number {
    const biases = this.matrix.width * this.labelCount;
    gradient.set(point);
    gradient.fill(0, biases);
    let penalty = 0;
    for (let i = 0; i < biases; i++) penalty += (point[i] ?? 0) ** 2;
    let loss = 0;
    for (let row = 0; row < this.labels.length; row++) {
      this.sums(row, point);
      loss += this.toErrors(this.labels[row] ?? 0);
      this.addGradient(row, gradient);
    }
    return penalty / 2 + this.c * loss;
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

  /** Turns the sums into C x (confidence - truth); answers the log-loss of the row. */
  private toErrors(truth: number): number {
    const { labelCount, shares } = this;
    let highest = -Infinity;
    for (let label = 0; label < labelCount; label++) highest = Math.max(highest, shares[label] ?? 0);
    let total = 0;
    for (let label = 0; label < labelCount; label++) total += Math.exp((shares[label] ?? 0) - highest);
    const level = highest + Math.log(total);
    const loss = level - (shares[truth] ?? 0);
    for (let label = 0; label < labelCount; label++)
      shares[label] = this.c * (Math.exp((shares[label] ?? 0) - level) - (label === truth ? 1 : 0));
    return loss;
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
