/** The softmax head on rows of numbers, such as what a network sees in a picture: every column has a weight.
 * `training/core/dense.py` does the same. */

import { penalise, type SoftmaxObjective, toErrors } from "./objective.js";
import { softmax } from "./softmax.js";
import { centred, type OnProgress, shared, solve } from "./solver.js";

/** `weights` (labels x columns, row by row), `bias` (labels). */
export interface DenseHead {
  weights: Float32Array;
  bias: Float32Array;
}

export interface DenseOptions {
  /** The larger, the closer to the examples. */
  c: number;
  /** Learn as if every column had mean 0 and variance 1; the head takes rows as they are all the same. */
  standardise?: boolean;
}

/** Four rows are looked at together: one sum after the other would wait for itself. */
const ABREAST = 4;
type Group = [Float32Array, Float32Array, Float32Array, Float32Array];

/** `rows` are of one length; `labels` are numbers below `labelCount`, each there at least once. Memory: none
 * that grows with the rows, or as much again to standardise them. */
export async function fitDense(
  rows: Float32Array[],
  labels: Uint8Array,
  labelCount: number,
  { c, standardise = false }: DenseOptions,
  onProgress: OnProgress,
): Promise<DenseHead> {
  const scaling = standardise ? scalingOf(rows) : null;
  const objective = new DenseObjective(
    scaling ? rows.map((row) => standardised(row, scaling)) : rows,
    labels,
    labelCount,
    shared(c, labelCount),
  );
  const point = await solve(objective, onProgress);
  const weights = Float32Array.from(point.subarray(0, objective.weights));
  const bias = centred(point.subarray(objective.weights));
  if (scaling) foldIn(scaling, weights, bias);
  return { weights, bias: Float32Array.from(bias) };
}

/** One confidence a label, in label order, adding up to 1. */
export function denseConfidences({ weights, bias }: DenseHead, row: Float32Array): Float64Array {
  const sums = Float64Array.from(bias, (start, label) => {
    const first = label * row.length;
    let sum = 0;
    for (let column = 0; column < row.length; column++)
      sum += (weights[first + column] ?? 0) * (row[column] ?? 0);
    return start + sum;
  });
  return softmax(sums);
}

/** A point holds the weights, label by label, one a column, and then one bias a label. */
export class DenseObjective implements SoftmaxObjective {
  readonly size: number;
  readonly examples: number;
  readonly weights: number;
  private readonly width: number;
  /** What is missing in the last group is zero. */
  private readonly groups: Group[];
  private readonly sums: Float64Array[];

  constructor(
    rows: Float32Array[],
    private readonly labels: Uint8Array,
    private readonly labelCount: number,
    readonly c: number,
  ) {
    this.examples = rows.length;
    this.width = rows[0]?.length ?? 0;
    this.weights = this.width * labelCount;
    this.size = this.weights + labelCount;
    this.groups = grouped(rows, new Float32Array(this.width));
    this.sums = Array.from({ length: ABREAST }, () => new Float64Array(labelCount));
  }

  at(point: Float64Array, gradient: Float64Array): number {
    const penalty = penalise(point, gradient, this.weights);
    let loss = 0;
    this.groups.forEach((group, number) => {
      this.addUp(group, point);
      loss += this.toErrors(number * ABREAST, gradient);
      this.addGradient(group, gradient);
    });
    return penalty + this.c * loss;
  }

  private addUp([a, b, c, d]: Group, point: Float64Array): void {
    const [sumsA, sumsB, sumsC, sumsD] = this.sums as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    for (let label = 0; label < this.labelCount; label++) {
      const weights = point.subarray(label * this.width, (label + 1) * this.width);
      const bias = point[this.weights + label] ?? 0;
      let [sumA, sumB, sumC, sumD] = [bias, bias, bias, bias];
      for (let column = 0; column < weights.length; column++) {
        const weight = weights[column] ?? 0;
        sumA += (a[column] ?? 0) * weight;
        sumB += (b[column] ?? 0) * weight;
        sumC += (c[column] ?? 0) * weight;
        sumD += (d[column] ?? 0) * weight;
      }
      sumsA[label] = sumA;
      sumsB[label] = sumB;
      sumsC[label] = sumC;
      sumsD[label] = sumD;
    }
  }

  /** Also the slope of the biases. Rows that only fill the last group have no error. */
  private toErrors(first: number, gradient: Float64Array): number {
    let loss = 0;
    this.sums.forEach((sums, i) => {
      if (first + i >= this.examples) {
        sums.fill(0);
        return;
      }
      loss += toErrors(sums, this.labels[first + i] ?? 0, this.c);
      for (let label = 0; label < this.labelCount; label++) {
        const at = this.weights + label;
        gradient[at] = (gradient[at] ?? 0) + (sums[label] ?? 0);
      }
    });
    return loss;
  }

  private addGradient([a, b, c, d]: Group, gradient: Float64Array): void {
    for (let label = 0; label < this.labelCount; label++) {
      const slope = gradient.subarray(label * this.width, (label + 1) * this.width);
      const [errorA = 0, errorB = 0, errorC = 0, errorD = 0] = this.sums.map((sums) => sums[label] ?? 0);
      for (let column = 0; column < slope.length; column++)
        slope[column] =
          (slope[column] ?? 0) +
          errorA * (a[column] ?? 0) +
          errorB * (b[column] ?? 0) +
          errorC * (c[column] ?? 0) +
          errorD * (d[column] ?? 0);
    }
  }
}

function grouped(rows: Float32Array[], filling: Float32Array): Group[] {
  return Array.from({ length: Math.ceil(rows.length / ABREAST) }, (_, group) => {
    const at = (i: number): Float32Array => rows[group * ABREAST + i] ?? filling;
    return [at(0), at(1), at(2), at(3)];
  });
}

interface Scaling {
  mean: Float64Array;
  scale: Float64Array;
}

function scalingOf(rows: Float32Array[]): Scaling {
  const first = rows[0] ?? new Float32Array();
  const mean = new Float64Array(first.length);
  const scale = new Float64Array(first.length);
  for (const row of rows) row.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value / rows.length));
  for (const row of rows)
    row.forEach((value, i) => (scale[i] = (scale[i] ?? 0) + (value - (mean[i] ?? 0)) ** 2 / rows.length));
  const varies = (column: number): boolean => rows.some((row) => row[column] !== first[column]);
  return { mean, scale: scale.map((square, column) => (varies(column) ? Math.sqrt(square) : 1)) };
}

function standardised(row: Float32Array, { mean, scale }: Scaling): Float32Array {
  return row.map((value, i) => (value - (mean[i] ?? 0)) / (scale[i] ?? 1));
}

/** So that the head takes rows as they come. */
function foldIn({ mean, scale }: Scaling, weights: Float32Array, bias: Float64Array): void {
  for (let label = 0; label < bias.length; label++)
    for (let column = 0; column < mean.length; column++) {
      const at = label * mean.length + column;
      weights[at] = (weights[at] ?? 0) / (scale[column] ?? 1);
      bias[label] = (bias[label] ?? 0) - (weights[at] ?? 0) * (mean[column] ?? 0);
    }
}
